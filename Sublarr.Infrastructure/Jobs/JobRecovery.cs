using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Brings jobs that a killed process left running back into the queue, or to their end.</summary>
internal sealed partial class JobRecovery(JobStore store, JobHandlers handlers, IJobNews news, TimeProvider time, ILogger<JobRecovery> logger)
{
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var job in await store.AdoptAbandonedAsync(cancellationToken))
        {
            var transition = job.Recover(job.IsTest ? RetrySchedule.None : handlers.RecoveriesOf(job), time.GetUtcNow());
            LogRecovered(job.Id, job.Title, transition.State, transition.Attempts);
            await news.TellAsync(job, transition, cancellationToken);
            var attempt = new JobAttempt(
                time.GetUtcNow(), TimeSpan.Zero, JobAttempt.Interrupted, Job.Interrupted, new AttemptDetail { Failure = FailureClass.Interrupted });
            await store.ConcludeAsync(job, transition, attempt, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} ({Title}) was interrupted by a stop; it is now {State} after {Attempts} attempts")]
    private partial void LogRecovered(long jobId, string title, JobState state, int attempts);
}
