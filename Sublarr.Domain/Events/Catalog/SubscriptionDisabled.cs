using System.ComponentModel;
using Sublarr.Domain.Deliveries;

namespace Sublarr.Domain.Events.Catalog;

/// <summary>Sublarr has switched off a hook, webhook or notification that cannot be delivered.</summary>
[Event(
    "subscription_disabled", "Subscription disabled",
    Description = "Sublarr has switched off a hook, webhook or notification that cannot be delivered.",
    Alert = AlertTone.Bad)]
public sealed record SubscriptionDisabled(
    [property: Description("Sublarr's id of the subscription.")] long SubscriptionId,
    [property: Description("Name of the subscription.")] string Name,
    [property: Description("How it is delivered: script, webhook …")] string Channel,
    [property: Description("Why it was switched off, as a sentence.")] string Reason) : IDomainEvent<SubscriptionDisabled>
{
    /// <inheritdoc/>
    public static SubscriptionDisabled Example => new(5, "Home Assistant", "webhook", "The server answered 410 Gone.");

    EventSentence IDomainEvent.Sentence => new("power_off", "bad", $"{ChannelCatalog.Subject(Channel)} “{Name}” was switched off: {Reason}");
}
