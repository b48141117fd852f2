using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels;

namespace Sublarr.Infrastructure.Events;

/// <summary>Stores every event with one job for each subscription that wants it.</summary>
internal sealed class FanOut(EventLog log, SubscriptionDirectory subscriptions) : IEventStore
{
    public async Task<bool> StoreAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var label = EventCatalog.Find(envelope.Name)?.Label ?? envelope.Name;
        var known = await subscriptions.GetAsync(cancellationToken);
        var deliveries = known.WantingTo(envelope).Select(subscription => DeliveryOf(envelope, label, subscription, known.TermsOf(subscription.Id)!));
        return await log.AppendAsync(envelope, [.. deliveries], cancellationToken);
    }

    private NewJob DeliveryOf(EventEnvelope envelope, string label, Subscription subscription, DeliveryTerms terms) =>
        new(JobKinds.Deliver, $"{label} → {subscription.Name}", JobPriority.Normal)
        {
            OrderingKey = terms.KeepsOrder ? OrderingKey.Of(envelope) : null,
            EventId = envelope.Id,
            SubscriptionId = subscription.Id,
            ParentId = envelope.Cause.JobId,
            Hop = envelope.Cause.Hop + 1,
        };
}
