using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>Looks at a subscription each time one of its deliveries has died, and switches it off when that has gone on for long.</summary>
internal sealed partial class SubscriptionWatch(IServiceProvider services, TimeProvider time, ILogger<SubscriptionWatch> logger) : BackgroundService, IJobWatcher
{
    // A wave of deaths asks the same question many times: a few are enough.
    private readonly Channel<long> _died = Channel.CreateBounded<long>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Changed(IReadOnlyList<JobChange> changes)
    {
        foreach (var change in changes)
        {
            if (change is { State: JobState.Dead, SubscriptionId: { } subscription })
            {
                _died.Writer.TryWrite(subscription);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await SettleAllAsync(stoppingToken);
        await foreach (var subscriptionId in _died.Reader.ReadAllAsync(stoppingToken))
        {
            await GuardedAsync(subscriptionId, () => ExamineAsync(subscriptionId, stoppingToken));
        }
    }

    // Breakers are forgotten at a stop, and with them why a delivery was held; and a stop may have come between a change and what follows from it.
    private async Task SettleAllAsync(CancellationToken cancellationToken)
    {
        var known = await services.GetRequiredService<SubscriptionDirectory>().GetAsync(cancellationToken);
        foreach (var subscription in known.All)
        {
            await GuardedAsync(
                subscription.Id, () => services.GetRequiredService<IHeldDeliveries>().SettleAsync(subscription.Id, HeldRelease.All, cancellationToken));
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
        // Asked for late: the queue knows its watchers, and the switch the queue.
        await using var context = await services.GetRequiredService<IDbContextFactory<SublarrDbContext>>().CreateDbContextAsync(cancellationToken);
        var subscription = await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subscriptionId, cancellationToken);
        if (subscription is not null && SubscriptionHealth.ReasonToGiveUp(subscription, time.GetUtcNow()) is { } reason)
        {
            await services.GetRequiredService<SubscriptionSwitch>().GiveUpAsync(subscriptionId, reason, new EventCause(SubscriptionId: subscriptionId, Hop: EventCause.LastHop), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Subscription {SubscriptionId} could not be looked after; the next of its deliveries that dies tries again")]
    private partial void LogFault(Exception exception, long subscriptionId);
}
