using System.Collections.Immutable;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;

namespace Sublarr.Domain.Scoring;

/// <summary>
/// Searches laid out for ranking: an array for each property, and each search's candidates already in the order that decides
/// among equals. So ranking has to sort by points alone. Weights, modifiers, wishes and minimums may change without a new pool.
/// </summary>
public sealed class CandidatePool
{
    internal const uint PreferredGroupBit = 1 << 16;
    internal const uint ExcludedGroupBit = 1 << 17;
    internal const int BitCount = 18;

    private readonly TieRules _tieRules;
    private readonly Candidate[] _candidates;

    /// <summary>Lays out searches.</summary>
    /// <param name="searches">The searches.</param>
    /// <param name="preferences">Say who goes first among equals, and which groups are preferred or excluded.</param>
    public CandidatePool(IReadOnlyList<SearchResult> searches, ScoringPreferences preferences)
    {
        Searches = searches;
        _tieRules = TieRules.Of(preferences);
        Starts = new int[searches.Count + 1];
        Types = new MediaType[searches.Count];
        _candidates = new Candidate[searches.Sum(search => search.Candidates.Count)];
        Places = new int[_candidates.Length];
        var at = 0;
        for (var search = 0; search < searches.Count; search++)
        {
            Starts[search] = at;
            Types[search] = searches[search].Type;
            var candidates = searches[search].Candidates;
            foreach (var place in Enumerable.Range(0, candidates.Count).OrderBy(place => candidates[place], new TieBreak(preferences)))
            {
                Places[at] = place;
                _candidates[at++] = candidates[place];
            }
        }

        Starts[^1] = at;
        Bits = [.. _candidates.Select(candidate => BitsOf(candidate, preferences))];
        Trust = [.. _candidates.Select(candidate => (byte)ScoringEngine.TrustOf(candidate))];
        (Providers, ProviderOf) = Number(candidate => candidate.Provider);
        (Languages, LanguageOf) = Number(candidate => candidate.Language);
    }

    /// <summary>The searches, as given.</summary>
    public IReadOnlyList<SearchResult> Searches { get; }

    /// <summary>How many candidates there are.</summary>
    public int Count => _candidates.Length;

    internal int[] Starts { get; }

    internal MediaType[] Types { get; }

    private int[] Places { get; }

    internal uint[] Bits { get; }

    internal byte[] Trust { get; }

    internal string[] Providers { get; }

    internal ushort[] ProviderOf { get; }

    internal string[] Languages { get; }

    internal ushort[] LanguageOf { get; }

    /// <summary>The candidate at a position of a ranking.</summary>
    public Candidate this[int position] => _candidates[position];

    /// <summary>Where the candidate at a position stood in its search.</summary>
    public int PlaceOf(int position) => Places[position];

    /// <summary>True when rules with these preferences can be applied to this pool.</summary>
    public bool Fits(ScoringPreferences preferences) => _tieRules.Equals(TieRules.Of(preferences));

    private static uint BitsOf(Candidate candidate, ScoringPreferences preferences) =>
        (candidate.Bits.Value & 0xFFFF)
        | (ReleaseGroups.FindIn(preferences.PreferredGroups, candidate) is null ? 0 : PreferredGroupBit)
        | (ReleaseGroups.FindIn(preferences.ExcludedGroups, candidate) is null ? 0 : ExcludedGroupBit);

    private (string[] Names, ushort[] Numbers) Number(Func<Candidate, string> name)
    {
        string[] names = [.. _candidates.Select(name).Distinct(StringComparer.OrdinalIgnoreCase)];
        var numbers = names.Index().ToDictionary(entry => entry.Item, entry => (ushort)entry.Index, StringComparer.OrdinalIgnoreCase);
        return (names, [.. _candidates.Select(candidate => numbers[name(candidate)])]);
    }

    /// <summary>Which of two goes first when their points are the same: preferred format, provider, release name.</summary>
    internal sealed class TieBreak(ScoringPreferences preferences) : IComparer<Candidate>
    {
        private static readonly ImmutableArray<string> Known = [.. ProviderCapabilities.All.Select(provider => provider.Name)];

        public int Compare(Candidate? x, Candidate? y) =>
            (FormatPlace(x!), preferences.PlaceOf(x!.Provider), KnownPlace(x)).CompareTo((FormatPlace(y!), preferences.PlaceOf(y!.Provider), KnownPlace(y))) is not 0 and var order
                ? order
                : string.CompareOrdinal($"{x.Provider.ToLowerInvariant()}\n{x.ReleaseInfo}", $"{y.Provider.ToLowerInvariant()}\n{y.ReleaseInfo}");

        private int FormatPlace(Candidate candidate)
        {
            var isAss = candidate.Bits.Has(ScoringKey.FormatBonus);
            var isOther = candidate.Bits.Has(CandidateBits.OtherFormatBit);
            return isAss || isOther ? isAss == preferences.PrefersAss ? 0 : 2 : 1;
        }

        private static int KnownPlace(Candidate candidate) => Known.IndexOf(candidate.Provider.ToLowerInvariant()) is >= 0 and var place ? place : int.MaxValue;
    }

    // What the layout depends on.
    private sealed record TieRules(bool PrefersAss, string Lists)
    {
        public static TieRules Of(ScoringPreferences preferences) => new(
            preferences.PrefersAss,
            string.Join('\n', [.. preferences.ProviderOrder, "\t", .. preferences.PreferredGroups, "\t", .. preferences.ExcludedGroups]));
    }
}
