using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
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

/// <summary>Has every video worked out anew.</summary>
internal sealed class WantedScanHandler(
    IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, IVideoChanges changes, WantedReckoning reckoning, IEventBus bus) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}wanted-scan";

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var before = reckoning.Sum;
        var videos = await writer.WriteAsync(WriteUrgency.Background, changes.NoteAll, cancellationToken);
        while (await reckoning.SomeAsync(cancellationToken))
        {
            context.Report(Math.Min((reckoning.Sum - before).Videos, videos), videos);
        }

        var (_, added, removed) = reckoning.Sum - before;
        var total = await CountAsync(cancellationToken);
        await bus.PublishAsync(
            new WantedScanComplete(videos, added, removed, total, watch.ElapsedMilliseconds), context.Job.Cause, cancellationToken, context.Job.KeyOf("wanted-scan"));
        return new(JobOutcome.Done, new AttemptDetail
        {
            Note = $"{Wording.Several(videos, "video")} compared: {Wording.Several(added, "subtitle")} newly wanted, {Wording.Count(removed)} no longer, {Wording.Count(total)} in all.",
        });
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Wanted.CountAsync(row => row.IgnoredAt == null, cancellationToken);
    }
}
