using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>Lets a Jellyfin server look again at what has changed.</summary>
internal sealed class JellyfinChannel(HttpCourier courier, ChannelSettings settings, ITitlesToTry library, TimeProvider time) : IMediaServer
{
    private readonly RefreshesMade _made = new();

    public ChannelInfo Info { get; } = new(JellyfinSettings.Channel, "Jellyfin connection", "Jellyfin");

    public void Check(Subscription subscription) => settings.Read<JellyfinSettings>(subscription);

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) => ServerOf(delivery).RefreshAsync(cancellationToken);

    public IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, CancellationToken cancellationToken) => ServerOf(delivery).TestAsync(library, cancellationToken);

    private MediaBrowser ServerOf(Delivery delivery) => new(courier, delivery, new(Info.Title, settings.Read<JellyfinSettings>(delivery.Subscription)), _made, time);
}
