using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>The lanes of subscriptions, from what was read when they were loaded.</summary>
internal sealed class DeliveryLanes(SubscriptionDirectory subscriptions) : ILanePolicy
{
    // Of a subscription that is deleted, or not loaded yet.
    private static readonly LaneLimits Orphans = new("orphans", 1, 0, 4, TimeSpan.Zero, KeepsOrder: false, Joins: false, IsShut: false);

    private static readonly LaneLimits Unreadable = Orphans with { Pool = "unreadable", IsShut = true };

    public LaneLimits? LimitsOf(string lane)
    {
        if (JobLane.SubscriptionOf(lane) is not { } id)
        {
            return null;
        }

        return subscriptions.Current.TermsOf(id) switch
        {
            null => Orphans,
            { Problem: null, Channel: { } channel } terms => Now(channel, channel.Eased(id, terms.InFlight, terms.Ahead), terms),
            _ => Unreadable,
        };
    }

    public async ValueTask CatchUpAsync(CancellationToken cancellationToken) => await subscriptions.GetAsync(cancellationToken);

    private static LaneLimits Now(IDeliveryChannel channel, (int InFlight, int Ahead) eased, DeliveryTerms terms) =>
        new(channel.Name, eased.InFlight, eased.Ahead, channel.Concurrency, terms.Spacing, terms.KeepsOrder, Joins: terms.Coalescing > TimeSpan.Zero, IsShut: false);
}
