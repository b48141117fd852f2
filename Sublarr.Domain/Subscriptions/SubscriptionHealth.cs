namespace Sublarr.Domain.Subscriptions;

/// <summary>When a subscription that cannot be delivered is switched off. Failures now and then never do it.</summary>
public static class SubscriptionHealth
{
    /// <summary>How long there must have been no success.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    /// <summary>How many deliveries must have been given up in that time.</summary>
    public const int DeadLimit = 10;

    /// <summary>Why it is to be switched off, as a sentence; null when it is not.</summary>
    /// <param name="subscription">As it is stored now.</param>
    /// <param name="now">Now, in UTC.</param>
    public static string? ReasonToGiveUp(Subscription subscription, DateTimeOffset now) =>
        subscription is { IsEnabled: true, FailingSince: { } since } && now - since >= Patience && subscription.DeadDeliveries >= DeadLimit
            ? $"Nothing has been delivered since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and {subscription.DeadDeliveries} deliveries were given up."
            : null;
}
