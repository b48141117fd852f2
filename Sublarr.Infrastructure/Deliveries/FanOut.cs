using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>Stores every event with one job for each subscription that wants it.</summary>
internal sealed class FanOut(EventLog log, SubscriptionDirectory subscriptions) : IEventStore
{
    public async Task<bool> StoreAsync(IDomainEvent @event, EventEnvelope envelope, IReadOnlyList<NewJob> work, CancellationToken cancellationToken)
    {
        var known = await subscriptions.GetAsync(cancellationToken);
        var deliveries = known.WantingTo(envelope).Select(subscription => DeliveryOf(@event, envelope, subscription, known.TermsOf(subscription.Id)!));
        return await log.AppendAsync(envelope, [.. deliveries], work, cancellationToken);
    }

    private static NewJob DeliveryOf(IDomainEvent @event, EventEnvelope envelope, Subscription subscription, DeliveryTerms terms)
    {
        var shared = terms.Coalescing > TimeSpan.Zero ? terms.Channel?.CoalescingKeyOf(@event) : null;
        return new(terms.JobKind, DeliveryTitle.Of(envelope.Name, @event, subscription.Name), JobPriority.Normal)
        {
            OrderingKey = terms.Coalescing > TimeSpan.Zero ? shared : terms.KeepsOrder ? OrderingKey.Of(envelope) : null,
            DueAt = shared is null ? null : envelope.OccurredAt + terms.Coalescing,
            EventId = envelope.Id,
            SubscriptionId = subscription.Id,
            ParentId = envelope.Cause.JobId,
            Hop = envelope.Cause.Hop + 1,
        };
    }
}
