using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The queue as others see it: the store, and the jobs running in this process.</summary>
internal sealed class JobQueue(JobStore store, RunningJobs running) : IJobQueue
{
    public Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        store.EnqueueAsync(jobs, cancellationToken);

    // First in the store: a job that waits is gone before a worker can take it. If it was taken, it is running here.
    public async Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken) =>
        await store.CancelAsync(jobId, cancellationToken) || running.Cancel(jobId);

    public Task<bool> RedeliverAsync(long jobId, CancellationToken cancellationToken) => store.RedeliverAsync(jobId, cancellationToken);
}
