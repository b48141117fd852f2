using System.Globalization;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The library in SQLite.</summary>
internal sealed class LibraryTable : ILibraryTable
{
    // What a Sonarr or Radarr has is found by its id there; else by the folder, if nobody else has it; else by its name, where they said neither.
    private const string FindTitle =
        """
        SELECT id FROM (
            SELECT id, 1 AS reach FROM titles WHERE source = $source AND instance = $instance AND source_id = $source_id
            UNION ALL
            SELECT id, 2 FROM titles WHERE folder = $folder AND folder <> '' AND (source = 'folder' OR source = $source AND instance = $instance AND source_id IS NULL)
            UNION ALL
            SELECT id, 3 FROM titles WHERE $source_id IS NULL AND $folder = '' AND kind = $kind AND sort_name = $sort AND source = $source AND instance = $instance)
        ORDER BY reach LIMIT 1
        """;

    private const string FindFolder = "SELECT id FROM titles WHERE folder = $folder ORDER BY id LIMIT 1";

    private const string InsertTitle =
        """
        INSERT INTO titles (kind, source, instance, source_id, name, sort_name, year, tvdb_id, tmdb_id, imdb_id, folder, added_at)
        VALUES ($kind, $source, $instance, $source_id, $name, $sort, $year, $tvdb, $tmdb, $imdb, $folder, $now)
        """;

    private const string UpdateTitle =
        """
        UPDATE titles SET source = $source, instance = $instance, source_id = COALESCE($source_id, source_id), name = $name, sort_name = $sort, year = COALESCE($year, year),
            tvdb_id = COALESCE($tvdb, tvdb_id), tmdb_id = COALESCE($tmdb, tmdb_id), imdb_id = COALESCE($imdb, imdb_id), folder = CASE WHEN $folder = '' THEN folder ELSE $folder END
        WHERE id = $id
        """;

    private const string PutVideoRow =
        """
        INSERT INTO videos (title_id, path, season, episodes, episode, absolute, aired_on, size, changed_at, sidecar_mark, source_file_id, format, duration_ms, streams, added_at)
        VALUES ($title, $path, $season, $episodes, $episode, $absolute, $aired, $size, $changed, $mark, $file, $format, $duration, $streams, $now)
        ON CONFLICT (path) DO UPDATE SET title_id = $title, season = $season, episodes = $episodes, episode = $episode, absolute = $absolute, aired_on = $aired, sidecar_mark = $mark,
            source_file_id = COALESCE($file, source_file_id),
            format = CASE WHEN $streams IS NULL AND size = $size AND changed_at = $changed THEN format ELSE $format END,
            duration_ms = CASE WHEN $streams IS NULL AND size = $size AND changed_at = $changed THEN duration_ms ELSE $duration END,
            streams = CASE WHEN $streams IS NULL AND size = $size AND changed_at = $changed THEN streams ELSE $streams END,
            size = $size, changed_at = $changed
        RETURNING id
        """;

    // What is in it is looked at anew when the file is another one.
    private const string UpdateReported =
        """
        UPDATE videos SET format = CASE WHEN size = $size AND changed_at = $changed THEN format END, duration_ms = CASE WHEN size = $size AND changed_at = $changed THEN duration_ms END,
            streams = CASE WHEN size = $size AND changed_at = $changed THEN streams END, size = $size, changed_at = $changed, sidecar_mark = $mark
        WHERE path = $path AND EXISTS (SELECT 1 FROM titles WHERE titles.id = title_id AND titles.source <> 'folder')
        RETURNING id
        """;

    private const string OriginsStatement = "SELECT name, origin FROM subtitles WHERE video_id = $video AND name IS NOT NULL";

    private const string ForgetFiles = "DELETE FROM subtitles WHERE video_id = $video AND name IS NOT NULL";

    private const string ForgetStreams = "DELETE FROM subtitles WHERE video_id = $video AND name IS NULL";

