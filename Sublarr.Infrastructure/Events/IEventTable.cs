using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Events;

/// <summary>The events as they are stored. Asked on the writer's thread, within its transactions.</summary>
internal interface IEventTable
{
    /// <summary>Stores an event. False when one of the same key was stored before; then nothing is.</summary>
    bool Insert(WriteSession session, EventEnvelope envelope);
}
