using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Counts the attempts of one transaction by subscription, and writes each count once at its end: a hundred deliveries to
/// one webhook are one update of its row. Used on the writer's thread only.
/// </summary>
internal sealed class DeliveryTally(ISubscriptionTable subscriptions) : IAttemptTally
{
    private const long HourMs = 3_600_000;

    private readonly Dictionary<long, DeliveryCount> _counts = [];
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
            _counts[subscriptionId] = count = new DeliveryCount();
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
            subscriptions.Count(session, id, count);
        }

        foreach (var ((id, hour, bucket), (succeeded, failed)) in _hours)
        {
            subscriptions.CountHour(session, id, hour, bucket, succeeded, failed);
        }

        Rollback();
    }

    public void Rollback()
    {
        _counts.Clear();
        _hours.Clear();
    }
}
