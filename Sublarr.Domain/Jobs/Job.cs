using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;

namespace Sublarr.Domain.Jobs;

/// <summary>A piece of durable work, as a worker holds it. Each method is one transition and says what is to be stored.</summary>
/// <param name="Id">Unique, rising.</param>
/// <param name="Kind">Which <see cref="IJobHandler"/> runs it.</param>
/// <param name="Title">What it is to do, as a phrase.</param>
/// <param name="Payload">What the handler needs to know, as JSON.</param>
/// <param name="Lane">The queue within the queue.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="Attempts">Attempts begun, the present one included.</param>
/// <param name="ParentId">The job that caused this one.</param>
/// <param name="EventId">The event it delivers.</param>
/// <param name="SubscriptionId">The subscription it delivers to.</param>
/// <param name="Hop">How far the events it publishes are from a fact about the world.</param>
/// <param name="CreatedAt">When it was queued, in UTC.</param>
/// <param name="Trigger">Why this attempt is made.</param>
/// <param name="IsTest">True when a person is trying it out.</param>
/// <param name="StartedAt">When the present attempt began, in UTC.</param>
/// <param name="OrderingKey">What it has in common with the deliveries that go one at a time with it; null for most.</param>
public sealed record Job(
    long Id,
    string Kind,
    string Title,
    string Payload,
    string Lane,
    JobPriority Priority,
    int Attempts,
    long? ParentId,
    string? EventId,
    long? SubscriptionId,
    int Hop,
    DateTimeOffset CreatedAt,
    JobTrigger Trigger = JobTrigger.Automatic,
    bool IsTest = false,
    DateTimeOffset StartedAt = default,
    string? OrderingKey = null)
{
    /// <summary>A key that every repeat of the present attempt's news has, and no other attempt's: after a kill it is published again, and so once.</summary>
    /// <param name="news">What is published.</param>
    public string KeyOf(string news) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{news}:{Id}:{StartedAt.ToUnixTimeMilliseconds()}");

    /// <summary>When it was asked for, in UTC: what was done since need not be done once more. Run again by hand, it is asked for anew.</summary>
    public DateTimeOffset AskedAt => Trigger == JobTrigger.Manual ? StartedAt : CreatedAt;

    /// <summary>How urgent the jobs are that do its work for it: as it is itself, and what a person asks for when a person runs it.</summary>
    public JobPriority PriorityOfParts => Trigger == JobTrigger.Manual && !Priority.IsAwaited ? JobPriority.High : Priority;

    /// <summary>The cause of events this job publishes.</summary>
    public EventCause Cause => new(Id, SubscriptionId, Hop);

    /// <summary>The job as it is once the next attempt begins.</summary>
    /// <param name="now">When that is, in UTC; kept to the millisecond.</param>
    public Job Begun(DateTimeOffset now) => this with { Attempts = Attempts + 1, StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()) };

    /// <summary>Decides what becomes of the job after an attempt.</summary>
    /// <param name="outcome">What came of the attempt.</param>
    /// <param name="schedule">When to try again.</param>
    /// <param name="now">The end of the attempt.</param>
    /// <param name="chance">A random number in [0, 1) for the jitter.</param>
    public JobTransition Conclude(JobOutcome outcome, RetrySchedule schedule, DateTimeOffset now, double chance) => outcome switch
    {
        JobOutcome.Succeeded => new(JobState.Succeeded, Attempts, null, null),
        JobOutcome.Skipped skipped => new(JobState.Cancelled, Attempts, null, skipped.Reason),
        JobOutcome.Replaced replaced => new(JobState.Cancelled, Attempts, null, replaced.Reason),
        JobOutcome.Rejected rejected => new(JobState.Dead, Attempts, null, rejected.Reason),
        JobOutcome.Expired expired => new(JobState.Expired, Attempts - 1, null, expired.Reason),
        JobOutcome.Held held => new(JobState.Held, Attempts - 1, null, held.Reason),
        JobOutcome.Deferred { NotBefore: { } notBefore } deferred when notBefore > now => new(JobState.Retrying, Attempts - 1, notBefore, deferred.Reason),
        JobOutcome.Deferred deferred => new(JobState.Queued, Attempts - 1, now, deferred.Reason),
        JobOutcome.RetryLater later when schedule.NextAfter(Attempts, now, chance, later.NotBefore) is { } next =>
            new(JobState.Retrying, Attempts, next, later.Reason),
        JobOutcome.RetryLater later => new(JobState.Dead, Attempts, null, later.Reason),
        _ => throw new InvalidOperationException($"Job {Id}: unknown outcome {outcome.GetType().Name}."),
    };

    /// <summary>Decides what becomes of the job after the process that ran it died: the attempt counts, so a job that kills the process ends as dead.</summary>
    /// <param name="schedule">How many attempts it has.</param>
    /// <param name="now">The time of recovery.</param>
    public JobTransition Recover(RetrySchedule schedule, DateTimeOffset now) => Attempts < schedule.Attempts
        ? new(JobState.Queued, Attempts, now, Interrupted)
        : new(JobState.Dead, Attempts, null, Interrupted);

    /// <summary>What becomes of a job that a person stopped while it ran.</summary>
    public JobTransition Stopped() => new(JobState.Cancelled, Attempts, null, StoppedByHand) { IsByHand = true };

    /// <summary>Why a job was stopped that a person stopped.</summary>
    public const string StoppedByHand = "Cancelled by hand while it was running.";

    /// <summary>What an attempt is said to have failed of when its process died.</summary>
    public const string Interrupted = "Interrupted: Sublarr stopped while this attempt was running.";
}

/// <summary>Where a job goes next.</summary>
/// <param name="State">The new state.</param>
/// <param name="Attempts">Attempts used up.</param>
/// <param name="DueAt">When it may run again; null when it will not.</param>
/// <param name="Reason">Why, as a sentence; null when all is well.</param>
public sealed record JobTransition(JobState State, int Attempts, DateTimeOffset? DueAt, string? Reason)
{
    /// <summary>True when a person stopped it.</summary>
    public bool IsByHand { get; init; }
}

/// <summary>Why an attempt is made.</summary>
public enum JobTrigger
{
    /// <summary>The queue or the retry schedule.</summary>
    Automatic,

    /// <summary>A person asked.</summary>
    Manual,

    /// <summary>The attempt before it was interrupted.</summary>
    Recovered,
}
