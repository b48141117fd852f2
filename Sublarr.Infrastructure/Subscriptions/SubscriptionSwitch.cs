using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>Switches subscriptions on and off together with the deliveries that wait for them.</summary>
public interface ISubscriptionSwitch
{
    /// <summary>Switches on, and does with held deliveries as chosen, unless it is paused. Null when there is no such subscription.</summary>
    Task<HeldResult?> EnableAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken);

    /// <summary>Switches off by hand; waiting deliveries are held, or skipped where the channel keeps none. False when there is no such subscription.</summary>
    Task<bool> DisableAsync(long subscriptionId, CancellationToken cancellationToken);

    /// <summary>Holds its deliveries, those that wait and those to come. False when there is no such subscription.</summary>
    Task<bool> PauseAsync(long subscriptionId, CancellationToken cancellationToken);

    /// <summary>Lets its deliveries go on as chosen, unless it is switched off. Null when there is no such subscription.</summary>
    Task<HeldResult?> ResumeAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken);

    /// <summary>Brings its deliveries in line with settings that were saved: what could not be read may be readable now.</summary>
    Task SettleAsync(long subscriptionId, CancellationToken cancellationToken);

    /// <summary>Deletes; waiting deliveries are cancelled. False when there is no such subscription.</summary>
    Task<bool> DeleteAsync(long subscriptionId, CancellationToken cancellationToken);

    /// <summary>Takes a deletion back; what it cancelled stays so. True also for one that is there; false when it is gone for good.</summary>
    Task<bool> RestoreAsync(long subscriptionId, CancellationToken cancellationToken);
}

internal sealed class SubscriptionSwitch(IDbContextFactory<SublarrDbContext> contexts, IHeldDeliveries held, IEventBus bus, TimeProvider time) : ISubscriptionSwitch
{
    public async Task<HeldResult?> EnableAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken)
    {
        var wasGivenUp = false;
        if (await ChangeAsync(subscriptionId, Enable, choice, cancellationToken) is not { } changed)
        {
            return null;
        }

        if (wasGivenUp)
        {
            await bus.PublishAsync(
                new SubscriptionRecovered(subscriptionId, changed.Subscription.Name, changed.Subscription.Channel, changed.Held.Released),
                EventCause.None,
                cancellationToken);
        }

        return changed.Held;

        void Enable(Subscription found)
        {
            wasGivenUp = found.IsAutoDisabled;
            found.Enable();
        }
    }

    public async Task<bool> DisableAsync(long subscriptionId, CancellationToken cancellationToken) =>
        await ChangeAsync(subscriptionId, found => found.Disable(time.GetUtcNow()), HeldRelease.All, cancellationToken) is not null;

    public async Task<bool> PauseAsync(long subscriptionId, CancellationToken cancellationToken) =>
        await ChangeAsync(subscriptionId, found => found.Pause(time.GetUtcNow()), HeldRelease.All, cancellationToken) is not null;

    public async Task<HeldResult?> ResumeAsync(long subscriptionId, HeldRelease choice, CancellationToken cancellationToken) =>
        (await ChangeAsync(subscriptionId, found => found.Resume(), choice, cancellationToken))?.Held;

    /// <summary>Switches off because it cannot be delivered; waiting deliveries are held and everybody else is told.</summary>
    public async Task GiveUpAsync(long subscriptionId, string reason, EventCause cause, CancellationToken cancellationToken)
    {
        if (await ChangeAsync(subscriptionId, found => found.GiveUp(reason, time.GetUtcNow()), HeldRelease.All, cancellationToken) is not { Subscription: var subscription })
        {
            return;
        }

        // Each can be switched off but once: this comes to an end however far the cause is from a fact about the world.
        await bus.PublishAsync(
            new SubscriptionDisabled(subscriptionId, subscription.Name, subscription.Channel, reason), cause.ToBounded(), cancellationToken);
    }

    public async Task SettleAsync(long subscriptionId, CancellationToken cancellationToken)
    {
        await held.WakeAsync(subscriptionId, cancellationToken);
        await held.SettleAsync(subscriptionId, HeldRelease.All, cancellationToken);
    }

    public async Task<bool> DeleteAsync(long subscriptionId, CancellationToken cancellationToken)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (await context.Subscriptions.SingleOrDefaultAsync(found => found.Id == subscriptionId, cancellationToken) is not { } subscription)
            {
                return false;
            }

            subscription.Delete(time.GetUtcNow());
            await context.SaveChangesAsync(cancellationToken);
        }

        await held.CancelAllAsync(subscriptionId, cancellationToken);
        return true;
    }

    public async Task<bool> RestoreAsync(long subscriptionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.SubscriptionsEverMade.SingleOrDefaultAsync(found => found.Id == subscriptionId, cancellationToken) is not { } subscription
            || !subscription.Restore(time.GetUtcNow()))
        {
            return false;
        }

        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    // What is both paused and switched off needs both to be undone: the rule of what is held looks at both.
    private async Task<Changed?> ChangeAsync(long subscriptionId, Action<Subscription> change, HeldRelease choice, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Subscriptions.SingleOrDefaultAsync(found => found.Id == subscriptionId, cancellationToken) is not { } subscription)
        {
            return null;
        }

        change(subscription);
        await context.SaveChangesAsync(cancellationToken);
        return await held.SettleAsync(subscriptionId, choice, cancellationToken) is { } result ? new(subscription, result) : null;
    }

    private sealed record Changed(Subscription Subscription, HeldResult Held);
}
