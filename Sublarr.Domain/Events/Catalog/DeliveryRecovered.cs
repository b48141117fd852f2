using System.ComponentModel;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>Deliveries to a hook, webhook or notification arrive again after some had failed twice or were given up.</summary>
[Event(
    "delivery_recovered", "Delivery recovered",
    Description = "The first delivery to a hook, webhook or notification has arrived since it was told that they fail, or that one was given up.",
    Alert = AlertTone.Good)]
public sealed record DeliveryRecovered(
    [property: Description("Sublarr's id of the hook or webhook.")] long SubscriptionId,
    [property: Description("Name of the hook or webhook.")] string Name,
    [property: Description("How it is delivered: script, webhook …")] string Channel,
    [property: Description("Sublarr's id of the delivery that arrived.")] long JobId,
    [property: Description("When the failures began, in UTC.")] DateTimeOffset FailingSince,
    [property: Description("Number of deliveries that were given up since then and can be sent again from the log.")] int GivenUp) : IDomainEvent<DeliveryRecovered>
{
    /// <inheritdoc/>
    public static DeliveryRecovered Example => new(
        5, "Home Assistant", "webhook", 1077, new DateTimeOffset(2026, 1, 15, 20, 30, 0, TimeSpan.Zero), 12);

    EventSentence IDomainEvent.Sentence => new(
        "check_circle", "good",
        $"{ChannelCatalog.Subject(Channel)} “{Name}” is reached again{(GivenUp > 0 ? $"; {Wording.Several(GivenUp, "delivery", "deliveries")} had been given up" : "")}");
}
