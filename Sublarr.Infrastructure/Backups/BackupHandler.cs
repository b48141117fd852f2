using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Retention;

namespace Sublarr.Infrastructure.Backups;

/// <summary>Makes a backup once a week, at night.</summary>
internal sealed class BackupSchedule : ISchedule
{
    public const string ScheduleKey = "backup";

    public string Key => ScheduleKey;

    public string Name => "Backup";

    public string Description => "Packs the database, the keys of stored secrets and your scripts into one file. How many of them are kept is in the settings.";

    public Trigger Usual => new Trigger.Cron("15 3 * * 0", TimeZoneInfo.Local.Id);

    public NewJob Job => new(BackupHandler.JobKind, "Make a backup", JobPriority.Low);
}

/// <summary>Makes a backup, and removes the oldest beyond what is kept.</summary>
internal sealed class BackupHandler(BackupWriting writing, BackupShelf shelf, AuditTrail trail, IDbContextFactory<SublarrDbContext> contexts) : IJobHandler
{
    public const string JobKind = JobKinds.Backup;

    // A share that is away at night may be back in the morning.
    private static readonly RetrySchedule AtNight = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6));

    public string Kind => JobKind;

    public int Concurrency => 1;

    /// <summary>The backup that a person asks for.</summary>
    public static NewJob ByHand(Actor by) => new(JobKind, "Make a backup", JobPriority.High)
    {
        Payload = JsonSerializer.Serialize(by, EventJson.Options),
        Key = BackupJobs.ByHand,
        Trigger = JobTrigger.Manual,
        BringsForward = true,
    };

    // Who asked waits for the answer, and asks again.
    public RetrySchedule RetriesOf(Job job) => IsAskedFor(job) ? RetrySchedule.None : AtNight;

    // A database that comes out of a backup was copied while this very job ran: it has to be told that it is done.
    public RetrySchedule RecoveriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await MakeAsync(context, BackupName.Find((await context.ResumeAsync<Begun>(cancellationToken))?.Name), cancellationToken);
        }
        catch (BackupException exception)
        {
            return new(new JobOutcome.RetryLater(exception.Message));
        }
    }

    /// <summary>What a person can read of bytes; something is never none.</summary>
    public static long InMegabytes(long bytes) => (bytes + 999_999) / 1_000_000;

    private async Task<JobResult> MakeAsync(JobContext context, BackupName? begun, CancellationToken cancellationToken)
    {
        if (begun is { } earlier && await shelf.AskAsync(() => shelf.Find(earlier), cancellationToken) is { Manifest: not null } there)
        {
            return Made(there, removed: 0);
        }

        var kind = IsAskedFor(context.Job) || begun?.Kind == BackupKind.Manual ? BackupKind.Manual : BackupKind.Scheduled;
        var name = await writing.NewNameAsync(kind, cancellationToken);
        await context.SaveAsync(new Begun(name.ToString()), cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping, cancellationToken);
        using var named = trail.As(ActorOf(context.Job));
        try
        {
            var made = await writing.MakeAsync(name, (done, total, text) => context.Report(InMegabytes(done), total == 0 ? null : InMegabytes(total), text), stop.Token);
            await trail.RecordAsync("made", new AuditSubject("backup", null, made.Name.ToString()), [], cancellationToken);
            return Made(made, await RemoveAsync(made.Name, stop.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return JobContext.PutBack;
        }
    }

    // A stop or a kill makes another attempt of it, which no person asked for: the order says who did, and the name that was begun with, when the timetable ran it for somebody.
    private static bool IsAskedFor(Job job) => job.Payload.Length > 0 || job.Trigger == JobTrigger.Manual;

    private static Actor ActorOf(Job job) => job.Payload.Length == 0 ? Actor.Sublarr : JsonSerializer.Deserialize<Actor>(job.Payload, EventJson.Options)!;

    private static JobResult Made(StoredBackup made, int removed)
    {
        var leftOut = made.Manifest!.Missing is { Length: > 0 } missing ? $" {missing}" : "";
        var older = removed == 0 ? "" : $" {Wording.Several(removed, "older one")} removed.";
        return new(JobOutcome.Done, new AttemptDetail { Note = $"{made.Name}, {Wording.Bytes(made.Size)}.{leftOut}{older}" });
    }

    // Each of them is read when it was not yet, which takes its time on a slow share.
    private async Task<int> RemoveAsync(BackupName made, CancellationToken cancellationToken)
    {
        var kept = await KeptAsync(cancellationToken);
        var work = Task.Factory.StartNew(() => shelf.RemoveBeyond(made, kept), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await PatientThread.EndAsync(work, cancellationToken);
    }

    private async Task<int> KeptAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.RetentionLimits.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new RetentionLimits()).Backups;
    }

    /// <summary>The name that was begun with.</summary>
    private sealed record Begun(string Name);
}
