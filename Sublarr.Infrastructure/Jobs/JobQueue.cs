using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The queue as others see it: the store, and the jobs running in this process.</summary>
internal sealed class JobQueue(JobStore store, RunningJobs running, QueuePauses pauses, LaneRooms rooms) : IJobQueue
{
    public Task<IReadOnlyList<long>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        store.EnqueueAsync(jobs, cancellationToken);

    // First in the store: a job that waits is gone before a worker can take it. If it was taken, it is running here, and a kill that comes now forgets nothing.
    public async Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken) => Heard(jobId, await store.CancelAsync(jobId, cancellationToken));

    public async Task<bool> ChangeAsync(long jobId, JobState from, JobAction action, JobPriority? priority, CancellationToken cancellationToken) =>
        Heard(jobId, await store.ChangeAsync(jobId, from, action, priority, cancellationToken));

    public Task<RunAgainAnswer> RedeliverAsync(long jobId, CancellationToken cancellationToken) => store.RedeliverAsync(jobId, cancellationToken);

    public Task<JobState?> RunNowAsync(long jobId, CancellationToken cancellationToken) => store.RunNowAsync(jobId, cancellationToken);

    public Task<bool> SetPriorityAsync(long jobId, JobPriority priority, CancellationToken cancellationToken) => store.SetPriorityAsync(jobId, priority, cancellationToken);

    public Task PauseAsync(string? lane, CancellationToken cancellationToken) => pauses.PauseAsync(lane ?? QueuePause.All, cancellationToken);

    public async Task SetAtOnceAsync(string lane, int? atOnce, CancellationToken cancellationToken)
    {
        await rooms.SetAsync(lane, atOnce, cancellationToken);
        await store.PromoteAsync(CancellationToken.None);
    }

    // What waits begins with the next commit: one is made.
    public async Task ResumeAsync(string? lane, CancellationToken cancellationToken)
    {
        await pauses.ResumeAsync(lane ?? QueuePause.All, cancellationToken);
        await store.PromoteAsync(CancellationToken.None);
    }

    private bool Heard(long jobId, JobAnswer answer) => answer == JobAnswer.AskedToStop ? running.Cancel(jobId) : answer == JobAnswer.Done;
}
