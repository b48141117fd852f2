using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>Lets a Jellyfin server look again at what has changed.</summary>
internal sealed class JellyfinChannel(HttpCourier courier, ChannelSettings settings) : ITestedChannel
{
    public ChannelInfo Info { get; } = new(JellyfinSettings.Channel, "Jellyfin connection", "Jellyfin");

    public int Concurrency => 8;

    // A server that looks through a folder answers the next question late.
    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<JellyfinSettings>(subscription);

    public bool KeepsOrder(Subscription subscription) => true;

    public TimeSpan CoalescingOf(Subscription subscription) => IFileEvent.Window;

    public string? CoalescingKeyOf(IDomainEvent @event) => (@event as IFileEvent)?.Change?.CoalescingKey;

    public bool SeesLocal(Subscription subscription) => true;

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) => ServerOf(delivery).RefreshAsync(cancellationToken);

    public IAsyncEnumerable<TestStep> TestAsync(Delivery delivery, CancellationToken cancellationToken) =>
        ServerOf(delivery).TestAsync("Authorization: MediaBrowser", settings.Read<JellyfinSettings>(delivery.Subscription).PathMappings, cancellationToken);

    private MediaBrowser ServerOf(Delivery delivery)
    {
        var jellyfin = settings.Read<JellyfinSettings>(delivery.Subscription);
        return new MediaBrowser(
            courier, delivery, Info.Title, jellyfin.Url, new(jellyfin.PathMappings), [.. jellyfin.Headers, new("Authorization", $"MediaBrowser Token=\"{jellyfin.ApiKey}\"")], jellyfin.ApiKey);
    }
}
