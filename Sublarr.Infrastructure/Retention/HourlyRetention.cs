using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Retention;

/// <summary>Keeps the log from growing for ever: what is older or more than the limits allow is removed once an hour.</summary>
internal sealed partial class HourlyRetention(
    IJobPurge purge, HeldJobs held, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time, ILogger<HourlyRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    // Who changed what is asked long after the fact.
    private static readonly TimeSpan AuditKept = TimeSpan.FromDays(365);

    // Health is told of the last day.
    private static readonly TimeSpan HoursKept = TimeSpan.FromHours(25);

    // One of its own: what passed while Sublarr was stopped makes a delivery too old all the same.
    private readonly TrustedClock _clock = new(time);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await LastStoredAsync(cancellationToken) is { } stored)
        {
            _clock.GoOnFrom(stored);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var limits = await LimitsAsync(stoppingToken);
                var now = _clock.GetUtcNow();
                var before = now - limits.Age;
                await held.ExpireAsync(before, stoppingToken);
                await MakeRoomAsync(limits.MaximumJobs / 2, stoppingToken);
                var removed = await purge.PurgeJobsAsync(before, null, stoppingToken)
                    + await purge.PurgeBeyondAsync(limits.MaximumJobs, stoppingToken)
                    + await purge.PurgeEventsAsync(before, stoppingToken)
                    + await purge.PurgeAuditAsync(now - AuditKept, stoppingToken)
                    + await purge.PurgeHoursAsync(now - HoursKept, stoppingToken);
                LogPurged(removed, limits.Days, limits.MaximumJobs);
                if (_clock.Doubted is var doubted && doubted > TimeSpan.Zero)
                {
                    LogDoubted(Wording.Duration(doubted), Wording.Duration(TrustedClock.Probation));
                }
            }
            catch (DbException exception)
            {
                LogNotPurged(exception, exception.Message);
            }
        }
    }

    // What waits for somebody who has been forgotten must not push out what happened. Who has more than an equal share gives of it.
    private async Task MakeRoomAsync(int room, CancellationToken cancellationToken)
    {
        var backlogs = await BacklogsAsync(cancellationToken);
        if (backlogs.Values.Sum() <= room)
        {
            return;
        }

        var share = room / backlogs.Count;
        foreach (var (subscriptionId, count) in backlogs.Where(backlog => backlog.Value > share))
        {
            await held.ExpireOldestAsync(subscriptionId, count - share, cancellationToken);
        }
    }

    private async Task<Dictionary<long, int>> BacklogsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Jobs.Where(job => job.State == JobState.Held && job.SubscriptionId != null)
            .GroupBy(job => job.SubscriptionId!.Value)
            .Select(backlog => new { Id = backlog.Key, Count = backlog.Count() })
            .ToDictionaryAsync(backlog => backlog.Id, backlog => backlog.Count, cancellationToken);
    }

    // By key, which rises with time: a clock that was ahead once and was set right is not remembered for ever.
    private async Task<DateTimeOffset?> LastStoredAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        DateTimeOffset?[] last =
        [
            await context.Events.OrderByDescending(row => row.Sequence).Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellationToken),
            await context.Attempts.OrderByDescending(row => row.Id).Select(row => (DateTimeOffset?)row.StartedAt).FirstOrDefaultAsync(cancellationToken),
            await context.Audit.OrderByDescending(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellationToken),
        ];
        return last.Max();
    }

    private async Task<RetentionLimits> LimitsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RetentionLimits.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new RetentionLimits();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Retention removed {Count} rows older than {Days} days or beyond {Jobs} jobs")]
    private partial void LogPurged(int count, int days, int jobs);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The clock has gone ahead by {Step} more than is known to have passed. Nothing is removed for its age until it has stood for {Probation}: set it right if it is wrong")]
    private partial void LogDoubted(string step, string probation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention could not remove old rows and will try again: {Problem}")]
    private partial void LogNotPurged(Exception exception, string problem);
}
