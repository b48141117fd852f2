using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>Lets an Emby server look again at what has changed: it speaks as Jellyfin does, and knows its old header.</summary>
internal sealed class EmbyChannel(HttpCourier courier, ChannelSettings settings) : ITestedChannel
{
    public ChannelInfo Info { get; } = new(EmbySettings.Channel, "Emby connection", "Emby");

    public int Concurrency => 8;

    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<EmbySettings>(subscription);

    public bool KeepsOrder(Subscription subscription) => true;

    public TimeSpan CoalescingOf(Subscription subscription) => IFileEvent.Window;

    public string? CoalescingKeyOf(IDomainEvent @event) => (@event as IFileEvent)?.Change?.CoalescingKey;

    public bool SeesLocal(Subscription subscription) => true;

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) => ServerOf(delivery).RefreshAsync(cancellationToken);

    public IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, CancellationToken cancellationToken) =>
        ServerOf(delivery).TestAsync("Authorization: MediaBrowser and X-Emby-Token", settings.Read<EmbySettings>(delivery.Subscription).PathMappings, cancellationToken);

    private MediaBrowser ServerOf(Delivery delivery)
    {
        var emby = settings.Read<EmbySettings>(delivery.Subscription);
        return new MediaBrowser(
            courier, delivery, Info.Title, emby.Url, new(emby.PathMappings), [.. emby.Headers, new("Authorization", $"MediaBrowser Token=\"{emby.ApiKey}\""), new("X-Emby-Token", emby.ApiKey)], emby.ApiKey);
    }
}
