namespace Sublarr.Domain.Events;

/// <summary>What the job of a delivery is called. It names the series or movie, so that people who look for it find its deliveries.</summary>
public static class DeliveryTitle
{
    /// <summary>Longer titles of series and movies are cut.</summary>
    private const int LengthLimit = 200;

    /// <param name="eventName">The event's public name.</param>
    /// <param name="fact">The event; null when the catalog no longer knows it.</param>
    /// <param name="subscription">What people call the hook or webhook.</param>
    public static string Of(string eventName, IDomainEvent? fact, string subscription)
    {
        var label = EventCatalog.Find(eventName)?.Label ?? eventName;
        return (fact as IMediaEvent)?.Title is { } title && !string.IsNullOrWhiteSpace(title)
            ? $"{label} → {subscription} ({(title.Length > LengthLimit ? title[..LengthLimit] : title)})"
            : $"{label} → {subscription}";
    }
}
