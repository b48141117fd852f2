using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Deliveries;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The questions behind the health of some hooks and webhooks. Each is answered along one index for these alone, however long the log
/// is and however many others there are; indexes are named, as SQLite prefers a large one that fits exactly.
/// </summary>
internal sealed class DeliveryFigures(IDbContextFactory<SublarrDbContext> contexts) : IDeliveryFigures
{
    public async Task<DeliveryHistory> HistoryAsync(IReadOnlyCollection<long> subscriptionIds, long sinceHour, CancellationToken cancellationToken)
    {
        var ids = JsonSerializer.Serialize(subscriptionIds);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new(
            await Hours(context, ids, sinceHour).ToListAsync(cancellationToken),
            await Durations(context, ids, sinceHour).ToListAsync(cancellationToken));
    }

    public async Task<DeliveryBacklogs> BacklogsAsync(IReadOnlyCollection<long> subscriptionIds, CancellationToken cancellationToken)
    {
        var ids = JsonSerializer.Serialize(subscriptionIds);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var queued = await Queued(context, JsonSerializer.Serialize(subscriptionIds.Select(JobLane.Of))).ToListAsync(cancellationToken);
        return new(
            await Held(context, ids).ToListAsync(cancellationToken),
            await Retrying(context, ids).ToListAsync(cancellationToken),
            [.. queued.Select(figure => new BacklogFigure(JobLane.SubscriptionOf(figure.Lane)!.Value, figure.Count, figure.OldestId))],
            await Running(context).ToListAsync(cancellationToken));
    }

    /// <summary>Attempts by subscription and hour.</summary>
    internal static IQueryable<HourFigure> Hours(SublarrDbContext context, string ids, long sinceHour) => context.Database.SqlQuery<HourFigure>(
        $"""
        SELECT h.subscription_id AS "SubscriptionId", h.hour AS "Hour", SUM(h.succeeded) AS "Succeeded", SUM(h.failed) AS "Failed"
        FROM json_each({ids}) chosen CROSS JOIN delivery_hours h ON h.subscription_id = chosen.value AND h.hour >= {sinceHour} GROUP BY h.subscription_id, h.hour
        """);

    /// <summary>Attempts by subscription and duration.</summary>
    internal static IQueryable<DurationFigure> Durations(SublarrDbContext context, string ids, long sinceHour) => context.Database.SqlQuery<DurationFigure>(
        $"""
        SELECT h.subscription_id AS "SubscriptionId", h.bucket AS "Bucket", SUM(h.succeeded + h.failed) AS "Count"
        FROM json_each({ids}) chosen CROSS JOIN delivery_hours h ON h.subscription_id = chosen.value AND h.hour >= {sinceHour} GROUP BY h.subscription_id, h.bucket
        """);

    /// <summary>What is held, by subscription.</summary>
    internal static IQueryable<BacklogFigure> Held(SublarrDbContext context, string ids) => context.Database.SqlQuery<BacklogFigure>(
        $"""
        SELECT subscription_id AS "SubscriptionId", COUNT(*) AS "Count", MIN(id) AS "OldestId"
        FROM jobs INDEXED BY ix_jobs_held WHERE state = 'held' AND subscription_id IN (SELECT value FROM json_each({ids})) GROUP BY subscription_id
        """);

    /// <summary>What waits for its next attempt, by subscription.</summary>
    internal static IQueryable<BacklogFigure> Retrying(SublarrDbContext context, string ids) => context.Database.SqlQuery<BacklogFigure>(
        $"""
        SELECT subscription_id AS "SubscriptionId", COUNT(*) AS "Count", MIN(id) AS "OldestId"
        FROM jobs INDEXED BY ix_jobs_waiting WHERE state = 'retrying' AND subscription_id IN (SELECT value FROM json_each({ids})) GROUP BY subscription_id
        """);

    /// <summary>What is due, by lane.</summary>
    internal static IQueryable<LaneFigure> Queued(SublarrDbContext context, string lanes) => context.Database.SqlQuery<LaneFigure>(
        $"""
        SELECT lane AS "Lane", COUNT(*) AS "Count", MIN(id) AS "OldestId" FROM jobs INDEXED BY ix_jobs_ready WHERE state = 'queued' AND lane IN (SELECT value FROM json_each({lanes})) GROUP BY lane
        """);

    /// <summary>What is being delivered; never more than run at once.</summary>
    internal static IQueryable<BacklogFigure> Running(SublarrDbContext context) => context.Database.SqlQuery<BacklogFigure>(
        $"""
        SELECT subscription_id AS "SubscriptionId", COUNT(*) AS "Count", MIN(id) AS "OldestId"
        FROM jobs INDEXED BY ix_jobs_running WHERE state = 'running' AND subscription_id IS NOT NULL GROUP BY subscription_id
        """);

    /// <summary>Queued jobs of one lane; the oldest has the smallest id.</summary>
    internal sealed record LaneFigure(string Lane, int Count, long OldestId);
}
