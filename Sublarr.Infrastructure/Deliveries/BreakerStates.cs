using System.Collections.Concurrent;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>The circuit breakers that have been needed, by subscription. Who only asks where one stands need not know what follows when it opens.</summary>
internal sealed class BreakerStates
{
    private readonly ConcurrentDictionary<long, DeliveryBreaker> _breakers = new();

    /// <summary>Whether deliveries of a subscription are let through.</summary>
    public BreakerStatus StatusOf(long subscriptionId) => _breakers.TryGetValue(subscriptionId, out var breaker) ? breaker.Status : BreakerStatus.Closed;

    /// <summary>The breaker of a subscription, made by <paramref name="make"/> when it is needed for the first time.</summary>
    public DeliveryBreaker Of(long subscriptionId, Func<long, DeliveryBreaker> make) => _breakers.GetOrAdd(subscriptionId, make);
}
