using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The subtitles of the library in SQLite. What is still there stays the same row: people and the history know it by its id.</summary>
internal static class LibrarySubtitles
{
    private const string KnownFiles = "SELECT id, name FROM subtitles WHERE video_id = $video AND name IS NOT NULL";

    private const string KnownStreams = "SELECT id, stream FROM subtitles WHERE video_id = $video AND name IS NULL";

    private const string ForgetSubtitle = "DELETE FROM subtitles WHERE id = $id";

    private const string RenameSubtitle = "UPDATE subtitles SET name = $name WHERE id = $id";

    private const string UpdateSubtitle =
        "UPDATE subtitles SET language = $language, is_forced = $forced, is_hearing_impaired = $impaired, format = $format, title = $title WHERE id = $id";

    private const string InsertSubtitle =
        """
        INSERT INTO subtitles (video_id, name, stream, language, is_forced, is_hearing_impaired, format, title, origin)
        VALUES ($video, $name, $stream, $language, $forced, $impaired, $format, $title, $origin)
        """;

    /// <summary>Stores those that are files.</summary>
    public static void PutFiles(WriteSession session, long videoId, IReadOnlyList<SidecarSubtitle> sidecars)
    {
        var known = session.Query(KnownFiles, row => (Id: row.GetInt64(0), Name: row.GetString(1)), ("$video", videoId))
            .DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Id, StringComparer.Ordinal);
        foreach (var file in sidecars)
        {
            (string, object?)[] said =
            [
                ("$language", file.Language?.Text), ("$forced", file.IsForced), ("$impaired", file.IsHearingImpaired),
                ("$format", Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant()), ("$title", file.Title),
            ];
            Put(session, videoId, known.Remove(file.Name, out var id) ? id : null, said, file.Name, stream: null, SubtitleOrigin.Found);
        }

        Forget(session, known.Values);
    }

    /// <summary>Stores those that are streams.</summary>
    public static void PutStreams(WriteSession session, long videoId, IReadOnlyList<VideoStream> streams)
    {
        var known = session.Query(KnownStreams, row => (Id: row.GetInt64(0), Stream: row.GetInt32(1)), ("$video", videoId))
            .DistinctBy(row => row.Stream).ToDictionary(row => row.Stream, row => row.Id);
        foreach (var stream in streams.Where(stream => stream.Kind == "subtitle"))
        {
            (string, object?)[] said =
            [
                ("$language", stream.Language?.Text), ("$forced", stream.IsForced), ("$impaired", stream.IsHearingImpaired), ("$format", stream.Codec), ("$title", stream.Title),
            ];
            Put(session, videoId, known.Remove(stream.Index, out var id) ? id : null, said, name: null, stream.Index, SubtitleOrigin.Embedded);
        }

        Forget(session, known.Values);
    }

    /// <summary>Gives those that are files the names they have once they moved with their video. Those that did not are forgotten with the next look.</summary>
    public static void Rename(WriteSession session, long videoId, string from, string to)
    {
        foreach (var (id, name) in session.Query(KnownFiles, row => (Id: row.GetInt64(0), Name: row.GetString(1)), ("$video", videoId)))
        {
            if (name.StartsWith(from + '.', StringComparison.OrdinalIgnoreCase))
            {
                session.Execute(RenameSubtitle, ("$name", to + name[from.Length..]), ("$id", id));
            }
        }
    }

    private static void Put(WriteSession session, long videoId, long? id, (string, object?)[] said, string? name, int? stream, SubtitleOrigin origin)
    {
        if (id is not null)
        {
            session.Execute(UpdateSubtitle, [.. said, ("$id", id)]);
            return;
        }

        session.Execute(InsertSubtitle, [.. said, ("$video", videoId), ("$name", name), ("$stream", stream), ("$origin", EnumWord<SubtitleOrigin>.Of(origin))]);
    }

    private static void Forget(WriteSession session, IEnumerable<long> ids)
    {
        foreach (var id in ids)
        {
            session.Execute(ForgetSubtitle, ("$id", id));
        }
    }
}
