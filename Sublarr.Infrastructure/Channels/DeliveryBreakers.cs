using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Channels;

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
internal sealed partial class DeliveryBreakers(HeldJobs held, TimeProvider time, ILogger<DeliveryBreakers> logger) : IDeliveryBreakers, IDisposable
{
    private readonly ConcurrentDictionary<long, DeliveryBreaker> _breakers = new();
    private readonly ConcurrentDictionary<long, ITimer> _probes = new();

    public BreakerStatus StatusOf(long subscriptionId) => _breakers.TryGetValue(subscriptionId, out var breaker) ? breaker.Status : BreakerStatus.Closed;

    public DeliveryBreaker Of(long subscriptionId) => _breakers.GetOrAdd(
        subscriptionId, id => new DeliveryBreaker(time, until => OpenedAsync(id, until), () => ClosedAsync(id)));

    public void Dispose()
    {
        foreach (var probe in _probes.Values)
        {
            probe.Dispose();
        }
    }

    private async ValueTask OpenedAsync(long subscriptionId, DateTimeOffset until)
    {
        var kept = await held.HoldAsync(subscriptionId, CancellationToken.None);
        LogOpened(subscriptionId, until, kept);
        // A moment after the break has ended, so that the probe finds the breaker half open.
        var wait = until - time.GetUtcNow() + TimeSpan.FromMilliseconds(10);
        var probe = time.CreateTimer(_ => _ = ProbeAsync(subscriptionId), null, wait, Timeout.InfiniteTimeSpan);
        _probes.AddOrUpdate(subscriptionId, probe, (_, old) =>
        {
            old.Dispose();
            return probe;
        });
    }

    private async ValueTask ClosedAsync(long subscriptionId)
    {
        var released = await held.ReleaseAsync(subscriptionId, CancellationToken.None);
        LogClosed(subscriptionId, released);
    }

    private async Task ProbeAsync(long subscriptionId)
    {
        try
        {
            await held.ReleaseOldestAsync(subscriptionId, CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // Sublarr is stopping; the next start releases what is held.
        }
        catch (System.Data.Common.DbException exception)
        {
            LogNotProbed(exception, subscriptionId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The receiver of subscription {SubscriptionId} cannot be reached: its deliveries wait until {Until} ({Held} are held)")]
    private partial void LogOpened(long subscriptionId, DateTimeOffset until, int held);

    [LoggerMessage(Level = LogLevel.Information, Message = "The receiver of subscription {SubscriptionId} can be reached again: {Released} deliveries go on")]
    private partial void LogClosed(long subscriptionId, int released);

    [LoggerMessage(Level = LogLevel.Error, Message = "The receiver of subscription {SubscriptionId} could not be probed; the next delivery does it")]
    private partial void LogNotProbed(Exception exception, long subscriptionId);
}
