namespace Sublarr.Domain.Jobs;

/// <summary>Hears of each change of a job after it is committed. Called on the hot path: return at once.</summary>
public interface IJobWatcher
{
    /// <summary>Jobs have changed.</summary>
    /// <param name="changes">What changed, in order.</param>
    void Changed(IReadOnlyList<JobChange> changes);

    /// <summary>A job that goes one at a time with others was ended before its turn: a person cancelled it, or it waited for too long.</summary>
    /// <param name="subscriptionId">The subscription it was for.</param>
    /// <param name="orderingKey">What it had in common with the others.</param>
    void Dropped(long subscriptionId, string orderingKey)
    {
    }
}

/// <summary>A job has a new state.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="State">Its new state.</param>
/// <param name="SubscriptionId">The subscription it delivers to.</param>
public readonly record struct JobChange(long JobId, string Kind, JobState State, long? SubscriptionId);
