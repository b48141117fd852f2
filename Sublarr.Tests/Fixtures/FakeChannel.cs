using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Tests.Fixtures;

/// <summary>A channel that keeps what it is given and answers what a test says.</summary>
internal sealed class FakeChannel(Func<Delivery, CancellationToken, Task<DeliveryReport>>? deliver = null, int perSubscription = 4) : IDeliveryChannel
{
    public const string ChannelName = "fake";

    public ConcurrentQueue<Delivery> Deliveries { get; } = new();

    public ChannelInfo Info { get; init; } = new(ChannelName, "fake", "Fake") { KeepsWhileOff = true };

    public int Concurrency => 16;

    public int ConcurrencyPerSubscription => perSubscription;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public TimeSpan Spacing { get; init; }

    public TimeSpan? LongestAge { get; init; }

    /// <summary>How many more are claimed than run.</summary>
    public int Ahead { get; init; }

    /// <summary>True keeps the order of what is about the same series or movie.</summary>
    public bool IsOrdered { get; set; }

    public bool KeepsOrder(Subscription subscription) => IsOrdered;

    public int AheadOf(Subscription subscription) => Ahead;

    public TimeSpan SpacingOf(Subscription subscription) => Spacing;

    public TimeSpan? LongestAgeOf(Subscription subscription) => LongestAge;

    public static DeliveryReport Delivered { get; } = new(JobOutcome.Done, new AttemptDetail());

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        Deliveries.Enqueue(delivery);
        return deliver is null ? Delivered : await deliver(delivery, cancellationToken);
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton<IDeliveryChannel>(this);
}
