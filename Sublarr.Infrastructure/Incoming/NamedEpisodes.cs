using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Releases;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>
/// Which of the episodes that a report lists a file holds, as its name tells: by numbers, by the day, or by the title where that tells one of them from all others.
/// </summary>
internal static class NamedEpisodes
{
    // Shorter ones stand in too many names.
    private const int ShortestTitle = 3;

    /// <summary>The season and the episodes; null when nothing tells.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="report">What the report lists; of a report without episodes the numbers of the name stand as they are.</param>
    public static ReportedSeason? Find(string name, ArrReport report)
    {
        var read = ReleaseName.Parse(name);
        var numbered = read is { Season: { } season, Episodes.Count: > 0 } ? new ReportedSeason(season, read.Episodes) : null;
        return Listed(report, episode => numbered is not null && episode.Season == numbered.Season && numbered.Episodes.Contains(episode.Number!.Value))
            ?? Listed(report, episode => read.Date is { } day && episode.AiredOn == day)
            ?? ByTitle(name, report)
            ?? numbered;
    }

    private static ReportedSeason? Listed(ArrReport report, Func<ArrEpisode, bool> isHeld)
    {
        var held = report.Episodes.Where(episode => episode is { Season: not null, Number: not null } && isHeld(episode)).ToList();
        return held.Count > 0 && held.TrueForAll(episode => episode.Season == held[0].Season)
            ? new(held[0].Season!.Value, [.. held.Select(episode => episode.Number!.Value).Distinct().Order()])
            : null;
    }

    private static ReportedSeason? ByTitle(string name, ArrReport report)
    {
        var (text, series) = (Bare(Path.GetFileNameWithoutExtension(name)), Bare(report.Title));
        // What is left of the name: a series may be called as one of its episodes.
        text = series.Length > 0 && text.IndexOf(series, StringComparison.Ordinal) is >= 0 and var at ? text[(at + series.Length)..] : text;
        var titles = report.Episodes.Select(episode => Bare(episode.Title)).Where(title => title.Length >= ShortestTitle && text.Contains(title, StringComparison.Ordinal)).ToList();
        // "Low" stands in "Low Tide" as well, and "TBA" is the title of many.
        var longest = titles.MaxBy(title => title.Length);
        return longest is not null && titles.TrueForAll(title => longest.Contains(title, StringComparison.Ordinal)) && titles.Count(title => title == longest) == 1
            ? Listed(report, episode => Bare(episode.Title) == longest)
            : null;
    }

    private static string Bare(string? text) => string.Concat((text ?? "").Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
