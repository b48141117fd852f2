using MediatR;

namespace Sublarr.Domain.Events;

/// <summary>The MediatR notification of an event on the bus. Open-generic handlers take <c>T : IPublished</c> and so hear every event.</summary>
public interface IPublished : INotification
{
    /// <summary>The event as it is stored and delivered.</summary>
    EventEnvelope Envelope { get; }

    /// <summary>The fact itself.</summary>
    IDomainEvent Fact { get; }

    /// <summary>True once it has turned out that an event of the same key is stored already: later handlers pass it over.</summary>
    bool IsRepeat { get; set; }
}

/// <summary>An event on its way through the bus.</summary>
/// <typeparam name="TEvent">The event's type: a handler that wants one event only takes <c>Published&lt;ThatEvent&gt;</c>.</typeparam>
/// <param name="Event">The fact.</param>
/// <param name="Envelope">The same as it is stored and delivered.</param>
public sealed record Published<TEvent>(TEvent Event, EventEnvelope Envelope) : IPublished
    where TEvent : IDomainEvent
{
    /// <inheritdoc/>
    public bool IsRepeat { get; set; }

    /// <inheritdoc/>
    public IDomainEvent Fact => Event;
}
