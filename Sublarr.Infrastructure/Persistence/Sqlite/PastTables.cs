using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Retention;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Removes from SQLite what is over.</summary>
internal sealed class PastTables : IPastTables
{
    private const string Ended =
        $"""
        SELECT id FROM jobs
        WHERE finished_at IS NOT NULL AND finished_at <= $before AND (NOT $deliveries OR kind = '{JobKinds.Deliver}' OR kind LIKE '{JobKinds.Notify}%')
        ORDER BY finished_at LIMIT $step
        """;

    // The id stands in the index as well: of a thousand jobs that ended in one millisecond none is passed by.
    private const string Old =
        """
        SELECT id, finished_at, finished_at <= CASE state WHEN 'dead' THEN $failed ELSE $others END FROM jobs
        WHERE finished_at IS NOT NULL AND (finished_at, id) > ($at, $id) AND finished_at <= MAX($failed, $others) ORDER BY finished_at, id LIMIT $looked
        """;

    private const string DeleteEvents =
        """
        DELETE FROM events WHERE sequence > $after AND sequence <= $to AND occurred_at <= $before
            AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.event_id = events.id)
        """;

    private const string LastNote = "SELECT MAX(job_id) FROM (SELECT MAX(job_id) AS job_id FROM job_notes UNION SELECT MAX(job_id) FROM quiet_waits)";

    private static readonly string[] DeleteNotes =
    [
        .. new[] { "job_notes", "quiet_waits" }
            .Select(table => $"DELETE FROM {table} WHERE job_id > $after AND job_id <= $to AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = job_id)"),
    ];

    private const string DeleteSpans = "DELETE FROM event_spans WHERE span < (SELECT MIN(sequence) FROM events) / $length";

    private const string DeleteIncoming =
        """
        DELETE FROM incoming WHERE id > $after AND id <= $to AND received_at <= $before
            AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = incoming.job_id)
        """;

    private const string DeleteAudit = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at <= $before LIMIT $step)";

    private const string DeleteSubtitleHistory =
        """
        DELETE FROM subtitle_history WHERE id IN (
            SELECT id FROM subtitle_history AS told WHERE at <= $before AND NOT EXISTS (SELECT 1 FROM subtitles WHERE subtitles.id = told.subtitle_id) LIMIT $step)
        """;

    private const string OldSearches = "DELETE FROM searches WHERE id IN (SELECT id FROM searches WHERE asked_at <= $before ORDER BY asked_at LIMIT $step)";

    private const string MoreSearches = "DELETE FROM searches WHERE id IN (SELECT id FROM searches ORDER BY asked_at DESC LIMIT $step OFFSET $kept)";

    public int RemoveJobs(WriteSession session, DateTimeOffset before, bool onlyDeliveries, int limit)
    {
        var ids = session.Query(Ended, row => row.GetInt64(0), ("$before", before.ToUnixTimeMilliseconds()), ("$deliveries", onlyDeliveries), ("$step", limit));
        ids.ForEach(id => RemoveJob(session, id));
        return ids.Count;
    }

    public (int Removed, PastPlace? Next) RemoveOld(WriteSession session, PastPlace after, DateTimeOffset before, DateTimeOffset failedBefore, int looked)
    {
        var rows = session.Query(
            Old, row => (Id: row.GetInt64(0), EndedAt: row.GetInt64(1), IsOld: row.GetBoolean(2)),
            ("$others", before.ToUnixTimeMilliseconds()), ("$failed", failedBefore.ToUnixTimeMilliseconds()), ("$at", after.EndedAt.ToUnixTimeMilliseconds()), ("$id", after.Id), ("$looked", looked));
        var old = rows.Where(row => row.IsOld).Select(row => row.Id).ToList();
        old.ForEach(id => RemoveJob(session, id));
        return (old.Count, rows.Count < looked ? null : new PastPlace(DateTimeOffset.FromUnixTimeMilliseconds(rows[^1].EndedAt), rows[^1].Id));
    }

    /// <summary>Removes one job with its attempts.</summary>
    public static void RemoveJob(WriteSession session, long id)
    {
        session.Execute("DELETE FROM attempts WHERE job_id = $id", ("$id", id));
        session.Execute("DELETE FROM jobs WHERE id = $id", ("$id", id));
    }

    public int RemoveEvents(WriteSession session, long after, long to, DateTimeOffset before) =>
        session.Execute(DeleteEvents, ("$after", after), ("$to", to), ("$before", before.ToUnixTimeMilliseconds()));

    public int RemoveSpans(WriteSession session) => session.Execute(DeleteSpans, ("$length", EventSpanRow.Length));

    public int RemoveIncoming(WriteSession session, long after, long to, DateTimeOffset before) =>
        session.Execute(DeleteIncoming, ("$after", after), ("$to", to), ("$before", before.ToUnixTimeMilliseconds()));

    public int RemoveAudit(WriteSession session, DateTimeOffset before, int limit) =>
        session.Execute(DeleteAudit, ("$before", before.ToUnixTimeMilliseconds()), ("$step", limit));

    public int RemoveSubtitleHistory(WriteSession session, DateTimeOffset before, int limit) =>
        session.Execute(DeleteSubtitleHistory, ("$before", before.ToUnixTimeMilliseconds()), ("$step", limit));

    public long LastNoted(WriteSession session) => session.Scalar(LastNote) as long? ?? 0;

    // Not with each job: few have any.
    public int RemoveNotes(WriteSession session, long after, long to) => DeleteNotes.Sum(statement => session.Execute(statement, ("$after", after), ("$to", to)));

    public int RemoveDeleted(WriteSession session, DateTimeOffset before) =>
        session.Execute("DELETE FROM subscriptions WHERE deleted_at < $before", ("$before", before.ToUnixTimeMilliseconds()));

    public int RemoveSearches(WriteSession session, DateTimeOffset before, int kept, int limit) =>
        session.Execute(OldSearches, ("$before", before.ToUnixTimeMilliseconds()), ("$step", limit)) + session.Execute(MoreSearches, ("$step", limit), ("$kept", kept));

    public int RemoveHours(WriteSession session, DateTimeOffset before) =>
        session.Execute("DELETE FROM delivery_hours WHERE hour < $hour", ("$hour", before.ToUnixTimeSeconds() / 3600));
}
