using Sublarr.Domain.Events;

namespace Sublarr.Domain.Deliveries;

/// <summary>
/// What the events about one series or movie have in common. It is the title: the events carry ids of different makers, and
/// none of these is in all of them.
/// </summary>
public static class OrderingKey
{
    /// <summary>Longer titles are told apart by their beginnings.</summary>
    public const int LengthLimit = 200;

    /// <summary>The key of an event; null for one that is about no series and no movie.</summary>
    /// <param name="envelope">The event.</param>
    public static string? Of(EventEnvelope envelope)
    {
        if (EventCatalog.Find(envelope.Name) is not { } descriptor || !descriptor.PayloadType.IsAssignableTo(typeof(IMediaEvent))
            || (envelope.Event as IMediaEvent)?.Title is not { } title || string.IsNullOrWhiteSpace(title))
        {
            return null;
        }

        var key = title.Trim().ToLowerInvariant();
        return key.Length <= LengthLimit ? key : key[..LengthLimit];
    }
}
