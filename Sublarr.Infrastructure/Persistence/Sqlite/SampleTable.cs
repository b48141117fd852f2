using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Samples;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>What the sample data left, in SQLite. Asked for once in its life, so tables are read as a whole where no index leads to it.</summary>
internal sealed class SampleTable(WantedNews news) : ISampleTable
{
    // What names its folder or one of its videos, what its report and its subscriptions led to, and whatever came of those.
    private const string Jobs =
        $"""
        WITH RECURSIVE tree (id) AS (
            SELECT id FROM jobs WHERE id <> $itself AND (
                kind IN (SELECT value FROM json_each($kinds))
                OR subscription_id IN (SELECT value FROM json_each($subscriptions))
                OR instr(payload, $folder) > 0
                OR id IN (SELECT job_id FROM incoming WHERE instance = $instance)
                OR event_id IN ({Ready})
                OR CASE WHEN kind = '{JobKinds.SearchSubtitles}' THEN json_extract(payload, '$.video_id') END IN (SELECT id FROM videos WHERE path > $from AND path < $to))
            UNION
            SELECT jobs.id FROM jobs JOIN tree ON jobs.parent_id = tree.id)
        SELECT id, state, finished_at IS NULL FROM jobs JOIN tree USING (id)
        """;

    private const string DeleteTitles =
        """
        DELETE FROM titles WHERE instance = $instance OR id IN (SELECT title_id FROM videos WHERE path > $from AND path < $to)
        """;

    // Told by nobody's job: what is wanted is worked out whenever a video changes.
    private const string Ready =
        "SELECT id FROM events WHERE name = 'ready_to_watch' AND json_extract(data, '$.media_id') IN (SELECT id FROM videos WHERE path > $from AND path < $to)";

    // It outlives the videos that it tells of.
    private const string DeleteHistory =
        """
        DELETE FROM subtitle_history WHERE title_id IN (
            SELECT id FROM titles WHERE instance = $instance UNION SELECT title_id FROM videos WHERE path > $from AND path < $to)
        """;

    private const string DeleteOfSubscriptions = "DELETE FROM subscriptions WHERE id IN (SELECT value FROM json_each($ids))";

    public IReadOnlyList<long> Open(WriteSession session, SampleTraces traces) => [.. Tree(session, traces).Where(job => job.IsOpen).Select(job => job.Id)];

    public int Remove(WriteSession session, SampleTraces traces)
    {
        var jobs = Tree(session, traces);
        if (jobs.Count(job => job.IsRunning) is > 0 and var running)
        {
            return running;
        }

        foreach (var job in jobs)
        {
            session.Execute("DELETE FROM events WHERE cause_job_id = $id", ("$id", job.Id));
            PastTables.RemoveJob(session, job.Id);
        }

        var (from, to) = PathRange.Of(traces.Folder);
        session.Execute($"DELETE FROM events WHERE id IN ({Ready})", ("$from", from), ("$to", to));
        session.Execute(DeleteHistory, ("$instance", traces.Instance), ("$from", from), ("$to", to));
        session.Execute(DeleteTitles, ("$instance", traces.Instance), ("$from", from), ("$to", to));
        session.Execute("DELETE FROM incoming WHERE instance = $instance", ("$instance", traces.Instance));
        session.Execute(DeleteOfSubscriptions, ("$ids", Json(traces.Subscriptions)));
        session.Execute("DELETE FROM delivery_hours WHERE subscription_id IN (SELECT value FROM json_each($ids))", ("$ids", Json(traces.Subscriptions)));
        session.Execute("DELETE FROM stored_searches WHERE title IN (SELECT value FROM json_each($titles))", ("$titles", Json(traces.Searches)));
        news.TellAfter(session);
        return 0;
    }

    private static List<Found> Tree(WriteSession session, SampleTraces traces)
    {
        var (from, to) = PathRange.Of(traces.Folder);
        return session.Query(
            Jobs,
            row => new Found(row.GetInt64(0), row.GetString(1) == EnumWord<JobState>.Of(JobState.Running), row.GetBoolean(2)),
            ("$itself", traces.Itself), ("$kinds", Json(traces.Kinds)), ("$subscriptions", Json(traces.Subscriptions)), ("$folder", Json(traces.Folder)[1..^1]),
            ("$instance", traces.Instance), ("$from", from), ("$to", to));
    }

    // As the payloads of jobs are written.
    private static string Json<T>(T value) => JsonSerializer.Serialize(value, EventJson.Options);

    private sealed record Found(long Id, bool IsRunning, bool IsOpen);
}
