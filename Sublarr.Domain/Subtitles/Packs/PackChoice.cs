using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles.Languages;

namespace Sublarr.Domain.Subtitles.Packs;

/// <summary>Which subtitles of an archive are tried for one video, the fittest first.</summary>
/// <param name="Places">Their places in the archive's list; empty when none fits.</param>
/// <param name="Refusal">Why none does, as a sentence; null when one may.</param>
public sealed record PackChoice(IReadOnlyList<int> Places, string? Refusal)
{
    private const int MostNamed = 3;

    /// <summary>Chooses by names alone. What a name says of its language decides only where a text would not tell: Portuguese of Brazil or of Portugal.</summary>
    /// <param name="names">All the archive holds.</param>
    /// <param name="expectation">What is looked for.</param>
    public static PackChoice Of(IReadOnlyList<PackedName> names, SubtitleExpectation expectation)
    {
        if (names.Count == 0)
        {
            return new([], "It holds no subtitle.");
        }

        var all = Enumerable.Range(0, names.Count).ToList();
        var fitting = all.Where(place => IsOfPart(names[place], expectation.Part, names.Count)).ToList();
        if (fitting.Count == 0)
        {
            return new([], $"It holds other episodes: {Named(names)}.");
        }

        if (expectation.Part is not { IsEpisode: true } && PartsOf(fitting.ConvertAll(place => names[place])) is > 1 and var parts)
        {
            return new([], $"It comes in {parts} parts, for a film in as many files.");
        }

        var meant = fitting.Where(place => IsOfKind(names[place], expectation)).ToList();
        return meant.Count == 0
            ? new([], $"It holds nothing of the kind that is wanted: {Named(fitting.ConvertAll(place => names[place]))}.")
            : new([.. meant.OrderBy(place => Distance(names[place], expectation)).ThenBy(place => place)], null);
    }

    private static bool IsOfPart(PackedName name, WantedPart? part, int count)
    {
        if (part is not { IsEpisode: true })
        {
            return true;
        }

        var release = name.Release;
        if (!name.IsEpisode)
        {
            // The only one of a download for this episode needs no number.
            return count == 1 && (release.Season is null || part.Season is null || release.Season == part.Season);
        }

        var isSeason = release.Season is null || part.Season is null || release.Season == part.Season;
        return (release.Episodes.Count > 0 && isSeason && release.Episodes.Intersect(part.Episodes).Any())
            || (release.Absolute is { } absolute && NumbersOf(part).Any(number => number >= absolute && number <= (release.AbsoluteLast ?? absolute)))
            || (release.Date is { } date && date == part.Date);
    }

    // In its first season an episode is counted the same both ways.
    private static IEnumerable<int> NumbersOf(WantedPart part) => part.Absolute is { } absolute ? [absolute] : part.Season is null or 1 ? part.Episodes : [];

    private static bool IsOfKind(PackedName name, SubtitleExpectation expectation) =>
        (!name.IsForced || expectation.IsForced)
        && (!name.IsHearingImpaired || expectation.HearingImpaired != Wish.Exclude)
        && (name.Language is not { } language || expectation.Language.Covers(language) || !Alphabet.Of(expectation.Language).Any(alphabet => alphabet.IsCloseTo(language)));

    // The smaller the better; what weighs more is further left.
    private static int Distance(PackedName name, SubtitleExpectation expectation)
    {
        var language = name.Language is not { } said ? 1 : expectation.Language.Covers(said) ? 0 : 2;
        var episodes = name.Release.Episodes.Count == (expectation.Part?.Episodes.Count ?? 0) ? 0 : 1;
        var forced = name.IsForced == expectation.IsForced ? 0 : 1;
        var impaired = name.IsHearingImpaired == expectation.HearingImpaired is Wish.Prefer or Wish.Only ? 0 : 1;
        return (language * 1000) + (forced * 500) + (episodes * 200) + (impaired * 100) + ReleaseDistance(name, expectation.Part?.Release);
    }

    private static int ReleaseDistance(PackedName name, string? release)
    {
        if (release is null)
        {
            return 0;
        }

        var video = Releases.ReleaseName.Parse(release);
        return (IsSame(video.Group, name.Release.Group) ? 0 : 20) + (IsSame(video.Source, name.Release.Source) ? 0 : 10);
    }

    private static bool IsSame(string? one, string? other) => one is not null && one.Equals(other, StringComparison.OrdinalIgnoreCase);

    // "Ashfall Part Two" is one film; CD1 and CD2 of it are two parts.
    private static int PartsOf(IEnumerable<PackedName> names) => names.Select(name => name.Part).OfType<int>().Distinct().Count();

    private static string Named(IReadOnlyList<PackedName> names) =>
        string.Join(", ", names.Take(MostNamed).Select(name => name.FileName)) + (names.Count > MostNamed ? $" and {Wording.Several(names.Count - MostNamed, "other")}" : "");
}
