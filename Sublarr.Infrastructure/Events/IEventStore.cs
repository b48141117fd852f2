using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Events;

/// <summary>Where an event goes before anybody hears of it.</summary>
internal interface IEventStore
{
    /// <summary>Stores the event with everything it causes, as one. False when an event of the same key was stored before; then nothing is.</summary>
    /// <param name="event">The fact.</param>
    /// <param name="envelope">The same as it is stored and delivered.</param>
    /// <param name="work">Jobs that are queued with it.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    Task<bool> StoreAsync(IDomainEvent @event, EventEnvelope envelope, IReadOnlyList<NewJob> work, CancellationToken cancellationToken);
}
