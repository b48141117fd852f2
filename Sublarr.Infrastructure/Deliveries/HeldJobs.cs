using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Deliveries that are kept while nothing may be sent: put aside, sent after all, or given up.</summary>
internal sealed class HeldJobs(GroupCommit writer, JobStore jobs, HoldRule rule, ILanePolicy policy, TimeProvider time) : IHeldDeliveries
{
    // By name: SQLite would look through everything the subscription was ever sent, and every write waits for it.
    internal const string Hold =
        $"""
        UPDATE jobs SET state = 'held' WHERE id IN (
            SELECT id FROM jobs INDEXED BY ix_jobs_ready WHERE state = 'queued' AND lane = $lane AND NOT is_test
            UNION ALL SELECT id FROM jobs INDEXED BY ix_jobs_waiting WHERE state = 'retrying' AND subscription_id = $subscription)
        RETURNING {JobSql.Changed}
        """;

    // Numbered by age: each goes its share of a second after the one before.
    internal const string ReleaseSlowly =
        $"""
        UPDATE jobs SET state = 'retrying', due_at = $now + numbered.place * 1000 / $rate
        FROM (SELECT id AS held_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held') AS numbered
        WHERE id = numbered.held_id RETURNING {JobSql.Changed}
        """;

    internal const string Discard =
        $"""
        UPDATE jobs INDEXED BY ix_jobs_held SET state = 'cancelled', finished_at = $now, last_error = $reason
        WHERE subscription_id = $subscription AND state = 'held' AND created_at < $before RETURNING {JobSql.Changed}
        """;

    internal const string Expire =
        $"""
        UPDATE jobs SET state = 'expired', finished_at = $now, last_error = $reason
        WHERE id IN (SELECT id FROM jobs INDEXED BY ix_jobs_held WHERE state = 'held' AND created_at <= $before LIMIT $limit) RETURNING {JobSql.Changed}
        """;

    internal const string ExpireOldest =
        $"""
        UPDATE jobs SET state = 'expired', finished_at = $now, last_error = $reason
        WHERE id IN (SELECT id FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held' ORDER BY id LIMIT $limit)
        RETURNING {JobSql.Changed}
        """;

    private const string CancelAll =
        $"""
        UPDATE jobs SET state = 'cancelled', finished_at = $now, last_error = $reason
        WHERE subscription_id = $subscription AND state IN ('queued', 'retrying', 'held') RETURNING {JobSql.Changed}
        """;

    // So many are changed in one transaction.
    private const int Step = 200;

    internal static readonly string Release =
        $"""
        UPDATE jobs INDEXED BY ix_jobs_held SET state = 'queued', due_at = $now, rank = {JobSql.RankNow}
        WHERE subscription_id = $subscription AND state = 'held' RETURNING {JobSql.Changed}
        """;

    internal static readonly string ReleaseOldest =
        $"""
        UPDATE jobs SET state = 'queued', due_at = $now, rank = {JobSql.RankNow}
        WHERE id = (SELECT MIN(id) FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held')
        RETURNING {JobSql.Changed}
        """;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<HeldResult?> SettleAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken)
    {
        await policy.CatchUpAsync(cancellationToken);
        return await writer.WriteAsync(session => Settle(session, subscriptionId, choice), cancellationToken);
    }

    public Task<int> CancelAllAsync(long subscriptionId, CancellationToken cancellationToken) => writer.WriteAsync(
        session => jobs.Change(session, JobState.Cancelled, CancelAll, ("$now", Now), ("$reason", "Its subscription was deleted."), ("$subscription", subscriptionId)),
        cancellationToken);

    /// <summary>Gives up what has been held since before a time, a few at a time so that no other write waits long.</summary>
    /// <returns>The number of jobs.</returns>
    public Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken) => InStepsAsync(
        int.MaxValue,
        (session, limit) => jobs.Change(
            session,
            JobState.Expired,
            Expire,
            ("$now", Now),
            ("$reason", "It was held for longer than the log is kept."),
            ("$before", before.ToUnixTimeMilliseconds()),
            ("$limit", limit)),
        cancellationToken);

    /// <summary>Gives up the oldest that are held for one subscription, a few at a time.</summary>
    /// <returns>The number of jobs.</returns>
    public Task<int> ExpireOldestAsync(long subscriptionId, int count, CancellationToken cancellationToken) => InStepsAsync(
        count,
        (session, limit) => jobs.Change(
            session,
            JobState.Expired,
            ExpireOldest,
            ("$now", Now),
            ("$reason", "More was held than the log has room for: the oldest made way."),
            ("$subscription", subscriptionId),
            ("$limit", limit)),
        cancellationToken);

    private HeldResult? Settle(WriteSession session, long subscriptionId, HeldRelease choice)
    {
        switch (rule.IsStopped(session, subscriptionId))
        {
            case null:
                return null;
            case true:
                Keep(session, subscriptionId);
                return new HeldResult(0, 0);
            default:
                var discarded = choice.DiscardBefore(time.GetUtcNow()) is { } before ? DiscardThose(session, subscriptionId, before) : 0;
                return new HeldResult(LetGo(session, subscriptionId, choice), discarded);
        }
    }

    private void Keep(WriteSession session, long subscriptionId) =>
        jobs.Change(session, JobState.Held, Hold, ("$lane", JobLane.Of(subscriptionId)), ("$subscription", subscriptionId));

    private int DiscardThose(WriteSession session, long subscriptionId, DateTimeOffset before) => jobs.Change(
        session,
        JobState.Cancelled,
        Discard,
        ("$now", Now),
        ("$reason", "Discarded by hand when deliveries went on."),
        ("$subscription", subscriptionId),
        ("$before", before.ToUnixTimeMilliseconds()));

    private int LetGo(WriteSession session, long subscriptionId, HeldRelease choice)
    {
        switch (rule.BreakerOf(subscriptionId))
        {
            case BreakerState.Open:
                Keep(session, subscriptionId);
                return 0;
            case BreakerState.HalfOpen:
                return jobs.Change(session, JobState.Queued, ReleaseOldest, ("$now", Now), ("$subscription", subscriptionId));
            default:
                return choice.PerSecond is { } rate
                    ? jobs.Change(session, JobState.Retrying, ReleaseSlowly, ("$now", Now), ("$rate", rate), ("$subscription", subscriptionId))
                    : jobs.Change(session, JobState.Queued, Release, ("$now", Now), ("$subscription", subscriptionId));
        }
    }

    private async Task<int> InStepsAsync(int count, Func<WriteSession, int, int> step, CancellationToken cancellationToken)
    {
        var total = 0;
        while (total < count)
        {
            var limit = Math.Min(Step, count - total);
            var changed = await writer.WriteAsync(session => step(session, limit), cancellationToken);
            if (changed == 0)
            {
                break;
            }

            total += changed;
        }

        return total;
    }
}
