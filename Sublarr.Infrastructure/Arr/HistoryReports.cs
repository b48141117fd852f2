using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Makes of the entries of a history the reports that were sent for them: one for each file, whichever number of episodes it holds.</summary>
internal static class HistoryReports
{
    // The old file is deleted while the new one is imported.
    private static readonly TimeSpan OneImport = TimeSpan.FromMinutes(5);

    /// <summary>The reports, in the order of what happened.</summary>
    /// <param name="server">Who did it.</param>
    /// <param name="deeds">What was done.</param>
    /// <param name="titles">Whose files they are.</param>
    /// <param name="files">The files that there are by now.</param>
    /// <param name="tags">What its tags are called, by id.</param>
    public static IEnumerable<(ArrReport Report, DateTimeOffset Date)> Of(
        ArrServer server, IReadOnlyList<ArrDeed> deeds, IReadOnlyDictionary<int, ArrTitle> titles, IReadOnlyDictionary<int, IReadOnlyList<ArrVideo>> files,
        IReadOnlyDictionary<int, string> tags) =>
        deeds.OrderBy(deed => deed.Id)
            .GroupBy(deed => (deed.Subject, deed.TitleId, deed.Path, deed.From, deed.FileId, deed.IsReplaced))
            .Select(same => (Report: ReportOf(About(server, titles[same.Key.TitleId], tags), [.. same], deeds, files.GetValueOrDefault(same.Key.TitleId) ?? []), same.First().Date))
            .Where(told => told.Report is not null)
            .Select(told => (told.Report!, told.Date));

    private static ArrReport? ReportOf(ArrReport about, IReadOnlyList<ArrDeed> same, IReadOnlyList<ArrDeed> all, IReadOnlyList<ArrVideo> files)
    {
        var deed = same[0];
        var report = about with { Subject = deed.Subject, Episodes = [.. same.Select(each => each.Episode).OfType<ArrEpisode>()] };
        return deed.Subject switch
        {
            ArrSubject.Imported => Imported(report, same, all, files),
            ArrSubject.Renamed => report with { EventType = "Rename", Files = [new ArrFile { Path = deed.Path, PreviousPath = deed.From }] },
            // What is there again was imported again.
            ArrSubject.FileDeleted when !deed.IsReplaced && files.All(file => file.Path != deed.Path) => report with
            {
                EventType = about.Source == ArrSource.Sonarr ? "EpisodeFileDelete" : "MovieFileDelete",
                Files = [new ArrFile { Path = deed.Path }],
                DeleteReason = deed.Reason,
            },
            _ => null,
        };
    }

    // Nothing is left to be looked at of a file that is gone since.
    private static ArrReport? Imported(ArrReport report, IReadOnlyList<ArrDeed> same, IReadOnlyList<ArrDeed> all, IReadOnlyList<ArrVideo> files)
    {
        var deed = same[0];
        if ((files.FirstOrDefault(file => file.Id == deed.FileId) ?? files.FirstOrDefault(file => file.Path == deed.Path)) is not { } file)
        {
            return null;
        }

        var replaced = all.Where(other => other.IsReplaced && other.TitleId == deed.TitleId && (other.Date - deed.Date).Duration() < OneImport
            && same.Any(each => each.Episode?.Id == other.Episode?.Id)).Select(other => other.Path).Distinct().ToList();
        return report with
        {
            EventType = "Download",
            Files =
            [
                new ArrFile
                {
                    Id = file.Id,
                    Path = deed.Path,
                    MovedTo = file.Path is { Length: > 0 } now && now != deed.Path ? now : null,
                    Size = file.Size,
                    SceneName = file.SceneName,
                    ReleaseGroup = file.ReleaseGroup,
                },
            ],
            Replaced = [.. replaced.Select(path => new ArrFile { Path = path })],
            IsUpgrade = replaced.Count > 0,
            Release = deed.Release,
        };
    }

    private static ArrReport About(ArrServer server, ArrTitle title, IReadOnlyDictionary<int, string> tags) => new()
    {
        Source = server.Source,
        Instance = server.Name,
        MediaId = title.Id,
        Title = title.Title,
        Year = title.Year,
        Folder = title.Path,
        TvdbId = title.TvdbId,
        TmdbId = title.TmdbId is > 0 ? title.TmdbId : null,
        ImdbId = title.ImdbId,
        Tags = title.Tags?.Select(id => tags.GetValueOrDefault(id)).OfType<string>().ToList(),
    };
}
