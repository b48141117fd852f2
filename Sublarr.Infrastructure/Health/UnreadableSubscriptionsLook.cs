using System.Globalization;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Infrastructure.Health;

/// <summary>Says which hooks, webhooks and notifications cannot be read.</summary>
internal sealed class UnreadableSubscriptionsLook(IUnreadableSubscriptions unreadable) : IHealthLook
{
    public string Name => "subscriptions";

    public string Subject => "hooks, webhooks and notifications";

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) =>
        [.. (await unreadable.GetAsync(cancellationToken)).OrderBy(known => known.Key).Select(known => Of(known.Key, known.Value))];

    private static HealthFinding Of(long id, UnreadableSubscription known) => new(
        HealthLevel.Error, $"{ChannelCatalog.Subject(known.Channel)} \"{known.Name}\" cannot be read, and its deliveries are held.", known.Problem)
    {
        About = id.ToString(CultureInfo.InvariantCulture),
        Page = ChannelCatalog.AddressOf(known.Channel, id) ?? "hooks",
        Recovery = $"{ChannelCatalog.Subject(known.Channel)} \"{known.Name}\" can be read again, or is gone.",
    };
}
