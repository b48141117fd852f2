using System.ComponentModel;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>A subscription that Sublarr had switched off is on again.</summary>
[Event(
    "subscription_recovered", "Subscription recovered",
    Description = "A subscription that Sublarr had switched off is on again.",
    Alert = AlertTone.Good)]
public sealed record SubscriptionRecovered(
    [property: Description("Sublarr's id of the subscription.")] long SubscriptionId,
    [property: Description("Name of the subscription.")] string Name,
    [property: Description("How it is delivered: script, webhook …")] string Channel,
    [property: Description("Number of deliveries that had been held and now continue.")] int HeldCount) : IDomainEvent<SubscriptionRecovered>
{
    /// <inheritdoc/>
    public static SubscriptionRecovered Example => new(5, "Home Assistant", "webhook", 12);

    EventSentence IDomainEvent.Sentence => new(
        "power", "good",
        $"{ChannelCatalog.Subject(Channel)} “{Name}” is on again{(HeldCount > 0 ? $" and catches up with {Wording.Several(HeldCount, "held delivery", "held deliveries")}" : "")}");
}
