using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Makes one attempt of one job and decides what becomes of it.</summary>
internal sealed partial class JobRun(JobHandlers handlers, IJobNotes notes, IAttemptMeter meter, TimeProvider time, ILogger<JobRun> logger)
{
    /// <summary>How long a job waits after a fault of our own that is none of the job's.</summary>
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(5);

    /// <summary>How long a job waits for a person to bring back the keys.</summary>
    private static readonly TimeSpan LostKeysPause = TimeSpan.FromMinutes(5);

    public async Task<(JobTransition Transition, JobAttempt? Attempt)> RunAsync(Job job, RunningJob running)
    {
        using var trace = meter.Start(job);
        var (startedAt, start) = (time.GetUtcNow(), time.GetTimestamp());
        var result = await AttemptAsync(new JobContext(job, notes, running.Stopping), running.Token);
        var attempt = JobAttempt.Of(result, startedAt, time.GetElapsedTime(start));
        meter.Ended(job, attempt, trace);
        var transition = job.Conclude(result.Outcome, job.IsTest ? RetrySchedule.None : handlers.RetriesOf(job), time.GetUtcNow(), Random.Shared.NextDouble());
        if (running.IsCancelled && transition.State != JobState.Succeeded)
        {
            return (job.Stopped(), new(startedAt, time.GetElapsedTime(start), JobAttempt.Cancelled, Job.StoppedByHand, result.Detail));
        }

        if (transition.State == JobState.Dead)
        {
            LogDead(job.Id, job.Title, transition.Attempts, transition.Reason);
        }

        return (transition, attempt);
    }

    private async Task<JobResult> AttemptAsync(JobContext context, CancellationToken cancellationToken)
    {
        var job = context.Job;
        if (handlers.Find(job.Kind) is not { } handler)
        {
            return new(new JobOutcome.Rejected($"This version of Sublarr has no work of the kind \"{job.Kind}\"."));
        }

        try
        {
            return await handler.RunAsync(context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new(new JobOutcome.Deferred("Sublarr stopped while it was running."));
        }
        catch (CryptographicException exception)
        {
            LogOwnFault(exception, job.Id, job.Title);
            const string remedy = "Its secrets cannot be decrypted: the keys in the config folder are not those they were encrypted with. Restore the folder \"keys\", or enter the secret again.";
            return new(new JobOutcome.Deferred(remedy, time.GetUtcNow() + LostKeysPause));
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            LogOwnFault(exception, job.Id, job.Title);
            return new(new JobOutcome.Deferred($"Sublarr could not work: {exception.Message}", time.GetUtcNow() + FaultPause));
        }
        catch (Exception exception)
        {
            LogFailed(exception, job.Id, job.Title);
            return new(
                new JobOutcome.RetryLater($"Sublarr failed with {exception.GetType().Name}: {exception.Message}"),
                new AttemptDetail { Failure = FailureClass.Internal, Note = "The log has the whole error." });
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} ({Title}) is dead after {Attempts} attempts: {Reason}")]
    private partial void LogDead(long jobId, string title, int attempts, string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} ({Title}) met a fault that is not its own; it is put off")]
    private partial void LogOwnFault(Exception exception, long jobId, string title);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} ({Title}) failed unexpectedly")]
    private partial void LogFailed(Exception exception, long jobId, string title);
}
