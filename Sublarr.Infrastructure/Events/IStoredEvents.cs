using System.Data.Common;
using Sublarr.Domain.Events;

namespace Sublarr.Infrastructure.Events;

/// <summary>The events as they are read for delivery, one at a time and by the thousand. Asked on any thread.</summary>
internal interface IStoredEvents
{
    /// <summary>The event of an id; null when retention has removed it.</summary>
    /// <exception cref="DbException">It cannot be read.</exception>
    EventEnvelope? Find(string id);
}
