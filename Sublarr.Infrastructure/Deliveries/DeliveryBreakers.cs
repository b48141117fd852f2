using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>When the deliveries of which subscription wait for a receiver that cannot be reached.</summary>
public interface IDeliveryBreakers
{
    /// <summary>Whether deliveries of a subscription are let through.</summary>
    BreakerStatus StatusOf(long subscriptionId);
}

/// <summary>Where a circuit breaker stands.</summary>
public enum BreakerState
{
    /// <summary>Deliveries are made.</summary>
    Closed,

    /// <summary>Deliveries wait for the next probe.</summary>
    Open,

    /// <summary>A probe is on its way, and the others wait for it.</summary>
    HalfOpen,
}

/// <summary>Where a circuit breaker stands now.</summary>
/// <param name="State">Whether it lets deliveries through.</param>
/// <param name="Until">The time of the next probe, in UTC, while it is open; null otherwise.</param>
public sealed record BreakerStatus(BreakerState State, DateTimeOffset? Until)
{
    /// <summary>Deliveries are made.</summary>
    public static BreakerStatus Closed { get; } = new(BreakerState.Closed, null);
}

/// <summary>
/// The breakers of all subscriptions. While one is open its backlog is held; when its break ends the oldest delivery is let
/// through as a probe, and when that arrives, so does the rest.
/// </summary>
internal sealed partial class DeliveryBreakers(BreakerStates states, HeldJobs held, TimeProvider time, ILogger<DeliveryBreakers> logger) : IDeliveryBreakers, IDisposable
{
    /// <summary>How often it is looked whether a probe is still owed: one may have ended before it was sent.</summary>
    private static readonly TimeSpan ProbePause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<long, ITimer> _probes = [];

    public BreakerStatus StatusOf(long subscriptionId) => states.StatusOf(subscriptionId);

    public DeliveryBreaker Of(long subscriptionId) => states.Of(
        subscriptionId, id => new DeliveryBreaker(time, until => OpenedAsync(id, until), () => new(SettleAsync(id))));

    /// <summary>A delivery is not made after all: if it was let through as the probe, the next one takes its place.</summary>
    public Task PassOnAsync(long subscriptionId) => StatusOf(subscriptionId).State == BreakerState.HalfOpen ? SettleAsync(subscriptionId) : Task.CompletedTask;

    public void Dispose()
    {
        lock (_probes)
        {
            foreach (var probe in _probes.Values)
            {
                probe.Dispose();
            }

            _probes.Clear();
        }
    }

    private ValueTask OpenedAsync(long subscriptionId, DateTimeOffset until)
    {
        LogOpened(subscriptionId, until);
        lock (_probes)
        {
            if (!_probes.TryGetValue(subscriptionId, out var probe))
            {
                _probes[subscriptionId] = probe = time.CreateTimer(_ => _ = SettleAsync(subscriptionId), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            // A moment after the break has ended, so that the probe finds the breaker half open.
            probe.Change(until - time.GetUtcNow() + TimeSpan.FromMilliseconds(10), ProbePause);
        }

        return new(SettleAsync(subscriptionId));
    }

    // A failure is made good by the timer, which goes on until what was held has gone.
    private async Task SettleAsync(long subscriptionId)
    {
        try
        {
            var result = await held.SettleAsync(subscriptionId, HeldRelease.All, CancellationToken.None);
            if (IsOver(subscriptionId, result) && result is not null)
            {
                LogClosed(subscriptionId, result.Released);
            }
        }
        catch (ObjectDisposedException)
        {
            // Sublarr is stopping; the next start looks at what is held.
        }
        catch (System.Data.Common.DbException exception)
        {
            LogNotSettled(exception, subscriptionId);
        }
    }

    // Asked with the lock held: a breaker that opens meanwhile sets the timer afterwards.
    private bool IsOver(long subscriptionId, HeldResult? result)
    {
        lock (_probes)
        {
            if (result is not null && StatusOf(subscriptionId).State != BreakerState.Closed)
            {
                return false;
            }

            if (_probes.Remove(subscriptionId, out var probe))
            {
                probe.Dispose();
            }

            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The receiver of subscription {SubscriptionId} cannot be reached: its deliveries wait until {Until}")]
    private partial void LogOpened(long subscriptionId, DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Information, Message = "The receiver of subscription {SubscriptionId} can be reached again: {Released} deliveries go on")]
    private partial void LogClosed(long subscriptionId, int released);

    [LoggerMessage(Level = LogLevel.Error, Message = "What waits for subscription {SubscriptionId} could not be looked at; it is tried again in half a minute")]
    private partial void LogNotSettled(Exception exception, long subscriptionId);
}
