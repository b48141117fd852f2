namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>What waits for a subscription while nothing may be sent to it.</summary>
internal interface IHeldDeliveries
{
    /// <summary>
    /// Brings what waits for a subscription in line with the rule: keeps it, lets the oldest go as a probe, or lets all of it go on as a person has
    /// chosen. To be called after every change of what the rule looks at. In one transaction; null when the subscription is deleted.
    /// </summary>
    Task<HeldResult?> SettleAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken);

    /// <summary>Lets what waits for the end of quiet hours look at the hours anew: they may be others now.</summary>
    Task WakeAsync(long subscriptionId, CancellationToken cancellationToken);

    /// <summary>Cancels what still waits for a subscription that is deleted.</summary>
    Task<int> CancelAllAsync(long subscriptionId, CancellationToken cancellationToken);
}

/// <summary>What becomes of held deliveries when they may be sent again.</summary>
/// <param name="Discards">True gives all of them up.</param>
/// <param name="MaximumAge">Older ones are given up; null for none.</param>
/// <param name="PerSecond">How many are sent in a second, the oldest first; null for as fast as they go.</param>
public sealed record HeldRelease(bool Discards = false, TimeSpan? MaximumAge = null, int? PerSecond = null)
{
    /// <summary>The highest rate.</summary>
    public const int HighestRate = 1000;

    /// <summary>All of them, as fast as they go.</summary>
    public static HeldRelease All { get; } = new();

    /// <summary>Those queued before this time are given up; null when none is.</summary>
    public DateTimeOffset? DiscardBefore(DateTimeOffset now) => Discards ? DateTimeOffset.MaxValue : now - MaximumAge;
}

/// <summary>What became of held deliveries.</summary>
/// <param name="Released">Those that go on.</param>
/// <param name="Discarded">Those that were given up.</param>
public sealed record HeldResult(int Released, int Discarded);
