using System.Diagnostics;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Schedules;
using Sublarr.Domain.Wanted;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>Looks for better subtitles at night.</summary>
internal sealed class UpgradeSchedule(UpgradeList list, ISubtitleSearch search, TimeProvider time) : ISchedule
{
    public string Key => "upgrade-search";

    public string Name => "Upgrade search";

    public string Description =>
        "Looks for better subtitles in the place of those that were downloaded lately: every night at first, and once in two weeks in the end. Settings say for how many days.";

    public Trigger Usual => new Trigger.Cron("45 2 * * *", TimeZoneInfo.Local.Id);

    public NewJob Job => new(ScheduledUpgradeHandler.JobKind, "Look for better subtitles", JobPriority.Low);

    public async ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) =>
        await list.CountAsync(time.GetUtcNow(), cancellationToken) > 0 && await search.ObstacleAsync(cancellationToken) is null;
}

/// <summary>Looks for better subtitles in the place of all that are due. What it has looked at it does not meet again, so after a stop it goes on where it was.</summary>
internal sealed class ScheduledUpgradeHandler(UpgradeList list, UpgradeSearch upgrades, ISubtitleSearch search, IEventBus bus) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}upgrade-search";

    private const int AtOnce = 20;

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        if (await search.ObstacleAsync(cancellationToken) is { } obstacle)
        {
            return new(new JobOutcome.Skipped(obstacle));
        }

        var tally = await context.ResumeAsync<Tally>(cancellationToken) ?? await BeginAsync(context, cancellationToken);
        while (await list.DueAsync(tally.Since, AtOnce, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var id in due)
            {
                tally = await LookAsync(context, id, tally, cancellationToken);
            }

            await context.SaveAsync(tally, cancellationToken);
            if (context.Stopping.IsCancellationRequested)
            {
                return JobContext.PutBack;
            }
        }

        await bus.PublishAsync(
            new BatchComplete($"upgrade:{context.Job.Id}", "upgrade", tally.Done, tally.Upgraded, tally.Failed, tally.Vain, tally.Milliseconds), context.Job.Cause, cancellationToken,
            context.Job.KeyOf("batch"));
        return new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(tally.Upgraded, "subtitle")} replaced by better ones, of {Wording.Count(tally.Done)} looked at." });
    }

    // Stored at once: after a kill the next attempt counts from the same time.
    private async Task<Tally> BeginAsync(JobContext context, CancellationToken cancellationToken)
    {
        var since = context.Job.AskedAt;
        var tally = new Tally(since, await list.CountAsync(since, cancellationToken), 0, 0, 0, 0);
        await context.SaveAsync(tally, cancellationToken);
        return tally;
    }

    private async Task<Tally> LookAsync(JobContext context, long id, Tally before, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var look = await upgrades.LookAsync(id, DownloadPurpose.Upgrade, context.Job.Cause, cancellationToken);
        var (upgraded, failed) = (look.Outcome == UpgradeOutcome.Upgraded ? 1 : 0, look.Outcome == UpgradeOutcome.Failed ? 1 : 0);
        var tally = before with
        {
            Upgraded = before.Upgraded + upgraded,
            Failed = before.Failed + failed,
            Vain = before.Vain + 1 - upgraded - failed,
            Milliseconds = before.Milliseconds + watch.ElapsedMilliseconds,
        };
        context.Report(tally.Done, Math.Max(tally.Total, tally.Done), look.Note);
        return tally;
    }

    /// <summary>How far it is: the checkpoint.</summary>
    /// <param name="Since">What was looked at since then is not looked at again.</param>
    /// <param name="Total">So many there were at the beginning.</param>
    /// <param name="Upgraded">So many were replaced by better ones.</param>
    /// <param name="Failed">For so many nobody could be asked.</param>
    /// <param name="Vain">For so many there was nothing better.</param>
    /// <param name="Milliseconds">How long it took.</param>
    private sealed record Tally(DateTimeOffset Since, int Total, int Upgraded, int Failed, int Vain, long Milliseconds)
    {
        public int Done => Upgraded + Failed + Vain;
    }
}
