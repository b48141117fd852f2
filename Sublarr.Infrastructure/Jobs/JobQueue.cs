using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The queue as others see it: the store, and the jobs running in this process.</summary>
internal sealed class JobQueue(JobStore store, RunningJobs running, QueuePauses pauses) : IJobQueue
{
    public Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        store.EnqueueAsync(jobs, cancellationToken);

    // First in the store: a job that waits is gone before a worker can take it. If it was taken, it is running here.
    public async Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken) =>
        await store.CancelAsync(jobId, cancellationToken) || running.Cancel(jobId);

    public Task<bool> RedeliverAsync(long jobId, CancellationToken cancellationToken) => store.RedeliverAsync(jobId, cancellationToken);

    public Task<JobState?> RunNowAsync(long jobId, CancellationToken cancellationToken) => store.RunNowAsync(jobId, cancellationToken);

    public Task<bool> SetPriorityAsync(long jobId, JobPriority priority, CancellationToken cancellationToken) => store.SetPriorityAsync(jobId, priority, cancellationToken);

    public Task PauseAsync(string? lane, CancellationToken cancellationToken) => pauses.PauseAsync(lane ?? QueuePause.All, cancellationToken);

    // What waits begins with the next commit: one is made.
    public async Task ResumeAsync(string? lane, CancellationToken cancellationToken)
    {
        await pauses.ResumeAsync(lane ?? QueuePause.All, cancellationToken);
        await store.PromoteAsync(cancellationToken);
    }
}
