using System.ComponentModel;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A delivery to a hook, webhook or notification failed twice while nothing else arrived; it is tried on.</summary>
[Event(
    "delivery_failing", "Delivery failing",
    Description = "A delivery to a hook, webhook or notification has failed twice, and none has arrived since. It is tried again. Told once until one arrives.",
    Alert = AlertTone.Bad)]
public sealed record DeliveryFailing(
    [property: Description("Sublarr's id of the hook, webhook or notification.")] long SubscriptionId,
    [property: Description("Its name.")] string Name,
    [property: Description("How it is delivered: script, webhook …")] string Channel,
    [property: Description("Sublarr's id of the delivery that failed.")] long JobId,
    [property: Description("Number of attempts made.")] int Attempts,
    [property: Description("Why the last attempt failed, as a sentence.")] string Reason,
    [property: Description("When the failures began, in UTC.")] DateTimeOffset FailingSince,
    [property: Description("When it is tried again, in UTC.")] DateTimeOffset NextAttemptAt) : IDomainEvent<DeliveryFailing>
{
    /// <inheritdoc/>
    public static DeliveryFailing Example => new(
        5, "Living room", "jellyfin", 1042, 2, "The server answered 503 Service Unavailable.",
        new DateTimeOffset(2026, 1, 15, 20, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 15, 20, 35, 5, TimeSpan.Zero));

    EventSentence IDomainEvent.Sentence => new("error", "bad", $"{ChannelCatalog.Subject(Channel)} “{Name}” fails, and is tried again: {Reason}");
}
