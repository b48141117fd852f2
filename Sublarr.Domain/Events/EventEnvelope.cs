using System.Text.Json;

namespace Sublarr.Domain.Events;

/// <summary>An event as it is stored and delivered.</summary>
/// <param name="Id">Stable and unique, <c>evt_</c> and 32 hexadecimal digits in order of time; receivers use it to recognise repeats.</param>
/// <param name="Name">The public name in snake_case.</param>
/// <param name="Version">The version of the payload's shape.</param>
/// <param name="OccurredAt">When it happened, in UTC. The same on every attempt.</param>
/// <param name="Data">The payload as JSON.</param>
/// <param name="Cause">What led to it.</param>
/// <param name="Key">Publishing twice under one key stores one event; null for events without such a key.</param>
public sealed record EventEnvelope(
    string Id,
    string Name,
    int Version,
    DateTimeOffset OccurredAt,
    string Data,
    EventCause Cause,
    string? Key = null)
{
    /// <summary>True when people are to notice it wherever they are in Sublarr.</summary>
    public bool IsAlert { get; init; }

    /// <summary>Wraps an event that happens now.</summary>
    public static EventEnvelope Of(IDomainEvent @event, EventCause cause, DateTimeOffset now, string? key = null)
    {
        var descriptor = EventCatalog.Of(@event.GetType());
        var data = JsonSerializer.Serialize(@event, @event.GetType(), EventJson.Options);
        return new($"evt_{Guid.CreateVersion7(now):N}", descriptor.Name, descriptor.Version, now, data, cause, key) { IsAlert = descriptor.Alert > AlertTone.None && @event.IsNews };
    }

    /// <summary>It as it leaves this machine: without what is for hooks alone.</summary>
    public EventEnvelope Shared() => this with { Data = EventCatalog.Share(Name, Data) };

    /// <summary>The event as its own type, or null when the catalog no longer knows it.</summary>
    public IDomainEvent? Event => EventCatalog.Find(Name) is { } descriptor
        ? (IDomainEvent?)JsonSerializer.Deserialize(Data, descriptor.PayloadType, EventJson.Options)
        : null;
}
