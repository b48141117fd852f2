using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Tells of the first delivery that fails again, of those that were given up, once in an hour of the clock for each subscription, and of the first that arrives after that.
/// People are alerted at the first and at the recovery: what fails in between fails as they know.
/// The keys of the events hold when the failures began, or the hour, so that neither a restart nor two that fail at once make it two.
/// </summary>
internal sealed partial class DeliveryNews(
    IEventBus bus, DeliveryChannels channels, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time, ILogger<DeliveryNews> logger) : IDisposable
{
    // The newest of those that were told is found by its key: the hours sort as they pass.
    private const string HourFormat = "yyyyMMddHH";

    // What is stored of an attempt is stored after it was told: failures that began this much later began anew.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    // When it was last told that deliveries fail or were given up, by subscription; kept while nothing has arrived since.
    private readonly ConcurrentDictionary<long, DateTimeOffset> _failing = new();

    // The hour in which it was last told that one was given up, also after something has arrived: within that hour it is not told again.
    private readonly ConcurrentDictionary<long, string> _told = new();

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile bool _isLoaded;

    /// <summary>A delivery has failed, and is tried again.</summary>
    public async Task FailedAsync(Job job, long subscriptionId, JobTransition transition, CancellationToken cancellationToken)
    {
        // The first failure may be a receiver that starts just now. What came of an echo says nothing new, and would itself be one.
        if (transition.Attempts < 2 || job.Cause.IsEcho)
        {
            return;
        }

        await LoadAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Where something has arrived since its first attempt it is this one event that fails, and it is told when that is given up.
        if (await FindAsync(context, subscriptionId, cancellationToken) is not { FailingSince: { } since } subscription || IsKnown(subscription))
        {
            return;
        }

        await bus.PublishAsync(
            new DeliveryFailing(
                subscriptionId, subscription.Name, subscription.Channel, job.Id, transition.Attempts, transition.Reason ?? "", since, transition.DueAt ?? time.GetUtcNow()),
            job.Cause,
            cancellationToken,
            FailingKeyOf(subscriptionId, since));
        _failing[subscriptionId] = time.GetUtcNow();
    }

    /// <summary>A delivery is dead.</summary>
    public async Task GivenUpAsync(Job job, long subscriptionId, JobTransition transition, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hour = now.ToString(HourFormat, CultureInfo.InvariantCulture);
        // What came of an echo says nothing new, and would itself be one.
        if (job.Cause.IsEcho || (_told.TryGetValue(subscriptionId, out var told) && told == hour))
        {
            return;
        }

        await LoadAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var subscription = await FindAsync(context, subscriptionId, cancellationToken);
        var leftOut = await LeftOutAsync(context, subscriptionId, cancellationToken);
        var key = $"{PrefixOf(subscriptionId)}{hour}";
        var reason = transition.Reason ?? "";
        var isFirst = subscription is null || !IsKnown(subscription);
        var failed = new JobFailed(job.Id, job.Kind, job.Title, transition.Attempts, reason, subscriptionId, subscription?.Name, subscription?.Channel, leftOut);
        var own = subscription is null
            ? null
            : channels.Find(subscription.Channel)?.GivenUp(new GivenUpDelivery(job.Id, subscription, job.EventId, transition.Attempts, reason, leftOut, isFirst));
        await bus.PublishAsync(own is null && isFirst ? failed : failed.KeptQuiet(), job.Cause, cancellationToken, key);
        if (own is not null)
        {
            await bus.PublishAsync(own, job.Cause, cancellationToken, $"hook-{key}");
        }

        (_told[subscriptionId], _failing[subscriptionId]) = (hour, now);
    }

    /// <summary>A delivery has arrived.</summary>
    public async Task ArrivedAsync(Job job, long subscriptionId, CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(cancellationToken);
            if (_failing.TryRemove(subscriptionId, out var told))
            {
                await TellOrKeepAsync(job, subscriptionId, told, cancellationToken);
            }
        }
        catch (DbException exception)
        {
            // The delivery is made, and must not be made again because this could not be told.
            LogNotTold(exception, subscriptionId);
        }
    }

    public void Dispose() => _loading.Dispose();

    // What could not be told now the next delivery that arrives tells: the key of the event keeps it from being told twice.
    private async Task TellOrKeepAsync(Job job, long subscriptionId, DateTimeOffset told, CancellationToken cancellationToken)
    {
        var isTold = false;
        try
        {
            await TellRecoveredAsync(job, subscriptionId, told, cancellationToken);
            isTold = true;
        }
        finally
        {
            if (!isTold)
            {
                _failing.TryAdd(subscriptionId, told);
            }
        }
    }

    private async Task TellRecoveredAsync(Job job, long subscriptionId, DateTimeOffset told, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(context, subscriptionId, cancellationToken) is not { } subscription)
        {
            return;
        }

        var began = subscription.FailingSince ?? told;
        await bus.PublishAsync(
            new DeliveryRecovered(subscriptionId, subscription.Name, subscription.Channel, job.Id, began, subscription.DeadDeliveries),
            job.Cause.ToBounded(),
            cancellationToken,
            string.Create(CultureInfo.InvariantCulture, $"recovered:{subscriptionId}:{began.UtcTicks}"));
    }

    // One that a person has switched on again since it was told begins anew.
    private bool IsKnown(Subscription subscription) =>
        subscription.FailingSince is { } since && _failing.TryGetValue(subscription.Id, out var told) && since <= told + Slack;

    private static Task<Subscription?> FindAsync(SublarrDbContext context, long id, CancellationToken cancellationToken) =>
        context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    // Those that died within the hour in which it was last told: whatever died later was told itself.
    private static async Task<int> LeftOutAsync(SublarrDbContext context, long subscriptionId, CancellationToken cancellationToken)
    {
        if (await LastToldAsync(context, subscriptionId, cancellationToken) is not { } last)
        {
            return 0;
        }

        var (from, to, told) = (last.OccurredAt, last.OccurredAt.AddHours(1), last.CauseJobId ?? 0);
        // By name: SQLite would look through everything the subscription was ever sent.
        return await context.Through<JobRow>(JobRow.FinishedIndex).CountAsync(
            job => job.FinishedAt != null && job.FinishedAt >= from && job.FinishedAt <= to
                && job.SubscriptionId == subscriptionId && job.State == JobState.Dead && job.Hop <= EventCause.LastHop && !job.IsTest && job.Id != told,
            cancellationToken);
    }

    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, by bytes; EF Core knows no other way to say so.")]
    private static Task<EventRow?> LastToldAsync(SublarrDbContext context, long subscriptionId, CancellationToken cancellationToken)
    {
        var prefix = PrefixOf(subscriptionId);
        var end = prefix + "~";
        return context.Events.AsNoTracking()
            .Where(row => row.Key != null && string.Compare(row.Key, prefix) > 0 && string.Compare(row.Key, end) < 0)
            .OrderByDescending(row => row.Key)
            .FirstOrDefaultAsync(cancellationToken);
    }

    // After a restart: of whom it was told that they fail, and who has had no success since. What fails in a test is told to nobody.
    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded)
        {
            return;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_isLoaded)
            {
                return;
            }

            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            foreach (var subscription in await context.Subscriptions.AsNoTracking().Where(row => row.FailingSince != null).ToListAsync(cancellationToken))
            {
                var since = subscription.FailingSince!.Value;
                var key = FailingKeyOf(subscription.Id, since);
                if (await context.Events.AnyAsync(row => row.Key == key, cancellationToken)
                    || (await LastToldAsync(context, subscription.Id, cancellationToken))?.OccurredAt >= since - Slack)
                {
                    _failing.TryAdd(subscription.Id, since);
                }
            }

            _isLoaded = true;
        }
        finally
        {
            _loading.Release();
        }
    }

    private static string FailingKeyOf(long subscriptionId, DateTimeOffset since) => string.Create(CultureInfo.InvariantCulture, $"failing:{subscriptionId}:{since.UtcTicks}");

    private static string PrefixOf(long subscriptionId) => string.Create(CultureInfo.InvariantCulture, $"given-up:{subscriptionId}:");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries to subscription {SubscriptionId} arrive again, but this could not be told")]
    private partial void LogNotTold(Exception exception, long subscriptionId);
}
