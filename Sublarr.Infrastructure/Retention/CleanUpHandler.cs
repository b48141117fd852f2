using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.Retention;

/// <summary>Keeps the log from growing for ever: what is older or more than the limits allow is removed, one part of the log after the other.</summary>
internal sealed partial class CleanUpHandler(
    IJobPurge purge, HeldJobs held, SubtitleTrash trash, IDbContextFactory<SublarrDbContext> contexts, RetentionClock clock, ILogger<CleanUpHandler> logger) : IJobHandler
{
    public const string JobKind = $"{JobKinds.Scheduled}clean-up";

    // Who changed what is asked long after the fact.
    private static readonly TimeSpan AuditKept = TimeSpan.FromDays(365);

    // What was replaced within a year is not taken again by itself.
    private static readonly TimeSpan HistoryKept = TimeSpan.FromDays(365);

    // A search tells why a subtitle was chosen, which is asked while people watch it.
    private static readonly TimeSpan SearchesKept = TimeSpan.FromDays(30);

    private const int MostSearches = 5_000;

    // Health is told of the last day.
    private static readonly TimeSpan HoursKept = TimeSpan.FromHours(25);

    public string Kind => JobKind;

    public int Concurrency => 1;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var limits = await LimitsAsync(cancellationToken);
        var parts = PartsOf(limits);
        var place = await context.ResumeAsync<Place>(cancellationToken) ?? new Place(0, 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping, cancellationToken);
        try
        {
            for (; place.Part < parts.Count; place = place with { Part = place.Part + 1 })
            {
                var (name, run) = parts[place.Part];
                context.Report(place.Part, parts.Count, name);
                await context.SaveAsync(place, cancellationToken);
                place = place with { Removed = place.Removed + await run(stop.Token) };
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return JobContext.PutBack;
        }
        catch (DbException exception)
        {
            LogNotPurged(exception, exception.Message);
            return new(new JobOutcome.RetryLater($"Old rows could not be removed: {exception.Message}"));
        }

        context.Report(parts.Count, parts.Count, Wording.Several(place.Removed, "row") + " removed");
        LogPurged(place.Removed, limits.Days, limits.MaximumJobs);
        TellOfDoubt();
        return JobResult.Done;
    }

    // In this order: what has expired is removed in the same run, and what nothing refers to any more comes last.
    private IReadOnlyList<(string Name, Func<CancellationToken, Task<int>> Run)> PartsOf(RetentionLimits limits)
    {
        var now = clock.GetUtcNow();
        var before = now - limits.Age;
        return
        [
            ("What was held for too long", stop => ExpireAsync(before, stop)),
            ("What is held beyond its share", stop => MakeRoomAsync(limits.MaximumJobs / 2, stop)),
            ("Old jobs", stop => purge.PurgeOldAsync(before, now - limits.FailedAge, stop)),
            ("Jobs beyond the limit", stop => purge.PurgeBeyondAsync(limits.MaximumJobs, stop)),
            ("Old events", stop => purge.PurgeEventsAsync(before, stop)),
            ("Old changes", stop => purge.PurgeAuditAsync(now - AuditKept, stop)),
            ("Old history of subtitles that are gone", stop => purge.PurgeSubtitleHistoryAsync(now - HistoryKept, stop)),
            ("Old searches", stop => purge.PurgeSearchesAsync(now - SearchesKept, MostSearches, stop)),
            ("Old counts", stop => purge.PurgeHoursAsync(now - HoursKept, stop)),
            ("What was deleted and can no longer be taken back", stop => purge.PurgeDeletedAsync(now - Subscription.KeptAfterDeletion, stop)),
            ("Notes of jobs that are gone", purge.PurgeNotesAsync),
            ("Subtitles that were replaced", stop => EmptyTrashAsync(now, stop)),
        ];
    }

    // It stays as an entry of the log.
    private async Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await held.ExpireAsync(before, cancellationToken);
        return 0;
    }

    // What waits for somebody who has been forgotten must not push out what happened. Who has more than an equal share gives of it.
    private async Task<int> MakeRoomAsync(int room, CancellationToken cancellationToken)
    {
        var backlogs = await BacklogsAsync(cancellationToken);
        if (backlogs.Values.Sum() <= room)
        {
            return 0;
        }

        var share = room / backlogs.Count;
        foreach (var (subscriptionId, count) in backlogs.Where(backlog => backlog.Value > share))
        {
            await held.ExpireOldestAsync(subscriptionId, count - share, cancellationToken);
        }

        return 0;
    }

    private async Task<Dictionary<long, int>> BacklogsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Jobs.Where(job => job.State == JobState.Held && job.SubscriptionId != null)
            .GroupBy(job => job.SubscriptionId!.Value)
            .Select(backlog => new { Id = backlog.Key, Count = backlog.Count() })
            .ToDictionaryAsync(backlog => backlog.Id, backlog => backlog.Count, cancellationToken);
    }

    private async Task<RetentionLimits> LimitsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RetentionLimits.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new RetentionLimits();
    }

    // Files, and no rows: they are not among those that are told of as removed.
    private async Task<int> EmptyTrashAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var settings = await context.PlacingSettings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new PlacingSettings();
        trash.Clean(settings, now);
        return 0;
    }

    private void TellOfDoubt()
    {
        if (clock.Doubted is var doubted && doubted > TimeSpan.Zero)
        {
            LogDoubted(Wording.Duration(doubted), Wording.Duration(TrustedClock.Probation));
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Retention removed {Count} rows older than {Days} days or beyond {Jobs} jobs")]
    private partial void LogPurged(int count, int days, int jobs);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The clock has gone ahead by {Step} more than is known to have passed. Nothing is removed for its age until it has stood for {Probation}: set it right if it is wrong")]
    private partial void LogDoubted(string step, string probation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention could not remove old rows and will try again: {Problem}")]
    private partial void LogNotPurged(Exception exception, string problem);

    /// <summary>Where it is: parts before this one are done, and each can be done again.</summary>
    private sealed record Place(int Part, int Removed);
}
