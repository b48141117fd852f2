using Sublarr.Domain.Deliveries;

namespace Sublarr.Domain.Jobs;

/// <summary>A job to be queued.</summary>
/// <param name="Kind">Which <see cref="IJobHandler"/> runs it.</param>
/// <param name="Title">What it is to do, as a phrase people read.</param>
/// <param name="Priority">How urgent it is.</param>
public sealed record NewJob(string Kind, string Title, JobPriority Priority)
{
    /// <summary>What the handler needs to know, as JSON; empty when the ids below say all.</summary>
    public string Payload { get; init; } = "";

    /// <summary>The job that caused this one.</summary>
    public long? ParentId { get; init; }

    /// <summary>The event it delivers.</summary>
    public string? EventId { get; init; }

    /// <summary>The subscription it delivers to; such jobs share one lane, so a dead endpoint delays nobody else.</summary>
    public long? SubscriptionId { get; init; }

    /// <summary>What it has in common with the deliveries it waits for, if its subscription keeps an order; see <see cref="Deliveries.OrderingKey"/>.</summary>
    public string? OrderingKey { get; init; }

    /// <summary>How far the events it publishes are from a fact about the world: 0 for ordinary work, one more than the event's for its delivery.</summary>
    public int Hop { get; init; }

    /// <summary>Of jobs with the same key at most one is open: who queues another is given the id of the one there is. Null for most, which costs nothing.</summary>
    public string? Key { get; init; }

    /// <summary>How long the key still holds after its job has succeeded: what is asked again meanwhile has been done. Zero for as long as the job is open.</summary>
    public TimeSpan KeyHolds { get; init; }

    /// <summary>True when a person asks: if the open job of the key waits for its time, or behind less urgent work, it is queued now as this one would be.</summary>
    public bool BringsForward { get; init; }

    /// <summary>The earliest time to run, in UTC; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>True when a person asked to try it out: the receiver is told.</summary>
    public bool IsTest { get; init; }

    /// <summary>Why its first attempt is made.</summary>
    public JobTrigger Trigger { get; init; }

    /// <summary>The kind whose lane it shares, where two kinds do the same work and must not do it side by side; null for a lane of its own kind.</summary>
    public string? SharedLane { get; init; }

    /// <summary>The queue within the queue: jobs of one lane share an in-flight limit.</summary>
    public string Lane => SubscriptionId is { } id ? JobLane.Of(id) : SharedLane ?? Kind;

    /// <summary>The job as it is read once it is stored, before its first attempt.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="now">When it is stored, in UTC; kept to the millisecond.</param>
    /// <param name="orderingKey">The key that is stored with it: null where no order is kept.</param>
    public Job Stored(long id, DateTimeOffset now, string? orderingKey) => new(
        id, Kind, Title, Payload, Lane, Priority, Attempts: 0, ParentId, EventId, SubscriptionId, Hop,
        DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), Trigger, IsTest, OrderingKey: orderingKey);
}

/// <summary>Names of lanes.</summary>
public static class JobLane
{
    private const string Prefix = "subscription:";

    /// <summary>The lane of a subscription's deliveries.</summary>
    public static string Of(long subscriptionId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{subscriptionId}");

    /// <summary>The subscription a lane belongs to, or null for the lane of a job kind.</summary>
    public static long? SubscriptionOf(string lane) =>
        lane.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(lane.AsSpan(Prefix.Length), System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
}
