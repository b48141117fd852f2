using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>
/// Prepares a restore and stops Sublarr, as a signal does: the next start puts it in. Until the mark is written, and that is the last thing, nothing is changed.
/// </summary>
internal sealed class RestoreHandler(SublarrOptions options, RestoreUnpacking unpacking, BackupWriting writing, IHostApplicationLifetime lifetime) : IJobHandler
{
    public string Kind => JobKinds.RestoreBackup;

    public int Concurrency => 1;

    /// <summary>The job that restores something.</summary>
    /// <param name="order">What.</param>
    public static NewJob JobOf(RestoreOrder order) => new(JobKinds.RestoreBackup, $"Restore {order.Name}", JobPriority.High)
    {
        Payload = JsonSerializer.Serialize(order, EventJson.Options),
        Key = BackupJobs.OfRestore(order.File),
        Trigger = JobTrigger.Manual,
        BringsForward = true,
    };

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    // It comes to nothing then, and says so.
    public RetrySchedule RecoveriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        if (context.Job.Attempts > 1)
        {
            // A backup is made while this job runs, and it would be run again whenever that one is restored.
            return new(new JobOutcome.Skipped("It was interrupted by a stop, or it is from before a restore. Nothing was changed: ask again if it is still wanted."));
        }

        var order = JsonSerializer.Deserialize<RestoreOrder>(context.Job.Payload, EventJson.Options)!;
        if (RestoreMark.Read(options) is { } waiting)
        {
            return new(new JobOutcome.Rejected($"{waiting.Name} is to be restored already: Sublarr only has to be started again."));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping, cancellationToken);
        try
        {
            return await PrepareAsync(context, order, stop.Token);
        }
        catch (BackupException exception)
        {
            return new(new JobOutcome.Rejected($"{exception.Message} Nothing was changed."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(new JobOutcome.Rejected("Sublarr was stopped before the restore was prepared. Nothing was changed: ask again."));
        }
        finally
        {
            order.DeleteUploaded(options);
        }
    }

    private async Task<JobResult> PrepareAsync(JobContext context, RestoreOrder order, CancellationToken cancellationToken)
    {
        void Report(long done, long total, string text) =>
            context.Report(BackupHandler.InMegabytes(done), total == 0 ? null : BackupHandler.InMegabytes(total), text);

        try
        {
            var files = await unpacking.UnpackAsync(order.PathIn(options), Report, cancellationToken);
            var now = await BackUpAsync((done, total, text) => Report(done, total, $"Backup of now: {text}"), cancellationToken);
            new RestoreMark { Name = order.Name, Files = files, Kept = now.Manifest!.LeftOut, By = order.By }.Write(options);
        }
        finally
        {
            if (RestoreMark.Read(options) is null)
            {
                unpacking.Discard();
            }
        }

        lifetime.StopApplication();
        return new(JobOutcome.Done, new AttemptDetail { Note = "Sublarr stops, and restores it at the next start." });
    }

    private async Task<StoredBackup> BackUpAsync(Action<long, long, string> report, CancellationToken cancellationToken)
    {
        try
        {
            return await writing.MakeAsync(await writing.NewNameAsync(BackupKind.Manual, cancellationToken), report, cancellationToken);
        }
        catch (BackupException exception)
        {
            throw new BackupException($"A backup of now is made first, and could not be: {exception.Message}", exception);
        }
    }
}

/// <summary>What is to be restored, and who asks.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="File">The name of a backup, or of a file that was uploaded.</param>
/// <param name="IsUploaded">Whether it was uploaded.</param>
/// <param name="By">Who asks.</param>
internal sealed record RestoreOrder(string Name, string File, bool IsUploaded, Actor By)
{
    public string PathIn(SublarrOptions options) => Path.Combine(IsUploaded ? options.RestoreDirectory : options.BackupDirectory, File);

    public void DeleteUploaded(SublarrOptions options)
    {
        if (IsUploaded && Directory.Exists(options.RestoreDirectory))
        {
            System.IO.File.Delete(PathIn(options));
        }
    }
}
