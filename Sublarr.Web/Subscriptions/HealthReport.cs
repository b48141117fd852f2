using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Tells how hooks and webhooks fare.</summary>
internal sealed class HealthReport(IDeliveryFigures figures, IDbContextFactory<SublarrDbContext> contexts, IDeliveryBreakers breakers, IUnreadableSubscriptions unreadable, TimeProvider time)
{
    private const int Hours = 24;
    private const double GoodRate = 0.9;

    /// <summary>The health of each of some subscriptions, by id.</summary>
    public async Task<IReadOnlyDictionary<long, HealthView>> ReadAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken cancellationToken)
    {
        var thisHour = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
        var since = thisHour - Hours + 1;
        var ids = subscriptions.Select(subscription => subscription.Id).ToList();
        var history = await figures.HistoryAsync(ids, since, cancellationToken);
        var hours = history.Hours.ToLookup(figure => figure.SubscriptionId);
        var durations = history.Durations.ToLookup(figure => figure.SubscriptionId);
        var backlog = await BacklogAsync(ids, cancellationToken);
        var problems = await unreadable.GetAsync(cancellationToken);
        return subscriptions.ToDictionary(
            subscription => subscription.Id,
            subscription => View(subscription, since, [.. hours[subscription.Id]], [.. durations[subscription.Id]], backlog.GetValueOrDefault(subscription.Id, Backlog.None), problems.GetValueOrDefault(subscription.Id)?.Problem));
    }

    private async Task<Dictionary<long, Backlog>> BacklogAsync(List<long> ids, CancellationToken cancellationToken)
    {
        var backlogs = await figures.BacklogsAsync(ids, cancellationToken);
        var (held, retrying, queued, running) = (ById(backlogs.Held), ById(backlogs.Retrying), ById(backlogs.Queued), ById(backlogs.Running));
        var oldest = held.Keys.Union(retrying.Keys).Union(queued.Keys).ToDictionary(
            id => id,
            id => new[] { held.GetValueOrDefault(id)?.OldestId, retrying.GetValueOrDefault(id)?.OldestId, queued.GetValueOrDefault(id)?.OldestId }.Min()!.Value);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var times = await context.Jobs.Where(job => oldest.Values.Contains(job.Id)).Select(job => new { job.Id, job.CreatedAt }).ToDictionaryAsync(job => job.Id, job => job.CreatedAt, cancellationToken);
        return oldest.Keys.Union(running.Keys).ToDictionary(
            id => id,
            id => new Backlog(
                running.GetValueOrDefault(id)?.Count ?? 0,
                (queued.GetValueOrDefault(id)?.Count ?? 0) + (retrying.GetValueOrDefault(id)?.Count ?? 0),
                held.GetValueOrDefault(id)?.Count ?? 0,
                oldest.TryGetValue(id, out var job) && times.TryGetValue(job, out var at) ? at : null));
    }

    private static Dictionary<long, BacklogFigure> ById(IReadOnlyList<BacklogFigure> figures) => figures.ToDictionary(figure => figure.SubscriptionId);

    private HealthView View(Subscription subscription, long since, List<HourFigure> hours, List<DurationFigure> durations, Backlog backlog, string? problem)
    {
        var breaker = breakers.StatusOf(subscription.Id);
        var (succeeded, failed) = (hours.Sum(hour => hour.Succeeded), hours.Sum(hour => hour.Failed));
        double? rate = succeeded + failed > 0 ? (double)succeeded / (succeeded + failed) : null;
        return new(
            problem is null ? StateOf(subscription, breaker.State, rate) : HealthState.Unreadable,
            succeeded + failed,
            failed,
            rate,
            DurationBucket.Percentile(durations.Select(figure => (figure.Bucket, figure.Count)), 0.95),
            backlog.Running,
            backlog.Waiting,
            backlog.Held,
            backlog.OldestAt,
            breaker.State,
            breaker.Until,
            subscription.IsPaused,
            subscription.PausedAt,
            subscription.DisabledReason,
            subscription.DisabledAt,
            [.. Enumerable.Range(0, Hours).Select(number => HourOf(since + number, hours))])
        {
            Problem = problem,
        };
    }

    private static HealthHour HourOf(long number, List<HourFigure> hours)
    {
        var figure = hours.Find(hour => hour.Hour == number);
        return new(DateTimeOffset.FromUnixTimeSeconds(number * 3600), figure?.Succeeded ?? 0, figure?.Failed ?? 0);
    }

    private static HealthState StateOf(Subscription subscription, BreakerState breaker, double? rate) => subscription switch
    {
        { IsAutoDisabled: true } => HealthState.Disabled,
        { IsEnabled: false } => HealthState.Off,
        { IsPaused: true } => HealthState.Paused,
        _ when breaker != BreakerState.Closed => HealthState.Unreachable,
        { ConsecutiveFailures: > 1 } or { DeadDeliveries: > 0 } => HealthState.Failing,
        _ when rate < GoodRate => HealthState.Failing,
        _ => rate is null ? HealthState.Idle : HealthState.Healthy,
    };

    private sealed record Backlog(int Running, int Waiting, int Held, DateTimeOffset? OldestAt)
    {
        public static Backlog None { get; } = new(0, 0, 0, null);
    }
}
