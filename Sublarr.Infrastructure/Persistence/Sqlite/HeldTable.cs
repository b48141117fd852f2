using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>What is held, in SQLite.</summary>
internal sealed class HeldTable : IHeldTable
{
    // By name: SQLite would look through everything the subscription was ever sent, and every write waits for it.
    private const string HoldStatement =
        $"""
        UPDATE jobs SET state = 'held' WHERE id IN (
            SELECT id FROM jobs INDEXED BY ix_jobs_ready WHERE state = 'queued' AND lane = $lane AND NOT is_test
            UNION ALL SELECT id FROM jobs INDEXED BY ix_jobs_waiting WHERE state = 'retrying' AND subscription_id = $subscription)
        RETURNING {JobTable.Changed}
        """;

    // Numbered by age: each goes its share of a second after the one before.
    private const string ReleaseSlowlyStatement =
        $"""
        UPDATE jobs SET state = 'retrying', due_at = $now + numbered.place * 1000 / $rate
        FROM (SELECT id AS held_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held') AS numbered
        WHERE id = numbered.held_id RETURNING {JobTable.Changed}
        """;

    private const string DiscardStatement =
        $"""
        UPDATE jobs INDEXED BY ix_jobs_held SET state = 'cancelled', finished_at = $now, last_error = $reason
        WHERE subscription_id = $subscription AND state = 'held' AND created_at < $before RETURNING {JobTable.Changed}
        """;

    private const string ExpireStatement =
        $"""
        UPDATE jobs SET state = 'expired', finished_at = $now, last_error = $reason
        WHERE id IN (SELECT id FROM jobs INDEXED BY ix_jobs_held WHERE state = 'held' AND created_at <= $before LIMIT $limit) RETURNING {JobTable.Changed}
        """;

    private const string ExpireOldestStatement =
        $"""
        UPDATE jobs SET state = 'expired', finished_at = $now, last_error = $reason
        WHERE id IN (SELECT id FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held' ORDER BY id LIMIT $limit)
        RETURNING {JobTable.Changed}
        """;

    private const string CancelAllStatement =
        $"""
        UPDATE jobs SET state = 'cancelled', finished_at = $now, last_error = $reason
        WHERE subscription_id = $subscription AND state IN ('queued', 'retrying', 'held') RETURNING {JobTable.Changed}
        """;

    private static readonly string ReleaseStatement =
        $"""
        UPDATE jobs INDEXED BY ix_jobs_held SET state = 'queued', due_at = $now, rank = {JobTable.RankNow}
        WHERE subscription_id = $subscription AND state = 'held' RETURNING {JobTable.Changed}
        """;

    private static readonly string ReleaseOldestStatement =
        $"""
        UPDATE jobs SET state = 'queued', due_at = $now, rank = {JobTable.RankNow}
        WHERE id = (SELECT MIN(id) FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held')
        RETURNING {JobTable.Changed}
        """;

    public List<ChangedJob> Hold(WriteSession session, long subscriptionId) =>
        session.Query(HoldStatement, JobTable.ReadChanged, ("$lane", JobLane.Of(subscriptionId)), ("$subscription", subscriptionId));

    public List<ChangedJob> Release(WriteSession session, long subscriptionId, DateTimeOffset now) =>
        session.Query(ReleaseStatement, JobTable.ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$subscription", subscriptionId));

    public List<ChangedJob> ReleaseOldest(WriteSession session, long subscriptionId, DateTimeOffset now) =>
        session.Query(ReleaseOldestStatement, JobTable.ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$subscription", subscriptionId));

    public List<ChangedJob> ReleaseSlowly(WriteSession session, long subscriptionId, int perSecond, DateTimeOffset now) => session.Query(
        ReleaseSlowlyStatement, JobTable.ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$rate", perSecond), ("$subscription", subscriptionId));

    public List<ChangedJob> Discard(WriteSession session, long subscriptionId, DateTimeOffset before, string reason, DateTimeOffset now) => session.Query(
        DiscardStatement,
        JobTable.ReadChanged,
        ("$now", now.ToUnixTimeMilliseconds()),
        ("$reason", reason),
        ("$subscription", subscriptionId),
        ("$before", before.ToUnixTimeMilliseconds()));

    public List<ChangedJob> CancelAll(WriteSession session, long subscriptionId, string reason, DateTimeOffset now) => session.Query(
        CancelAllStatement, JobTable.ReadChanged, ("$now", now.ToUnixTimeMilliseconds()), ("$reason", reason), ("$subscription", subscriptionId));

    public List<ChangedJob> Expire(WriteSession session, DateTimeOffset before, int limit, string reason, DateTimeOffset now) => session.Query(
        ExpireStatement,
        JobTable.ReadChanged,
        ("$now", now.ToUnixTimeMilliseconds()),
        ("$reason", reason),
        ("$before", before.ToUnixTimeMilliseconds()),
        ("$limit", limit));

    public List<ChangedJob> ExpireOldest(WriteSession session, long subscriptionId, int limit, string reason, DateTimeOffset now) => session.Query(
        ExpireOldestStatement,
        JobTable.ReadChanged,
        ("$now", now.ToUnixTimeMilliseconds()),
        ("$reason", reason),
        ("$subscription", subscriptionId),
        ("$limit", limit));
}
