using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Settings;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

/// <summary>Webhooks in an <see cref="Engine"/>, and events for them.</summary>
internal static class WebhookSubscriptions
{
    public static async Task<Subscription> SubscribeAsync(this Engine engine, WebhookSettings settings, int retryCount = 7)
    {
        await using var context = await engine.ContextAsync();
        var subscription = new Subscription(WebhookChannel.ChannelName, DateTimeOffset.UnixEpoch);
        subscription.Edit("Receiver", ["subtitle_downloaded"], engine.Get<ChannelSettings>().Write(settings with { Secret = WebhookLab.Secret }), 10, retryCount);
        context.Add(subscription);
        await context.SaveChangesAsync();
        return subscription;
    }

    public static async Task PublishAsync(this Engine engine, int count = 1)
    {
        for (var index = 0; index < count; index++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example with { MediaId = index }, EventCause.None, CancellationToken.None);
        }
    }

    public static async Task<int> CountAsync(this Engine engine, JobState state) => (await engine.DeliveriesAsync()).Count(job => job.State == state);

    /// <summary>The deliveries alone: where the clock goes on for hours, schedules queue jobs too.</summary>
    public static async Task<List<JobRow>> DeliveriesAsync(this Engine engine) => (await engine.JobsAsync()).FindAll(job => JobKinds.IsDelivery(job.Kind));
}
