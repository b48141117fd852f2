using System.Globalization;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The library in SQLite.</summary>
internal sealed class LibraryTable(IVideoChanges changes, TitleMerge merge) : ILibraryTable
{
    private const string IsKnown = "SELECT 1 FROM titles WHERE source = $source AND instance = $instance COLLATE NOCASE AND source_id = $source_id";

    private const string PutVideoRow =
        """
        INSERT INTO videos (title_id, path, season, episodes, episode, absolute, aired_on, size, changed_at, sidecar_mark, source_file_id, format, duration_ms, streams, added_at)
        VALUES ($title, $path, $season, $episodes, $episode, $absolute, $aired, $size, $changed, $mark, $file, $format, $duration, $streams, $now)
        ON CONFLICT (path) DO UPDATE SET title_id = $title, season = COALESCE($season, season), episodes = CASE WHEN $episodes = '' THEN episodes ELSE $episodes END,
            episode = COALESCE($episode, episode), absolute = COALESCE($absolute, absolute), aired_on = COALESCE($aired, aired_on), sidecar_mark = $mark,
            source_file_id = COALESCE($file, source_file_id),
            format = CASE WHEN $streams IS NULL AND size = $size AND changed_at = $changed THEN format ELSE $format END,
            duration_ms = CASE WHEN $streams IS NULL AND size = $size AND changed_at = $changed THEN duration_ms ELSE $duration END,
            streams = CASE WHEN $streams IS NULL AND size = $size AND changed_at = $changed THEN streams ELSE $streams END,
            probe_problem = CASE WHEN $streams IS NULL AND size = $size AND changed_at = $changed THEN probe_problem END,
            size = $size, changed_at = $changed
        RETURNING id
        """;

    // What is in it is looked at anew when the file is another one.
    private const string UpdateReported =
        """
        UPDATE videos SET format = CASE WHEN size = $size AND changed_at = $changed THEN format END, duration_ms = CASE WHEN size = $size AND changed_at = $changed THEN duration_ms END,
            streams = CASE WHEN size = $size AND changed_at = $changed THEN streams END,
            probe_problem = CASE WHEN size = $size AND changed_at = $changed THEN probe_problem END, size = $size, changed_at = $changed, sidecar_mark = $mark
        WHERE path = $path AND EXISTS (SELECT 1 FROM titles WHERE titles.id = title_id AND titles.source <> 'folder')
        RETURNING id
        """;

    private const string PutProbeOfVideo =
        """
        UPDATE videos SET format = $format, duration_ms = $duration, streams = $streams, probe_problem = $problem WHERE id = $id AND size = $size AND changed_at = $changed
        """;

    private const string ForgetOldJobs = "DELETE FROM video_jobs WHERE video_id = $video AND job_id < (SELECT MIN(id) FROM jobs)";

    private const string NoteJobOfVideo = "INSERT OR IGNORE INTO video_jobs (video_id, job_id) VALUES ($video, $job)";

    private const string FindEpisode = "SELECT season, episode FROM episode_numbers WHERE title_id = $title AND absolute = $absolute LIMIT 1";

    private const string NumberVideo = "UPDATE videos SET season = $season, episode = $episode, episodes = $episodes WHERE id = $id";

    private const string ForgetVideos =
        """
        DELETE FROM videos WHERE id IN (
            SELECT videos.id FROM videos JOIN titles ON titles.id = videos.title_id WHERE path > $from AND path < $to AND titles.source = 'folder' LIMIT $most)
        """;

    private const string RemoveEmpty = "DELETE FROM titles WHERE source = 'folder' AND NOT EXISTS (SELECT 1 FROM videos WHERE title_id = titles.id)";

    private readonly LibraryTitles _titles = new(changes, merge);

    public long PutTitle(WriteSession session, KnownTitle title, string? folder, DateTimeOffset now) => _titles.Put(session, title, folder, now);

    public bool RefreshTitle(WriteSession session, KnownTitle title, string? folder, DateTimeOffset now)
    {
        if (session.Scalar(IsKnown, ("$source", title.Source), ("$instance", title.Instance), ("$source_id", title.Id)) is null)
        {
            return false;
        }

        PutTitle(session, title, folder, now);
        return true;
    }

    public long PutFoundVideo(WriteSession session, PlacedVideo place, StoredVideo video, DateTimeOffset now)
    {
        if (session.Scalar(
            UpdateReported,
            ("$path", video.File.Path), ("$size", video.File.Size), ("$changed", video.File.ChangedAt.ToUnixTimeMilliseconds()), ("$mark", video.SidecarMark)) is long id)
        {
            return id;
        }

        var title = LibraryTitles.PutFolder(session, place, now);
        var number = video is { Absolute: { } absolute, Episodes.Count: 0 } ? FindNumber(session, title, absolute) : null;
        return PutVideo(session, title, number is { } known ? video with { Season = known.Season, Episodes = [known.Episode] } : video, now);
    }

