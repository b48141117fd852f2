using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Events;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>Looks at a subscription each time one of its deliveries has died, and switches it off when that has gone on for long.</summary>
internal sealed partial class SubscriptionWatch(
    DeadDeliveries died, SubscriptionDirectory subscriptions, IHeldDeliveries held, SubscriptionSwitch subscriptionSwitch, IDbContextFactory<SublarrDbContext> contexts, TimeProvider time,
    ILogger<SubscriptionWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await SettleAllAsync(stoppingToken);
        await foreach (var subscriptionId in died.ReadAllAsync(stoppingToken))
        {
            await GuardedAsync(subscriptionId, () => ExamineAsync(subscriptionId, stoppingToken));
        }
    }

    // Breakers are forgotten at a stop, and with them why a delivery was held; and a stop may have come between a change and what follows from it.
    private async Task SettleAllAsync(CancellationToken cancellationToken)
    {
        var known = await subscriptions.GetAsync(cancellationToken);
        foreach (var subscription in known.All)
        {
            await GuardedAsync(subscription.Id, () => held.SettleAsync(subscription.Id, HeldRelease.All, cancellationToken));
        }
    }

    // What goes wrong with one must not end the watch over all, and with it the process.
    private async Task GuardedAsync(long subscriptionId, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFault(exception, subscriptionId);
        }
    }

    private async Task ExamineAsync(long subscriptionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var subscription = await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subscriptionId, cancellationToken);
        if (subscription is not null && SubscriptionHealth.ReasonToGiveUp(subscription, time.GetUtcNow()) is { } reason)
        {
            await subscriptionSwitch.GiveUpAsync(subscriptionId, reason, new EventCause(SubscriptionId: subscriptionId, Hop: EventCause.LastHop), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscription {SubscriptionId} could not be looked after; the next of its deliveries that dies tries again")]
    private partial void LogFault(Exception exception, long subscriptionId);
}
