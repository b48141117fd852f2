using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels;

namespace Sublarr.Infrastructure.Events;

/// <summary>Stores every event with one job for each subscription that wants it. Closed by the container for each event.</summary>
/// <typeparam name="TPublished">The notification.</typeparam>
internal sealed class FanOut<TPublished>(EventLog log, SubscriptionDirectory subscriptions, DeliveryChannels channels) : INotificationHandler<TPublished>
    where TPublished : IPublished
{
    public async Task Handle(TPublished notification, CancellationToken cancellationToken)
    {
        var envelope = notification.Envelope;
        var deliveries = (await subscriptions.GetAsync(cancellationToken)).WantingTo(envelope)
            .Select(subscription => DeliveryOf(envelope, notification.Fact, subscription));
        notification.IsRepeat = !await log.AppendAsync(envelope, [.. deliveries], cancellationToken);
    }

    private NewJob DeliveryOf(EventEnvelope envelope, IDomainEvent fact, Subscription subscription) =>
        new(JobKinds.Deliver, DeliveryTitle.Of(envelope.Name, fact, subscription.Name), JobPriority.Normal)
        {
            OrderingKey = channels.Find(subscription.Channel)?.KeepsOrder(subscription) == true ? OrderingKey.Of(envelope) : null,
            EventId = envelope.Id,
            SubscriptionId = subscription.Id,
            ParentId = envelope.Cause.JobId,
            Hop = envelope.Cause.Hop + 1,
        };
}