    private const string InsertSubtitle =
        """
        INSERT INTO subtitles (video_id, name, stream, language, is_forced, is_hearing_impaired, format, title, origin)
        VALUES ($video, $name, $stream, $language, $forced, $impaired, $format, $title, $origin)
        """;

    private const string RemoveTitleRow =
        """
        DELETE FROM titles WHERE source = $source AND instance = $instance
            AND (source_id = $source_id OR $source_id IS NULL AND kind = $kind AND sort_name = $sort)
        """;

    private const string LeaveFolder =
        """
        UPDATE titles SET source = 'folder', instance = '', source_id = NULL
        WHERE source = $source AND instance = $instance AND folder <> '' AND (source_id = $source_id OR $source_id IS NULL AND kind = $kind AND sort_name = $sort)
        """;

    private const string RemoveEmpty = "DELETE FROM titles WHERE source = 'folder' AND NOT EXISTS (SELECT 1 FROM videos WHERE title_id = titles.id)";

    public long PutTitle(WriteSession session, KnownTitle title, string? folder, DateTimeOffset now)
    {
        (string, object?)[] values =
        [
            ("$kind", EnumWord<TitleKind>.Of(title.Kind)), ("$source", title.Source), ("$instance", title.Instance), ("$source_id", title.Id),
            ("$name", NameOf(title, folder)), ("$sort", SortName.Of(NameOf(title, folder))), ("$year", title.Year), ("$tvdb", title.TvdbId), ("$tmdb", title.TmdbId), ("$imdb", title.ImdbId),
            ("$folder", folder ?? ""),
        ];
        if (session.Scalar(FindTitle, Only(values, "$source", "$instance", "$source_id", "$folder", "$kind", "$sort")) is not long id)
        {
            return session.Insert(InsertTitle, [.. values, ("$now", now.ToUnixTimeMilliseconds())]);
        }

        session.Execute(UpdateTitle, [.. values.Where(value => value.Item1 != "$kind"), ("$id", id)]);
        return id;
    }

    public long PutFoundVideo(WriteSession session, PlacedVideo place, StoredVideo video, DateTimeOffset now) =>
        session.Scalar(
            UpdateReported,
            ("$path", video.File.Path), ("$size", video.File.Size), ("$changed", video.File.ChangedAt.ToUnixTimeMilliseconds()), ("$mark", video.SidecarMark)) is long id
            ? id
            : PutVideo(session, PutFolder(session, place, now), video, now);

    private static long PutFolder(WriteSession session, PlacedVideo place, DateTimeOffset now) =>
        session.Scalar(FindFolder, ("$folder", place.Folder)) is long id
            ? id
            : session.Insert(
                InsertTitle,
                ("$kind", EnumWord<TitleKind>.Of(place.Kind)), ("$source", TitleRow.FolderSource), ("$instance", ""), ("$source_id", null), ("$name", place.Title),
                ("$sort", SortName.Of(place.Title)), ("$year", place.Year), ("$tvdb", null), ("$tmdb", null), ("$imdb", null), ("$folder", place.Folder), ("$now", now.ToUnixTimeMilliseconds()));

