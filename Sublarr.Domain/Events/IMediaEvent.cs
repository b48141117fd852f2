namespace Sublarr.Domain.Events;

/// <summary>A fact about one series or movie. Where deliveries keep an order, they keep it among the events of one of them.</summary>
public interface IMediaEvent : IDomainEvent
{
    /// <summary>Series or movie title; null when the event names none.</summary>
    string? Title { get; }
}
