using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Runs what is claimed. At the start it takes over what a killed process left; at the stop it lets running jobs finish.</summary>
internal sealed partial class JobWorker(
    JobStore store, JobClaims claims, QueuePauses pauses, LaneRooms rooms, JobHandlers handlers, JobRun run, JobConclusion conclusion, JobRecovery recovery, RunningJobs running,
    JobTaskScheduler steps, ILogger<JobWorker> logger) : IHostedLifecycleService
{
    /// <summary>How long running jobs may go on after a stop is asked for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>How long they then have to clean up.</summary>
    private static readonly TimeSpan LastGrace = TimeSpan.FromSeconds(8);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Jobs start when every other service has started: a leftover script is ended before its hook runs again.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await recovery.RecoverAsync(cancellationToken);
        await pauses.LoadAsync(cancellationToken);
        await rooms.LoadAsync(cancellationToken);
        claims.Open(handlers.Lanes, Begin);
        await store.LoadAsync(cancellationToken);
        await store.PromoteAsync(cancellationToken);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        claims.Close();
        running.BeginStop();
        if (await AllEndedAsync(Grace))
        {
            return;
        }

        LogStopping(Grace.TotalSeconds);
        running.StopAll();
        if (!await AllEndedAsync(LastGrace))
        {
            LogLeft();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // By the clock of the system, whatever clock the jobs go by: who stops a process counts its seconds, and one that stands still would never let go.
    private async Task<bool> AllEndedAsync(TimeSpan patience)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!running.IsEmpty && TimeProvider.System.GetElapsedTime(start) < patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return running.IsEmpty;
    }

    // It can be cancelled from here on, also while it waits for the one before it.
    private void Begin(ClaimedJob claimed)
    {
        var here = running.Begin(claimed.Job.Id);
        claimed.Place.Start(() => steps.Start(() => RunAsync(claimed, here)));
    }

    private async Task RunAsync(ClaimedJob claimed, RunningJob here)
    {
        try
        {
            // What waited for the one before it while a stop was asked for goes back.
            var (transition, attempt) = claims.IsOpen || here.IsCancelled
                ? await run.RunAsync(claimed.Job, here)
                : (new(JobState.Queued, claimed.Job.Attempts - 1, null, null), null);
            claimed.Place.Leave();
            if (!await conclusion.StoreAsync(claimed.Job, transition, attempt))
            {
                LogLost(claimed.Job.Id);
            }
        }
        catch (ObjectDisposedException)
        {
            LogLost(claimed.Job.Id);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFault(exception, claimed.Job.Id);
        }
        finally
        {
            running.End(claimed.Job.Id, here);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Jobs are still running {Seconds} s after the stop was asked for: they are interrupted")]
    private partial void LogStopping(double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some jobs did not end in time; the next start takes them over")]
    private partial void LogLeft();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} was no longer leased to this process; the next start takes it over")]
    private partial void LogLost(long jobId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} could not be brought to an end")]
    private partial void LogFault(Exception exception, long jobId);
}
