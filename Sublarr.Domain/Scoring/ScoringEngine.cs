using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;

namespace Sublarr.Domain.Scoring;

/// <summary>Scores one candidate and says why. To rank many, use <see cref="Ranking"/>: it gives the same points.</summary>
public static class ScoringEngine
{
    /// <summary>Scores a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="type">For an episode or a movie.</param>
    /// <param name="rules">The rules in use.</param>
    public static Score Score(Candidate candidate, MediaType type, ScoringRules rules)
    {
        var parts = Parts(candidate, type, rules);
        var points = parts.Sum(part => part.Points);
        return new(points, Percent(points, type, rules.Weights), parts, Refusals(candidate, type, rules, points));
    }

    /// <summary>Points in percent of what the type can reach under these weights.</summary>
    public static int Percent(int points, MediaType type, ScoringWeights weights) =>
        weights.Reachable(type) is > 0 and var reachable
            ? Math.Clamp((int)Math.Round(100.0 * points / reachable, MidpointRounding.AwayFromZero), 0, 100)
            : 0;

    /// <summary>What an uploader's rank adds; nothing where the provider tells no ranks.</summary>
    internal static int TrustOf(Candidate candidate) =>
        ProviderCapabilities.Find(candidate.Provider) is { ReportsRanks: true } ? Math.Clamp(candidate.Trust, 0, Candidate.HighestTrust) : 0;

    private static List<ScorePart> Parts(Candidate candidate, MediaType type, ScoringRules rules)
    {
        var parts = new List<ScorePart>();
        foreach (var info in ScoringKeyInfo.Of(type))
        {
            Add(info.Name, candidate.Bits.Has(info.Key) ? rules.Weights[type, info.Key] : 0);
        }

        var preferences = rules.Preferences;
        Add(ScorePart.ProviderModifier, rules.ModifierOf(candidate.Provider));
        Add(ScorePart.UploaderTrust, TrustOf(candidate));
        Add(ScorePart.HearingImpairedPreference, Bonus(preferences.HearingImpaired, candidate.Bits.Has(CandidateBits.HearingImpairedBit)));
        Add(ScorePart.ForcedPreference, Bonus(preferences.Forced, candidate.Bits.Has(CandidateBits.ForcedBit)));
        Add(ScorePart.MachineTranslation, candidate.Bits.Has(CandidateBits.MachineTranslatedBit) ? preferences.MachineTranslation : 0);
        Add(ScorePart.PreferredGroup, ReleaseGroups.FindIn(preferences.PreferredGroups, candidate) is null ? 0 : preferences.PreferredGroupBonus);
        return parts;

        void Add(string name, int points)
        {
            if (points != 0)
            {
                parts.Add(new(name, points));
            }
        }
    }

    private static List<string> Refusals(Candidate candidate, MediaType type, ScoringRules rules, int points)
    {
        var preferences = rules.Preferences;
        var refusals = new List<string>();
        Judge(preferences.HearingImpaired, candidate.Bits.Has(CandidateBits.HearingImpairedBit), "for the hearing impaired");
        Judge(preferences.Forced, candidate.Bits.Has(CandidateBits.ForcedBit), "for foreign parts alone (forced)");
        if (preferences.RefuseMachineTranslation && candidate.Bits.Has(CandidateBits.MachineTranslatedBit))
        {
            refusals.Add("It was translated by a machine, and those are excluded.");
        }

        if (ReleaseGroups.FindIn(preferences.ExcludedGroups, candidate) is { } group)
        {
            refusals.Add($"It was made for a release of {group}, which is excluded.");
        }

        if (preferences.MinimumOf(type, candidate.Language, candidate.Provider) is var (minimum, of) && points < minimum)
        {
            refusals.Add($"It scores {points}, below the minimum of {minimum} for {of}.");
        }

        return refusals;

        void Judge(Wish wish, bool has, string what)
        {
            if (wish == Wish.Exclude && has)
            {
                refusals.Add($"It is {what}, and those are excluded.");
            }
            else if (wish == Wish.Only && !has)
            {
                refusals.Add($"It is not {what}, and only those are wanted.");
            }
        }
    }

    private static int Bonus(Wish wish, bool has) => wish == Wish.Prefer && has ? ScoringPreferences.PreferenceBonus : 0;
}
