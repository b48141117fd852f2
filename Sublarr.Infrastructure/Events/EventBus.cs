using System.Collections.Concurrent;
using MediatR;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Events;

/// <summary>
/// The bus on MediatR. An event is stored with its deliveries first; then its notification handlers feed the browsers and do what must happen
/// at once. What one of them does wrong is no business of the publisher's: the event has happened.
/// </summary>
internal sealed class EventBus(IEventStore store, IMediator mediator, TimeProvider time) : IEventBus
{
    private static readonly ConcurrentDictionary<Type, Func<IDomainEvent, EventEnvelope, INotification>> Wrappers = new();

    public async Task PublishAsync<TEvent>(TEvent @event, EventCause cause, CancellationToken cancellationToken, string? key = null, IReadOnlyList<NewJob>? work = null)
        where TEvent : IDomainEvent
    {
        if (cause.IsEcho)
        {
            return;
        }

        var envelope = EventEnvelope.Of(@event, cause, time.GetUtcNow(), key);
        if (!await store.StoreAsync(@event, envelope, work ?? [], cancellationToken))
        {
            return;
        }

        // By the event's own type, so that its handlers hear it also when the caller holds it as IDomainEvent.
        var notification = Wrappers.GetOrAdd(@event.GetType(), Wrapper)(@event, envelope);
        await mediator.Publish(notification, CancellationToken.None);
    }

    private static Func<IDomainEvent, EventEnvelope, INotification> Wrapper(Type type) =>
        typeof(EventBus).GetMethod(nameof(Wrap), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<IDomainEvent, EventEnvelope, INotification>>();

    private static INotification Wrap<TEvent>(IDomainEvent @event, EventEnvelope envelope)
        where TEvent : IDomainEvent => new Published<TEvent>((TEvent)@event, envelope);
}
