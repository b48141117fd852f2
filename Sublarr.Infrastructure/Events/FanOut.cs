using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels;

namespace Sublarr.Infrastructure.Events;

/// <summary>Stores every event with one job for each subscription that wants it. Closed by the container for each event.</summary>
/// <typeparam name="TPublished">The notification.</typeparam>
internal sealed class FanOut<TPublished>(EventLog log, SubscriptionDirectory subscriptions) : INotificationHandler<TPublished>
    where TPublished : IPublished
{
    public async Task Handle(TPublished notification, CancellationToken cancellationToken)
    {
        var envelope = notification.Envelope;
        var label = EventCatalog.Find(envelope.Name)?.Label ?? envelope.Name;
        var known = await subscriptions.GetAsync(cancellationToken);
        var deliveries = known.WantingTo(envelope).Select(subscription => DeliveryOf(envelope, label, subscription, known.TermsOf(subscription.Id)!));
        notification.IsRepeat = !await log.AppendAsync(envelope, [.. deliveries], cancellationToken);
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
