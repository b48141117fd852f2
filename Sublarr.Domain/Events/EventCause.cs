namespace Sublarr.Domain.Events;

/// <summary>What led to an event, so that one incoming webhook can be shown as one tree and no event can echo for ever.</summary>
/// <param name="JobId">The job that published it, or null for a person or the system.</param>
/// <param name="SubscriptionId">The subscription whose delivery it reports about, or null.</param>
/// <param name="Hop">0 for a fact about the world, 1 for a fact about a delivery of such a fact, and so on.</param>
public readonly record struct EventCause(long? JobId = null, long? SubscriptionId = null, int Hop = 0)
{
    /// <summary>Events beyond this hop are not published: a hook on "hook executed" runs once for each hook, not for ever.</summary>
    public const int LastHop = 1;

    /// <summary>A person or the system itself.</summary>
    public static EventCause None => default;

    /// <summary>The same, but never too far to be published: for news that can come only so often, such as that a subscription was switched off.</summary>
    public EventCause ToBounded() => this with { Hop = Math.Min(Hop, LastHop) };

    /// <summary>True when an event of this cause would only be an echo of an echo.</summary>
    public bool IsEcho => Hop > LastHop;
}
