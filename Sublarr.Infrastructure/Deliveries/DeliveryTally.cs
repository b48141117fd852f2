using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Counts the attempts of one transaction by subscription, and writes each count once at its end: a hundred deliveries to
/// one webhook are one update of its row. Used on the writer's thread only.
/// </summary>
internal sealed class DeliveryTally : IAttemptTally
{
    private const string Update =
        """
        UPDATE subscriptions SET
            trigger_count = trigger_count + $attempts, last_triggered_at = $last, last_status = $status,
            consecutive_failures = CASE WHEN $succeeded THEN 0 ELSE consecutive_failures END + $failures,
            dead_deliveries = CASE WHEN $succeeded THEN 0 ELSE dead_deliveries END + $dead,
            failing_since = CASE WHEN $succeeded OR failing_since IS NULL THEN $since ELSE failing_since END
        WHERE id = $id
        """;

    private const string AddToHour =
        """
        INSERT INTO delivery_hours (subscription_id, hour, bucket, succeeded, failed) VALUES ($id, $hour, $bucket, $succeeded, $failed)
        ON CONFLICT (subscription_id, hour, bucket) DO UPDATE SET succeeded = succeeded + excluded.succeeded, failed = failed + excluded.failed
        """;

    private const long HourMs = 3_600_000;

    private readonly Dictionary<long, Count> _counts = [];
    private readonly Dictionary<(long Id, long Hour, int Bucket), (int Succeeded, int Failed)> _hours = [];

    public void Add(Job job, JobAttempt attempt, JobState state, DateTimeOffset now)
    {
        if (job.SubscriptionId is { } subscription && attempt.IsTelling)
        {
            Add(subscription, attempt.IsSuccess, state == JobState.Dead, now.ToUnixTimeMilliseconds(), attempt.Duration.TotalMilliseconds);
        }
    }

    /// <summary>An attempt has ended.</summary>
    /// <param name="subscriptionId">Whose delivery it was.</param>
    /// <param name="isSuccess">True when it arrived.</param>
    /// <param name="isDead">True when the delivery is given up.</param>
    /// <param name="now">When it ended, in milliseconds since 1970.</param>
    /// <param name="duration">How long it took, in milliseconds.</param>
    public void Add(long subscriptionId, bool isSuccess, bool isDead, long now, double duration)
    {
        var key = (subscriptionId, now / HourMs, DurationBucket.Of(duration));
        var (succeeded, failed) = _hours.GetValueOrDefault(key);
        _hours[key] = isSuccess ? (succeeded + 1, failed) : (succeeded, failed + 1);
        if (!_counts.TryGetValue(subscriptionId, out var count))
        {
            _counts[subscriptionId] = count = new Count();
        }

        count.Attempts++;
        count.Last = now;
        count.Status = isSuccess ? "success" : "failed";
        if (isSuccess)
        {
            (count.Succeeded, count.Failures, count.Dead, count.Since) = (true, 0, 0, null);
            return;
        }

        count.Failures++;
        count.Dead += isDead ? 1 : 0;
        count.Since ??= now;
    }

    public void Write(WriteSession session)
    {
        foreach (var (id, count) in _counts)
        {
            session.Execute(
                Update,
                ("$attempts", count.Attempts),
                ("$last", count.Last),
                ("$status", count.Status),
                ("$succeeded", count.Succeeded),
                ("$failures", count.Failures),
                ("$dead", count.Dead),
                ("$since", count.Since),
                ("$id", id));
        }

        foreach (var ((id, hour, bucket), (succeeded, failed)) in _hours)
        {
            session.Execute(AddToHour, ("$id", id), ("$hour", hour), ("$bucket", bucket), ("$succeeded", succeeded), ("$failed", failed));
        }

        Rollback();
    }

    public void Rollback()
    {
        _counts.Clear();
        _hours.Clear();
    }

    /// <summary>What came since the transaction began; failures are those after its last success.</summary>
    private sealed class Count
    {
        public int Attempts { get; set; }

        public long Last { get; set; }

        public string Status { get; set; } = "";

        public bool Succeeded { get; set; }

        public int Failures { get; set; }

        public int Dead { get; set; }

        public long? Since { get; set; }
    }
}
