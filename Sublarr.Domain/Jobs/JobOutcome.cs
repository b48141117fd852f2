namespace Sublarr.Domain.Jobs;

/// <summary>What came of one attempt. Expected failures are values, not exceptions.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>The work is done.</summary>
    public static JobOutcome Done { get; } = new Succeeded();

    /// <summary>The work is done.</summary>
    public sealed record Succeeded : JobOutcome;

    /// <summary>It is left undone on purpose.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record Skipped(string Reason) : JobOutcome;

    /// <summary>Something newer took its place, before it began or while it ran.</summary>
    /// <param name="Reason">What did, as a sentence.</param>
    public sealed record Replaced(string Reason) : JobOutcome;

    /// <summary>It failed in a way that may pass; the schedule says when to try again, <paramref name="NotBefore"/> can only put that off.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    /// <param name="NotBefore">The earliest next attempt the other side asks for, in UTC.</param>
    public sealed record RetryLater(string Reason, DateTimeOffset? NotBefore = null) : JobOutcome;

    /// <summary>It failed in a way that no retry mends.</summary>
    /// <param name="Reason">Why and what helps, as a sentence.</param>
    public sealed record Rejected(string Reason) : JobOutcome;

    /// <summary>It was not really tried, through our own fault (shutdown, full disk, paused subscription): no attempt is used up.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    /// <param name="NotBefore">When to come back, in UTC; null for at once.</param>
    public sealed record Deferred(string Reason, DateTimeOffset? NotBefore = null) : JobOutcome;

    /// <summary>It is too old to be worth doing and was not tried: no attempt is used up.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record Expired(string Reason) : JobOutcome;

    /// <summary>Kept until its subscription is switched on again: no attempt is used up.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record Held(string Reason) : JobOutcome;
}
