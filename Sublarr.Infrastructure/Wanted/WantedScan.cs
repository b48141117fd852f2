using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Compares the whole library with the languages wanted once a day. What is wanted is up to date without it: it is there for whoever trusts nobody.</summary>
internal sealed class WantedScanSchedule(IDbContextFactory<SublarrDbContext> contexts) : ISchedule
{
    public string Key => "wanted-scan";

    public string Name => "Wanted scan";

    public string Description => "Compares the whole library with the languages that are wanted. What changes is compared at once; this looks again at everything.";

    public Trigger Usual => new Trigger.Cron("30 4 * * *", TimeZoneInfo.Local.Id);

    public NewJob Job => new(WantedScanHandler.JobKind, "Compare the library with the languages wanted", JobPriority.Low);

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Videos.AnyAsync(cancellationToken);
    }
}

/// <summary>Has every video worked out anew. After a stop it goes on where it was.</summary>
internal sealed class WantedScanHandler(
    IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, IVideoChanges changes, JobNotes notes, WantedReckoning reckoning, IEventBus bus) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}wanted-scan";

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var before = reckoning.Sum;
        var begun = await context.ResumeAsync<Tally>(cancellationToken) ?? await NoteAllAsync(context.Job, cancellationToken);
        var tally = begun;
        while (await reckoning.SomeAsync(cancellationToken))
        {
            tally = begun.With(reckoning.Sum - before, watch.ElapsedMilliseconds);
            context.Report(tally.Done, tally.Videos);
            if (context.Stopping.IsCancellationRequested)
            {
                await context.SaveAsync(tally, cancellationToken);
                return JobContext.PutBack;
            }
        }

        var (videos, _, added, removed, milliseconds) = begun.With(reckoning.Sum - before, watch.ElapsedMilliseconds);
        var total = await CountAsync(cancellationToken);
        await bus.PublishAsync(
            new WantedScanComplete(videos, added, removed, total, milliseconds), context.Job.Cause, cancellationToken, context.Job.KeyOf("wanted-scan"));
        return new(JobOutcome.Done, new AttemptDetail
        {
            Note = $"{Wording.Several(videos, "video")} compared: {Wording.Several(added, "subtitle")} newly wanted, {Wording.Count(removed)} no longer, {Wording.Count(total)} in all.",
        });
    }

    // In one transaction: noted once, whenever the process dies. What is noted is worked out by whoever comes first, and so is counted by this process alone.
    private Task<Tally> NoteAllAsync(Job job, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Background,
        session =>
        {
            var tally = new Tally(changes.NoteAll(session), 0, 0, 0, 0);
            return notes.Save(session, job.Id, JsonSerializer.Serialize(tally, EventJson.Options))
                ? tally
                : throw new InvalidOperationException($"Job {job.Id} is not leased to this process any more: nothing is noted.");
        },
        cancellationToken);

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Wanted.CountAsync(row => row.IgnoredAt == null, cancellationToken);
    }

    /// <summary>How far it is: the checkpoint.</summary>
    /// <param name="Videos">So many there are.</param>
    /// <param name="Done">So many were compared.</param>
    /// <param name="Added">So many subtitles are newly wanted.</param>
    /// <param name="Removed">So many are no longer.</param>
    /// <param name="Milliseconds">How long it took.</param>
    private sealed record Tally(int Videos, int Done, int Added, int Removed, long Milliseconds)
    {
        public Tally With(Reckoned more, long milliseconds) =>
            new(Videos, Math.Min(Done + more.Videos, Videos), Added + more.Added, Removed + more.Removed, Milliseconds + milliseconds);
    }
}