    public long PutVideo(WriteSession session, long titleId, StoredVideo video, DateTimeOffset now)
    {
        var probe = video.File.Probe;
        return (long)session.Scalar(
            PutVideoRow,
            ("$title", titleId), ("$path", video.File.Path), ("$season", video.Season), ("$episodes", string.Join(',', video.Episodes.Select(number => number.ToString(CultureInfo.InvariantCulture)))),
            ("$episode", video.Episodes is [var first, ..] ? first : null), ("$absolute", video.Absolute), ("$aired", video.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("$size", video.File.Size), ("$changed", video.File.ChangedAt.ToUnixTimeMilliseconds()), ("$mark", video.SidecarMark), ("$file", video.SourceFileId), ("$format", probe?.Format),
            ("$duration", probe?.Duration is { } duration ? (long)duration.TotalMilliseconds : null),
            ("$streams", probe is null ? null : JsonSerializer.Serialize(probe.Streams, EventJson.Options)), ("$now", now.ToUnixTimeMilliseconds()))!;
    }

    public void PutSubtitles(WriteSession session, long videoId, IReadOnlyList<SidecarSubtitle> sidecars, IReadOnlyList<VideoStream>? streams)
    {
        var origins = session.Query(OriginsStatement, row => (row.GetString(0), row.GetString(1)), ("$video", videoId)).ToLookup(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
        session.Execute(ForgetFiles, ("$video", videoId));
        foreach (var file in sidecars)
        {
            session.Execute(
                InsertSubtitle,
                ("$video", videoId), ("$name", file.Name), ("$stream", null), ("$language", file.Language?.Text), ("$forced", file.IsForced), ("$impaired", file.IsHearingImpaired),
                ("$format", Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant()), ("$title", file.Title),
                ("$origin", origins[file.Name].FirstOrDefault() ?? EnumWord<SubtitleOrigin>.Of(SubtitleOrigin.Found)));
        }

        if (streams is null)
        {
            return;
        }

        session.Execute(ForgetStreams, ("$video", videoId));
        foreach (var stream in streams.Where(stream => stream.Kind == "subtitle"))
        {
            session.Execute(
                InsertSubtitle,
                ("$video", videoId), ("$name", null), ("$stream", stream.Index), ("$language", stream.Language?.Text), ("$forced", stream.IsForced), ("$impaired", stream.IsHearingImpaired),
                ("$format", stream.Codec), ("$title", stream.Title), ("$origin", EnumWord<SubtitleOrigin>.Of(SubtitleOrigin.Embedded)));
        }
    }

    public bool PutPlaced(WriteSession session, string video, IReadOnlyList<SidecarSubtitle> sidecars, string name, SubtitleOrigin origin)
    {
        if (session.Scalar("UPDATE videos SET sidecar_mark = $mark WHERE path = $path RETURNING id", ("$mark", SidecarMarks.Of(sidecars)), ("$path", video)) is not long id)
        {
            return false;
        }

        PutSubtitles(session, id, sidecars, streams: null);
        session.Execute(
            "UPDATE subtitles SET origin = $origin WHERE video_id = $video AND name = $name", ("$origin", EnumWord<SubtitleOrigin>.Of(origin)), ("$video", id), ("$name", name));
        return true;
    }

    public bool RenameVideo(WriteSession session, string from, string to)
    {
        if (from == to || session.Scalar("SELECT id FROM videos WHERE path = $path", ("$path", from)) is not long id)
        {
            return false;
        }

        RemoveVideo(session, to);
        session.Execute("UPDATE videos SET path = $path WHERE id = $id", ("$path", to), ("$id", id));
        return true;
    }

    public bool RemoveVideo(WriteSession session, string path) => session.Execute("DELETE FROM videos WHERE path = $path", ("$path", path)) > 0;

    public void RemoveTitle(WriteSession session, KnownTitle title, bool filesStay)
    {
        (string, object?)[] values =
        [
            ("$source", title.Source), ("$instance", title.Instance), ("$source_id", title.Id), ("$kind", EnumWord<TitleKind>.Of(title.Kind)), ("$sort", SortName.Of(title.Title ?? "")),
        ];
        // One without a folder has no file that could stay.
        if (!filesStay || session.Execute(LeaveFolder, values) == 0)
        {
            session.Execute(RemoveTitleRow, values);
        }
    }

    public int RemoveEmptyFolders(WriteSession session) => session.Execute(RemoveEmpty);

    private static string NameOf(KnownTitle title, string? folder) => title.Title ?? (folder is null ? "?" : Path.GetFileName(folder));

    private static (string, object?)[] Only((string Name, object? Value)[] values, params ReadOnlySpan<string> names)
    {
        var only = new List<(string, object?)>();
        foreach (var name in names)
        {
            only.Add(Array.Find(values, value => value.Name == name));
        }

        return [.. only];
    }
}
