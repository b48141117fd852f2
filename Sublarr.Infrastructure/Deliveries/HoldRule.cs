using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// The one place that says whether deliveries to a subscription are kept for later. It is asked within the writer's transactions alone, and
/// whoever changes its answer has <see cref="HeldJobs.SettleAsync"/> run afterwards: what was stored before that is settled by it, what is
/// stored after it sees the new answer, and nothing can be left behind in between.
/// </summary>
internal sealed class HoldRule(ISubscriptionTable subscriptions, DeliveryChannels channels, ILanePolicy policy, BreakerStates breakers) : IHoldRule
{
    /// <summary>Where the circuit breaker of a subscription stands.</summary>
    public BreakerState BreakerOf(long subscriptionId) => breakers.StatusOf(subscriptionId).State;

    /// <summary>True when somebody has paused it, it is switched off, or its settings cannot be read; null when it is deleted.</summary>
    public bool? IsStopped(WriteSession session, long subscriptionId) => subscriptions.IsStopped(session, subscriptionId) is { } isStopped
        ? isStopped || policy.LimitsOf(JobLane.Of(subscriptionId)) is { IsShut: true }
        : null;

    /// <summary>True when a person switched it off, and its channel keeps nothing then.</summary>
    public bool Skips(WriteSession session, long subscriptionId) =>
        subscriptions.ChannelIfOff(session, subscriptionId) is { } channel && channels.Find(channel) is { Info.KeepsWhileOff: false };

    // While a probe may be made it is not: it may be the probe.
    public bool Holds(WriteSession session, NewJob job) =>
        job is { IsTest: false, SubscriptionId: { } id } && JobKinds.IsDelivery(job.Kind)
        && (Keeps(session, id) || BreakerOf(id) == BreakerState.Open);

    public bool KeepsHolding(WriteSession session, Job job) =>
        job.SubscriptionId is not { } id || Keeps(session, id) || BreakerOf(id) != BreakerState.Closed;

    private bool Keeps(WriteSession session, long id) => IsStopped(session, id) == true && !Skips(session, id);
}
