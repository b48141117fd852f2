namespace Sublarr.Domain.Jobs;

/// <summary>The durable queue, as those who order work see it.</summary>
public interface IJobQueue
{
    /// <summary>Queues jobs; returns their ids once they are committed to disk. For a job whose <see cref="NewJob.Key"/> another open one has, that one's id.</summary>
    Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken);

    /// <summary>Stops a job that waits or runs. False when it has already ended, or does not exist.</summary>
    Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken);

    /// <summary>Runs a job again now, by hand, under the same event id: one that has ended starts anew, one that waits for its next attempt need not wait. False when it is running or does not exist, or another of its key is open.</summary>
    Task<bool> RedeliverAsync(long jobId, CancellationToken cancellationToken);
}
