using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Transfer;

/// <summary>Brings the deliveries that wait in line with what an import has stored, and tells everybody.</summary>
internal sealed class ImportAftermath(IHeldDeliveries held, IEventBus bus, ConfigNews news)
{
    public async Task FollowAsync(IReadOnlyList<AppliedStep> steps, CancellationToken cancellationToken)
    {
        foreach (var step in steps.Where(step => step.Shown.Action == PlannedAction.Change))
        {
            await SwitchAsync(step, cancellationToken);
        }

        foreach (var section in steps.GroupBy(step => ChannelCatalog.SectionOf(step.Subscription.Channel), StringComparer.Ordinal))
        {
            string[] changed = [.. section.SelectMany(step => step.Shown.Changes).Select(change => change.Field.Split('.')[0]).Distinct(StringComparer.Ordinal)];
            await news.TellAsync(section.Key, changed, cancellationToken);
        }
    }

    /// <summary>Tells everybody of what else was stored.</summary>
    public async Task TellAsync(IReadOnlyList<(string Section, PlannedSubscription Shown)> changed, CancellationToken cancellationToken)
    {
        foreach (var section in changed.GroupBy(part => part.Section, StringComparer.Ordinal))
        {
            await news.TellAsync(section.Key, [.. section.Select(part => part.Shown.Name)], cancellationToken);
        }
    }

    private async Task SwitchAsync(AppliedStep step, CancellationToken cancellationToken)
    {
        var subscription = step.Subscription;
        await held.WakeAsync(subscription.Id, cancellationToken);
        var settled = await held.SettleAsync(subscription.Id, HeldRelease.All, cancellationToken);
        if (subscription.IsEnabled && !step.WasEnabled && step.WasGivenUp)
        {
            await bus.PublishAsync(
                new SubscriptionRecovered(subscription.Id, subscription.Name, subscription.Channel, settled?.Released ?? 0), EventCause.None, cancellationToken);
        }
    }
}

/// <summary>A subscription that an import has created or changed.</summary>
/// <param name="Subscription">As it is stored now.</param>
/// <param name="Shown">What was planned.</param>
/// <param name="WasEnabled">Whether it was on before.</param>
/// <param name="WasGivenUp">Whether Sublarr had switched it off.</param>
internal sealed record AppliedStep(Subscription Subscription, PlannedSubscription Shown, bool WasEnabled, bool WasGivenUp);
