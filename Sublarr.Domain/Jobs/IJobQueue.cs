namespace Sublarr.Domain.Jobs;

/// <summary>The durable queue, as those who order work see it.</summary>
public interface IJobQueue
{
    /// <summary>Queues jobs; returns their ids once they are committed to disk. For a job whose <see cref="NewJob.Key"/> another open one has, that one's id.</summary>
    Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken);

    /// <summary>Stops a job that waits or runs; one that runs is not run again after a kill either. False when it has already ended, or does not exist.</summary>
    Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>Runs a job again now, by hand, under the same event id: one that has ended starts anew, one that waits for its next attempt need not wait.</summary>
    Task<RunAgainAnswer> RedeliverAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>Lets a job that waits, also for its next attempt, be the next of its lane: it runs as soon as there is room. What is held stays so, and what runs goes on.</summary>
    /// <returns>Where the job stands then; null when it does not exist.</returns>
    Task<JobState?> RunNowAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>Makes a job that waits more or less urgent. False when it runs, has ended or does not exist.</summary>
    Task<bool> SetPriorityAsync(long jobId, JobPriority priority, CancellationToken cancellationToken);

    /// <summary>Does to a job what is done to many at once, if it is still in the state in which they were counted. False when it is not, and then nothing is done.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="from">The state.</param>
    /// <param name="action">What is done.</param>
    /// <param name="priority">How urgent it becomes, for <see cref="JobAction.Priority"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<bool> ChangeAsync(long jobId, JobState from, JobAction action, JobPriority? priority, CancellationToken cancellationToken);

    /// <summary>Sets how many jobs of a lane may run at the same time: at once, and after a restart too. What runs goes on.</summary>
    /// <param name="lane">A lane of a kind of jobs; those of subscriptions are set with the subscription.</param>
    /// <param name="atOnce">How many; null for the usual number.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task SetAtOnceAsync(string lane, int? atOnce, CancellationToken cancellationToken);

    /// <summary>Lets no further job begin, also after a restart. What runs goes on, and what comes is queued.</summary>
    /// <param name="lane">Only of this lane; null for the whole queue.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task PauseAsync(string? lane, CancellationToken cancellationToken);

    /// <summary>Ends a pause.</summary>
    /// <param name="lane">Only of this lane; null for every pause there is.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task ResumeAsync(string? lane, CancellationToken cancellationToken);
}
