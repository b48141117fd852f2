using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Deliveries that are kept while nothing may be sent: put aside, sent after all, or given up.</summary>
internal sealed class HeldJobs(GroupCommit writer, JobStore jobs, TimeProvider time)
{
    // By name: SQLite would look through everything the subscription was ever sent, and every write waits for it.
    internal const string Hold =
        """
        UPDATE jobs SET state = 'held' WHERE id IN (
            SELECT id FROM jobs INDEXED BY ix_jobs_ready WHERE state = 'queued' AND lane = $lane
            UNION ALL SELECT id FROM jobs INDEXED BY ix_jobs_waiting WHERE state = 'retrying' AND subscription_id = $subscription)
        RETURNING id, kind, subscription_id
        """;

    // Numbered by age: each goes its share of a second after the one before.
    internal const string ReleaseSlowly =
        """
        UPDATE jobs SET state = 'retrying', due_at = $now + numbered.place * 1000 / $rate
        FROM (SELECT id AS held_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held') AS numbered
        WHERE id = numbered.held_id RETURNING id, kind, subscription_id
        """;

    internal const string Discard =
        """
        UPDATE jobs INDEXED BY ix_jobs_held SET state = 'cancelled', finished_at = $now, last_error = $reason
        WHERE subscription_id = $subscription AND state = 'held' AND created_at < $before RETURNING id, kind, subscription_id
        """;

    internal const string Expire =
        """
        UPDATE jobs SET state = 'expired', finished_at = $now, last_error = $reason
        WHERE id IN (SELECT id FROM jobs INDEXED BY ix_jobs_held WHERE state = 'held' AND created_at <= $before LIMIT 200) RETURNING id, kind, subscription_id
        """;

    internal static readonly string Release =
        $"""
        UPDATE jobs INDEXED BY ix_jobs_held SET state = 'queued', due_at = $now, rank = {JobSql.RankNow}
        WHERE subscription_id = $subscription AND state = 'held' RETURNING id, kind, subscription_id, lane
        """;

    internal static readonly string ReleaseOldest =
        $"""
        UPDATE jobs SET state = 'queued', due_at = $now, rank = {JobSql.RankNow}
        WHERE id = (SELECT MIN(id) FROM jobs INDEXED BY ix_jobs_held WHERE subscription_id = $subscription AND state = 'held')
        RETURNING id, kind, subscription_id, lane
        """;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Keeps what waits for a subscription until it may be sent again; returns the number of jobs.</summary>
    public Task<int> HoldAsync(long subscriptionId, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => jobs.Change(session, JobState.Held, Hold, ("$lane", JobLane.Of(subscriptionId)), ("$subscription", subscriptionId)), cancellationToken);

    /// <summary>Queues everything that is held for a subscription; the oldest goes first.</summary>
    public async Task<int> ReleaseAsync(long subscriptionId, CancellationToken cancellationToken) =>
        (await ReleaseAsync(subscriptionId, HeldRelease.All, cancellationToken)).Released;

    /// <summary>Does with what is held for a subscription as a person has chosen, in one transaction.</summary>
    public Task<HeldResult> ReleaseAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken) => writer.WriteAsync(
        session =>
        {
            var discarded = choice.DiscardBefore(time.GetUtcNow()) is { } before
                ? jobs.Change(
                    session,
                    JobState.Cancelled,
                    Discard,
                    ("$now", Now),
                    ("$reason", "Discarded by hand when deliveries went on."),
                    ("$subscription", subscriptionId),
                    ("$before", before.ToUnixTimeMilliseconds()))
                : 0;
            var released = choice.PerSecond is { } rate
                ? jobs.Change(session, JobState.Retrying, ReleaseSlowly, ("$now", Now), ("$rate", rate), ("$subscription", subscriptionId))
                : jobs.Change(session, JobState.Queued, Release, ("$now", Now), ("$subscription", subscriptionId));
            return new HeldResult(released, discarded);
        },
        cancellationToken);

    /// <summary>Queues the oldest held job of a subscription, as a probe.</summary>
    public Task<int> ReleaseOldestAsync(long subscriptionId, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => jobs.Change(session, JobState.Queued, ReleaseOldest, ("$now", Now), ("$subscription", subscriptionId)), cancellationToken);

    /// <summary>Gives up what has been held since before a time, a few at a time so that no other write waits long.</summary>
    /// <returns>The number of jobs.</returns>
    public async Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string reason = "It was held for longer than the log is kept.";
        var total = 0;
        int expired;
        do
        {
            expired = await writer.WriteAsync(
                session => jobs.Change(session, JobState.Expired, Expire, ("$now", Now), ("$reason", reason), ("$before", before.ToUnixTimeMilliseconds())), cancellationToken);
            total += expired;
        }
        while (expired > 0);
        return total;
    }
}

/// <summary>What becomes of held deliveries when they may be sent again.</summary>
/// <param name="Discards">True gives all of them up.</param>
/// <param name="MaximumAge">Older ones are given up; null for none.</param>
/// <param name="PerSecond">How many are sent in a second, the oldest first; null for as fast as they go.</param>
public sealed record HeldRelease(bool Discards = false, TimeSpan? MaximumAge = null, int? PerSecond = null)
{
    /// <summary>The highest rate.</summary>
    public const int HighestRate = 1000;

    /// <summary>All of them, as fast as they go.</summary>
    public static HeldRelease All { get; } = new();

    /// <summary>Those queued before this time are given up; null when none is.</summary>
    public DateTimeOffset? DiscardBefore(DateTimeOffset now) => Discards ? DateTimeOffset.MaxValue : now - MaximumAge;
}

/// <summary>What became of held deliveries.</summary>
/// <param name="Released">Those that go on.</param>
/// <param name="Discarded">Those that were given up.</param>
public sealed record HeldResult(int Released, int Discarded);
