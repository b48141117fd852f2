namespace Sublarr.Domain.Subtitles.Gate;

/// <summary>Whether what is said to hold the foreign parts alone does.</summary>
internal static class ForcedCheck
{
    // A film in which half is foreign has three cues a minute.
    private const int MostForSure = 300;
    private const double MostAMinute = 5;

    public static IEnumerable<GateFinding> Find(GateText text, SubtitleExpectation expectation)
    {
        if (!expectation.IsForced)
        {
            yield break;
        }

        var isWhole = text.Cues.Count > MostForSure && (expectation.Duration is not { } length || text.Cues.Count / Math.Max(1, length.TotalMinutes) > MostAMinute);
        yield return new(
            "Foreign parts",
            isWhole ? "a whole subtitle" : "as few cues as they have",
            isWhole ? $"It has {Wording.Count(text.Cues.Count)} cues: that is a whole subtitle and not the foreign parts alone." : null);
    }
}
