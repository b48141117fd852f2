using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Brings jobs that a killed process left running back into the queue, or to their end.</summary>
internal sealed partial class JobRecovery(JobStore store, JobHandlers handlers, IJobNews news, TimeProvider time, ILogger<JobRecovery> logger)
{
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var (job, isStopped) in await store.AdoptAbandonedAsync(cancellationToken))
        {
            var transition = isStopped ? job.Stopped() : job.Recover(job.IsTest ? RetrySchedule.None : handlers.RecoveriesOf(job), time.GetUtcNow());
            LogRecovered(job.Id, job.Title, transition.State, transition.Attempts);
            await news.TellAsync(job, transition, cancellationToken);
            var (outcome, reason) = isStopped ? (JobAttempt.Cancelled, Job.StoppedByHand) : (JobAttempt.Interrupted, Job.Interrupted);
            var attempt = new JobAttempt(time.GetUtcNow(), TimeSpan.Zero, outcome, reason, new AttemptDetail { Failure = FailureClass.Interrupted });
            await store.ConcludeAsync(job, transition, attempt, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} ({Title}) was interrupted by a stop; it is now {State} after {Attempts} attempts")]
    private partial void LogRecovered(long jobId, string title, JobState state, int attempts);
}
