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

    private const string DeleteEvents =
        """
        DELETE FROM events WHERE sequence > $after AND sequence <= $to AND occurred_at <= $before
            AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.event_id = events.id)
        """;

    private const string DeleteSpans = "DELETE FROM event_spans WHERE span < (SELECT MIN(sequence) FROM events) / $length";

    private const string DeleteIncoming =
        """
        DELETE FROM incoming WHERE id > $after AND id <= $to AND received_at <= $before
            AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = incoming.job_id)
        """;

    private const string DeleteAudit = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at <= $before LIMIT $step)";

    public int RemoveJobs(WriteSession session, DateTimeOffset before, bool onlyDeliveries, int limit)
    {
        var ids = session.Query(Ended, row => row.GetInt64(0), ("$before", before.ToUnixTimeMilliseconds()), ("$deliveries", onlyDeliveries), ("$step", limit));
        foreach (var id in ids)
        {
            session.Execute("DELETE FROM attempts WHERE job_id = $id", ("$id", id));
            session.Execute("DELETE FROM jobs WHERE id = $id", ("$id", id));
        }

        return ids.Count;
    }

    public int RemoveEvents(WriteSession session, long after, long to, DateTimeOffset before) =>
        session.Execute(DeleteEvents, ("$after", after), ("$to", to), ("$before", before.ToUnixTimeMilliseconds()));

    public int RemoveSpans(WriteSession session) => session.Execute(DeleteSpans, ("$length", EventSpanRow.Length));

    public int RemoveIncoming(WriteSession session, long after, long to, DateTimeOffset before) =>
        session.Execute(DeleteIncoming, ("$after", after), ("$to", to), ("$before", before.ToUnixTimeMilliseconds()));

    public int RemoveAudit(WriteSession session, DateTimeOffset before, int limit) =>
        session.Execute(DeleteAudit, ("$before", before.ToUnixTimeMilliseconds()), ("$step", limit));

    // Not with each job: few have any, and the tables are small.
    public int RemoveNotes(WriteSession session) =>
        session.Execute("DELETE FROM job_notes WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE id = job_id)")
        + session.Execute("DELETE FROM job_keys WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE id = job_id)")
        + session.Execute("DELETE FROM quiet_waits WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE id = job_id)");

    public int RemoveHours(WriteSession session, DateTimeOffset before) =>
        session.Execute("DELETE FROM delivery_hours WHERE hour < $hour", ("$hour", before.ToUnixTimeSeconds() / 3600));
}