    public long PutVideo(WriteSession session, long titleId, StoredVideo video, DateTimeOffset now)
    {
        var probe = video.File.Probe;
        return (long)session.Scalar(
            PutVideoRow,
            ("$title", titleId), ("$path", video.File.Path), ("$season", video.Season), ("$episodes", Text(video.Episodes)),
            ("$episode", video.Episodes is [var first, ..] ? first : null), ("$absolute", video.Absolute), ("$aired", video.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("$size", video.File.Size), ("$changed", video.File.ChangedAt.ToUnixTimeMilliseconds()), ("$mark", video.SidecarMark), ("$file", video.SourceFileId), ("$format", probe?.Format),
            ("$duration", DurationOf(probe)), ("$streams", StreamsOf(probe)), ("$now", now.ToUnixTimeMilliseconds()))!;
    }

    public void PutSubtitles(WriteSession session, long videoId, IReadOnlyList<SidecarSubtitle>? sidecars, IReadOnlyList<VideoStream>? streams, long? import = null)
    {
        changes.Note(session, videoId, import);
        if (sidecars is not null)
        {
            LibrarySubtitles.PutFiles(session, videoId, sidecars);
        }

        if (streams is not null)
        {
            LibrarySubtitles.PutStreams(session, videoId, streams);
        }
    }

    public bool PutProbe(WriteSession session, long videoId, VideoFile file, string? problem) => session.Execute(
        PutProbeOfVideo,
        ("$format", file.Probe?.Format), ("$duration", DurationOf(file.Probe)), ("$streams", StreamsOf(file.Probe)), ("$problem", problem),
        ("$id", videoId), ("$size", file.Size), ("$changed", file.ChangedAt.ToUnixTimeMilliseconds())) > 0;

    public void NoteJob(WriteSession session, long videoId, long? jobId)
    {
        if (jobId is not null)
        {
            session.Execute(ForgetOldJobs, ("$video", videoId));
            session.Execute(NoteJobOfVideo, ("$video", videoId), ("$job", jobId));
        }
    }

    public (int Season, int Episode)? FindNumber(WriteSession session, long titleId, int absolute) =>
        session.Query(FindEpisode, row => ((int, int)?)(row.GetInt32(0), row.GetInt32(1)), ("$title", titleId), ("$absolute", absolute)).FirstOrDefault();

    public void Number(WriteSession session, long videoId, (int Season, int Episode)? number) => session.Execute(
        NumberVideo, ("$season", number?.Season), ("$episode", number?.Episode), ("$episodes", number is { } known ? Text([known.Episode]) : ""), ("$id", videoId));

    public int ForgetFolder(WriteSession session, string folder, int most)
    {
        var (from, to) = PathRange.Of(folder);
        return session.Execute(ForgetVideos, ("$from", from), ("$to", to), ("$most", most));
    }

    public bool PutBeside(WriteSession session, string video, IReadOnlyList<SidecarSubtitle> sidecars) => PutBesideOf(session, video, sidecars) is not null;

    public bool PutPlaced(WriteSession session, string video, IReadOnlyList<SidecarSubtitle> sidecars, string name, SubtitleOrigin origin)
    {
        if (PutBesideOf(session, video, sidecars) is not { } id)
        {
            return false;
        }

        session.Execute(
            "UPDATE subtitles SET origin = $origin WHERE video_id = $video AND name = $name", ("$origin", EnumWord<SubtitleOrigin>.Of(origin)), ("$video", id), ("$name", name));
        return true;
    }

    private long? PutBesideOf(WriteSession session, string video, IReadOnlyList<SidecarSubtitle> sidecars)
    {
        if (session.Scalar("UPDATE videos SET sidecar_mark = $mark WHERE path = $path RETURNING id", ("$mark", SidecarMarks.Of(sidecars)), ("$path", video)) is not long id)
        {
            return null;
        }

        PutSubtitles(session, id, sidecars, streams: null);
        return id;
    }

    public long? FindVideo(WriteSession session, string path) => session.Scalar("SELECT id FROM videos WHERE path = $path", ("$path", path)) as long?;

    public long? RenameVideo(WriteSession session, string from, string to)
    {
        if (from == to || FindVideo(session, from) is not { } id)
        {
            return null;
        }

        RemoveVideo(session, to);
        session.Execute("UPDATE videos SET path = $path WHERE id = $id", ("$path", to), ("$id", id));
        LibrarySubtitles.Rename(session, id, Path.GetFileNameWithoutExtension(from), Path.GetFileNameWithoutExtension(to));
        changes.Note(session, id, jobId: null);
        return id;
    }

    public bool RemoveVideo(WriteSession session, string path) => session.Execute("DELETE FROM videos WHERE path = $path", ("$path", path)) > 0;

    public void RemoveTitle(WriteSession session, KnownTitle title, bool filesStay) => LibraryTitles.Remove(session, title, filesStay);

    public int RenameInstance(WriteSession session, string source, string from, string to) => _titles.RenameInstance(session, source, from, to);

    public int RemoveEmptyFolders(WriteSession session) => session.Execute(RemoveEmpty);

    private static string Text(IEnumerable<int> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static long? DurationOf(VideoProbe? probe) => probe?.Duration is { } duration ? (long)duration.TotalMilliseconds : null;

    private static string? StreamsOf(VideoProbe? probe) => probe is null ? null : JsonSerializer.Serialize(probe.Streams, EventJson.Options);
}
