using Sublarr.Infrastructure.Deliveries;

namespace Sublarr.Web.Subscriptions;

/// <summary>How a hook or webhook fares.</summary>
/// <param name="State">All of it in one word.</param>
/// <param name="Attempts">Attempts of the last 24 hours, counted by the hour.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="SuccessRate">The share that succeeded, 0 to 1; null without attempts.</param>
/// <param name="P95Ms">What 95 of 100 attempts did not take longer than, in milliseconds, to within a tenth; null without attempts.</param>
/// <param name="Running">Deliveries being made now.</param>
/// <param name="Waiting">Deliveries that are due, or wait for their next attempt.</param>
/// <param name="Held">Deliveries that are kept until it may be sent to again.</param>
/// <param name="OldestAt">When the oldest of those that wait or are held was queued, in UTC; null when there is none.</param>
/// <param name="Breaker">Whether deliveries are made, or wait because the receiver cannot be reached.</param>
/// <param name="BreakerUntil">When the receiver is tried next, in UTC, while the breaker is open.</param>
/// <param name="Paused">True while a person has it paused.</param>
/// <param name="PausedAt">Since when, in UTC.</param>
/// <param name="DisabledReason">Why Sublarr switched it off; null otherwise.</param>
/// <param name="DisabledAt">Since when it is off, in UTC; null while it is on.</param>
/// <param name="Hours">The last 24 hours, oldest first.</param>
public sealed record HealthView(
    HealthState State,
    int Attempts,
    int Failed,
    double? SuccessRate,
    double? P95Ms,
    int Running,
    int Waiting,
    int Held,
    DateTimeOffset? OldestAt,
    BreakerState Breaker,
    DateTimeOffset? BreakerUntil,
    bool Paused,
    DateTimeOffset? PausedAt,
    string? DisabledReason,
    DateTimeOffset? DisabledAt,
    IReadOnlyList<HealthHour> Hours)
{
    /// <summary>Why this version cannot read it, and what helps; null when it can.</summary>
    public string? Problem { get; init; }
}

/// <summary>The attempts of one hour.</summary>
/// <param name="At">When it began, in UTC.</param>
/// <param name="Succeeded">Attempts that succeeded.</param>
/// <param name="Failed">Attempts that failed.</param>
public sealed record HealthHour(DateTimeOffset At, int Succeeded, int Failed);

/// <summary>How a hook or webhook fares, in one word.</summary>
public enum HealthState
{
    /// <summary>Nothing has been tried within the last 24 hours.</summary>
    Idle,

    /// <summary>What is tried succeeds.</summary>
    Healthy,

    /// <summary>The last attempts failed, a delivery was given up since the last that arrived, or more than a tenth of the last 24 hours' attempts failed.</summary>
    Failing,

    /// <summary>The receiver cannot be reached: deliveries wait until a probe arrives.</summary>
    Unreachable,

    /// <summary>This version cannot read its settings: deliveries are held.</summary>
    Unreadable,

    /// <summary>A person has paused it: deliveries are held.</summary>
    Paused,

    /// <summary>Sublarr has switched it off: deliveries are held.</summary>
    Disabled,

    /// <summary>A person has switched it off.</summary>
    Off,
}
