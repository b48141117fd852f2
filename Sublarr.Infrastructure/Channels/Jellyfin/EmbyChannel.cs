using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>Lets an Emby server look again at what has changed: it speaks as Jellyfin does, and knows its old header.</summary>
internal sealed class EmbyChannel(HttpCourier courier, ChannelSettings settings, ITitlesToTry library, TimeProvider time) : IMediaServer
{
    private readonly RefreshesMade _made = new();

    public ChannelInfo Info { get; } = new(EmbySettings.Channel, "Emby connection", "Emby");

    public void Check(Subscription subscription) => settings.Read<EmbySettings>(subscription);

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) => ServerOf(delivery).RefreshAsync(cancellationToken);

    public IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, CancellationToken cancellationToken) => ServerOf(delivery).TestAsync(library, cancellationToken);

    private MediaBrowser ServerOf(Delivery delivery) => new(courier, delivery, new(Info.Title, settings.Read<EmbySettings>(delivery.Subscription)) { HasOldHeader = true }, _made, time);
}
