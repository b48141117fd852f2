using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Deliveries;
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var limits = await LimitsAsync(stoppingToken);
                var before = time.GetUtcNow() - limits.Age;
                await held.ExpireAsync(before, stoppingToken);
                await MakeRoomAsync(limits.MaximumJobs / 2, stoppingToken);
                var removed = await purge.PurgeJobsAsync(before, null, stoppingToken)
                    + await purge.PurgeBeyondAsync(limits.MaximumJobs, stoppingToken)
                    + await purge.PurgeEventsAsync(before, stoppingToken)
                    + await purge.PurgeAuditAsync(time.GetUtcNow() - AuditKept, stoppingToken)
                    + await purge.PurgeHoursAsync(time.GetUtcNow() - HoursKept, stoppingToken);
                LogPurged(removed, limits.Days, limits.MaximumJobs);
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

    private async Task<RetentionLimits> LimitsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RetentionLimits.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new RetentionLimits();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Retention removed {Count} rows older than {Days} days or beyond {Jobs} jobs")]
    private partial void LogPurged(int count, int days, int jobs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention could not remove old rows and will try again: {Problem}")]
    private partial void LogNotPurged(Exception exception, string problem);
}
