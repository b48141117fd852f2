using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// How many jobs of a lane may run now. A lane has its own limit, and shares the limit of its pool with the other lanes
/// of that channel, so a dead endpoint can fill its lane but not everybody's workers.
/// </summary>
internal sealed class JobLanes(JobHandlers handlers, SubscriptionDirectory subscriptions, DeliveryChannels channels, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _opensAt = new(StringComparer.Ordinal);

    /// <summary>Called with the time at which a lane may start its next job, when that is not now.</summary>
    public Action<DateTimeOffset>? OpensLater { get; set; }

    /// <summary>The lane's pool, how many more jobs the lane may start, and how many the pool may.</summary>
    public (string Pool, int FreeInLane, int FreeInPool) FreeOf(string lane)
    {
        var limits = LimitsOf(lane);
        lock (_lock)
        {
            var free = limits.Lane - Running(lane);
            return (limits.Pool, limits.Spacing == TimeSpan.Zero ? free : Spaced(lane, free, limits.Spacing), limits.InPool - Running(PoolKey(limits.Pool)));
        }
    }

    /// <summary>True when jobs of the lane that have an ordering key go one at a time.</summary>
    public bool KeepsOrder(string lane) =>
        JobLane.SubscriptionOf(lane) is { } id && subscriptions.Current.Find(id) is { } subscription && channels.Find(subscription.Channel)?.KeepsOrder(subscription) == true;

    /// <summary>Counts a job as running.</summary>
    /// <returns>Call it once when the job no longer runs.</returns>
    public Action Occupy(string lane)
    {
        // The pool is remembered: the subscription may be gone, and its channel with it, before the job ends.
        var limits = LimitsOf(lane);
        var pool = PoolKey(limits.Pool);
        Add(lane, pool, 1);
        if (limits.Spacing > TimeSpan.Zero)
        {
            CloseFor(lane, limits.Spacing);
        }

        return () => Add(lane, pool, -1);
    }

    // One at a time, and none before its time: what waits stays queued and uses up nothing.
    private int Spaced(string lane, int free, TimeSpan spacing)
    {
        var wait = _opensAt.TryGetValue(lane, out var opensAt) ? opensAt - time.GetUtcNow() : TimeSpan.Zero;
        // Somebody has set the clock back when it is longer: a lane is not closed for an hour by that.
        if (wait > TimeSpan.Zero && wait <= spacing)
        {
            OpensLater?.Invoke(opensAt);
            return 0;
        }

        return Math.Min(free, 1);
    }

    private void CloseFor(string lane, TimeSpan spacing)
    {
        var opensAt = time.GetUtcNow() + spacing;
        lock (_lock)
        {
            _opensAt[lane] = opensAt;
        }

        OpensLater?.Invoke(opensAt);
    }

    private static string PoolKey(string pool) => $"pool:{pool}";

    private int Running(string key) => _running.GetValueOrDefault(key);

    private void Add(string lane, string pool, int step)
    {
        lock (_lock)
        {
            foreach (var key in (ReadOnlySpan<string>)[lane, pool])
            {
                var running = Running(key) + step;
                if (running == 0)
                {
                    _running.Remove(key);
                }
                else
                {
                    _running[key] = running;
                }
            }
        }
    }

    private (string Pool, int Lane, int InPool, TimeSpan Spacing) LimitsOf(string lane)
    {
        if (JobLane.SubscriptionOf(lane) is { } subscriptionId)
        {
            return subscriptions.Current.Find(subscriptionId) is { } subscription && channels.Find(subscription.Channel) is { } channel
                ? (channel.Name, channel.ConcurrencyOf(subscription), channel.Concurrency, channel.SpacingOf(subscription))
                : ("orphans", 1, 4, TimeSpan.Zero);
        }

        var limit = handlers.Find(lane)?.Concurrency ?? 1;
        return (lane, limit, limit, TimeSpan.Zero);
    }
}
