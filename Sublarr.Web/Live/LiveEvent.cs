using System.Globalization;
using Sublarr.Domain.Events;

namespace Sublarr.Web.Live;

/// <summary>An event as the open pages show it. Every circuit shares it, so it is put into words once.</summary>
/// <param name="id">The event's id.</param>
/// <param name="name">Its public name.</param>
/// <param name="occurredAt">When it happened, in UTC.</param>
/// <param name="stored">Its payload as it is stored.</param>
public sealed class LiveEvent(string id, string name, DateTimeOffset occurredAt, string stored)
{
    // Only when somebody sees it: of a burst, pages show a few.
    private EventSentence? sentence;
    private string? data;
    private string? iso;

    /// <summary>The event's id; ids rise with time.</summary>
    public string Id => id;

    /// <summary>Its public name.</summary>
    public string Name => name;

    /// <summary>When it happened, in UTC.</summary>
    public DateTimeOffset OccurredAt => occurredAt;

    /// <summary>Its payload as JSON, without what is for hooks alone.</summary>
    public string Data => data ??= EventCatalog.Share(name, stored);

    /// <summary>True when people are to notice it wherever they are.</summary>
    public bool IsAlert { get; init; }

    /// <summary>What people read.</summary>
    public EventSentence Sentence => sentence ??= EventSentence.Of(name, Data);

    /// <summary>Its page.</summary>
    public string Address { get; } = $"events/{id}";

    /// <summary>When it happened, for machines.</summary>
    public string Iso => iso ??= occurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal static LiveEvent Of(EventEnvelope envelope) => new(envelope.Id, envelope.Name, envelope.OccurredAt, envelope.Data) { IsAlert = envelope.IsAlert };
}
