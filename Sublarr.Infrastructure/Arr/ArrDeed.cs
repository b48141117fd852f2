using System.Globalization;
using System.Text.Json;
using Sublarr.Domain.Incoming;

namespace Sublarr.Infrastructure.Arr;

/// <summary>What an entry of a history says of a file. Others, such as a grab, say nothing of any.</summary>
/// <param name="Subject">What was done to it.</param>
/// <param name="Id">The entry.</param>
/// <param name="Date">When, by the instance's clock.</param>
/// <param name="TitleId">Whose file it is.</param>
/// <param name="Path">Where it is, or was when it was deleted.</param>
internal sealed record ArrDeed(ArrSubject Subject, long Id, DateTimeOffset Date, int TitleId, string Path)
{
    /// <summary>Where it was before it was renamed.</summary>
    public string? From { get; private init; }

    /// <summary>The file's id; null in older versions, and for what is gone.</summary>
    public int? FileId { get; private init; }

    /// <summary>Why it was deleted, as reports write it.</summary>
    public string? Reason { get; private init; }

    /// <summary>The episode; null for movies.</summary>
    public ArrEpisode? Episode { get; private init; }

    /// <summary>The release that was imported.</summary>
    public string? Release { get; private init; }

    /// <summary>True for a file that made room for a better one: the import that replaced it tells of it.</summary>
    public bool IsReplaced => Subject == ArrSubject.FileDeleted && string.Equals(Reason, "upgrade", StringComparison.OrdinalIgnoreCase);

    /// <summary>The deed behind an entry; null when it is about no file.</summary>
    public static ArrDeed? Of(ArrSource source, ArrEntry entry)
    {
        var subject = SubjectOf(source, entry.EventType);
        var path = subject switch
        {
            ArrSubject.Imported => entry.Text("importedPath"),
            ArrSubject.Renamed => entry.Text("path"),
            ArrSubject.FileDeleted => entry.SourceTitle,
            _ => null,
        };
        return entry.MediaId is not { } title || string.IsNullOrEmpty(path) ? null : new ArrDeed(subject, entry.Id, entry.Date, title, path)
        {
            From = subject == ArrSubject.Renamed ? entry.Text("sourcePath") ?? entry.SourceTitle : null,
            FileId = int.TryParse(entry.Text("fileId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null,
            Reason = entry.Text("reason") is { } reason ? char.ToLowerInvariant(reason[0]) + reason[1..] : null,
            Episode = source == ArrSource.Sonarr ? new ArrEpisode(entry.EpisodeId, entry.Episode?.SeasonNumber, entry.Episode?.EpisodeNumber, entry.Episode?.Title) : null,
            Release = subject == ArrSubject.Imported ? entry.SourceTitle : null,
        };
    }

    // The numbers are those of their enums, which older versions wrote and their filters still take.
    private static ArrSubject SubjectOf(ArrSource source, JsonElement eventType) => (source, eventType.ValueKind == JsonValueKind.Undefined ? "" : eventType.ToString()) switch
    {
        (_, "downloadFolderImported" or "3") => ArrSubject.Imported,
        (ArrSource.Sonarr, "episodeFileDeleted" or "5") or (ArrSource.Radarr, "movieFileDeleted" or "6") => ArrSubject.FileDeleted,
        (ArrSource.Sonarr, "episodeFileRenamed" or "6") or (ArrSource.Radarr, "movieFileRenamed" or "8") => ArrSubject.Renamed,
        _ => ArrSubject.Unknown,
    };
}
