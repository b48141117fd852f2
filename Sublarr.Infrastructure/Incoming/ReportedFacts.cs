using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>What a report tells of seasons and files, as the event passes it on.</summary>
internal static class ReportedFacts
{
    public static IReadOnlyList<ReportedSeason> SeasonsOf(ArrReport report) =>
    [
        .. report.Episodes
            .Where(episode => episode is { Season: not null, Number: not null })
            .GroupBy(episode => episode.Season!.Value, episode => episode.Number!.Value)
            .Select(season => new ReportedSeason(season.Key, [.. season])),
    ];

    public static IReadOnlyList<ReportedFile> FilesOf(ArrReport report)
    {
        // The episodes of a report are those of its one file; of several only the names tell which holds which of them.
        var seasons = report.Files.Count == 1 ? SeasonsOf(report) : [];
        return [.. report.Files.Select(file => FileOf(file, seasons is [var only] ? only : NamedIn(file, report)))];
    }

    public static IReadOnlyList<ReportedFile> ReplacedOf(ArrReport report) => [.. report.Replaced.Select(file => FileOf(file, NamedIn(file, report with { Episodes = [] })))];

    /// <summary>The last part of a path of any system; null when there is none.</summary>
    public static string? NameOf(string? path)
    {
        var name = path?.TrimEnd('/', '\\');
        return string.IsNullOrEmpty(name) ? null : name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static ReportedSeason? NamedIn(ArrFile file, ArrReport report) =>
        report.Source == ArrSource.Sonarr && NameOf(file.RelativePath ?? file.Path) is { } name ? NamedEpisodes.Find(name, report) : null;

    private static ReportedFile FileOf(ArrFile file, ReportedSeason? season) =>
        new(NameOf(file.RelativePath ?? file.Path), file.RelativePath, file.Size, season?.Season, season?.Episodes ?? [])
        {
            PreviousName = NameOf(file.PreviousRelativePath ?? file.PreviousPath),
            PreviousRelativePath = file.PreviousRelativePath,
            Quality = file.Quality,
            ReleaseGroup = file.ReleaseGroup,
            SceneName = file.SceneName,
            EmbeddedSubtitles = file.EmbeddedSubtitles,
            Path = file.Path,
            PreviousPath = file.PreviousPath,
            SourcePath = file.SourcePath,
            RecycleBinPath = file.RecycleBinPath,
        };
}
