namespace Sublarr.Domain.Wanted;

/// <summary>
/// When what was looked for in vain is looked for again. Most subtitles appear within days of a release, so it is soon at first and ever more seldom later;
/// it never ends, for some come after a year.
/// </summary>
public static class SearchPace
{
    /// <summary>How long nobody asks again when no provider could be asked: that says nothing of the subtitle.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(30);

    /// <summary>How long nobody asks again when nothing could be written beside the video: a person has to look, and what was downloaded was downloaded in vain.</summary>
    public static readonly TimeSpan AfterDiskFault = TimeSpan.FromHours(3);

    /// <summary>However long a provider wants to be left alone, so long at most nobody asks: others may be switched on meanwhile.</summary>
    public static readonly TimeSpan LongestAfterFailure = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] waits =
    [
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(4), TimeSpan.FromDays(7),
    ];

    /// <summary>The earliest time of the next search when no provider could be asked, or none delivered.</summary>
    /// <param name="now">The end of the last search.</param>
    /// <param name="retryAt">When the first of them may be asked again; null when nobody said.</param>
    public static DateTimeOffset NextAfterFailure(DateTimeOffset now, DateTimeOffset? retryAt)
    {
        var (soonest, latest) = (now + AfterFailure, now + LongestAfterFailure);
        return retryAt is not { } at || at < soonest ? soonest : at < latest ? at : latest;
    }

    /// <summary>The earliest time of the next search.</summary>
    /// <param name="searches">How often it was looked for in vain, the last time included; at least 1.</param>
    /// <param name="now">The end of the last search.</param>
    /// <param name="chance">A random number in [0, 1): what was wanted together is not asked for together for ever.</param>
    public static DateTimeOffset NextAfter(int searches, DateTimeOffset now, double chance)
    {
        var wait = waits[Math.Clamp(searches, 1, waits.Length) - 1];
        return now + wait + (wait * 0.1 * chance);
    }
}
