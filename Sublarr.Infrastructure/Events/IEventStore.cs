using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Events;

/// <summary>Where an event goes before anybody hears of it.</summary>
internal interface IEventStore
{
    /// <summary>Stores the event with everything it causes, as one. False when an event of the same key was stored before; then nothing is.</summary>
    Task<bool> StoreAsync(EventEnvelope envelope, CancellationToken cancellationToken);
}
