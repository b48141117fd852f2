using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels;

namespace Sublarr.Infrastructure.Events;

/// <summary>Stores every event with one job for each subscription that wants it.</summary>
internal sealed class FanOut(EventLog log, SubscriptionDirectory subscriptions, DeliveryChannels channels) : IEventStore
{
    public async Task<bool> StoreAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var label = EventCatalog.Find(envelope.Name)?.Label ?? envelope.Name;
        var deliveries = (await subscriptions.GetAsync(cancellationToken)).WantingTo(envelope)
            .Select(subscription => DeliveryOf(envelope, label, subscription));
        return await log.AppendAsync(envelope, [.. deliveries], cancellationToken);
    }

    private NewJob DeliveryOf(EventEnvelope envelope, string label, Subscription subscription) =>
        new(JobKinds.Deliver, $"{label} → {subscription.Name}", JobPriority.Normal)
        {
            OrderingKey = channels.Find(subscription.Channel)?.KeepsOrder(subscription) == true ? OrderingKey.Of(envelope) : null,
            EventId = envelope.Id,
            SubscriptionId = subscription.Id,
            ParentId = envelope.Cause.JobId,
            Hop = envelope.Cause.Hop + 1,
        };
}
