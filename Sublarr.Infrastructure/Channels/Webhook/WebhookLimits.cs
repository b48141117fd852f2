using System.Runtime.CompilerServices;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>How a webhook wants to be sent to, made ready for the queue to ask.</summary>
/// <param name="InFlight">How many deliveries may be under way at the same time.</param>
/// <param name="Spacing">How much time lies between the beginnings of two deliveries; zero for no limit.</param>
/// <param name="LongestAge">How old an event may be; null for any age.</param>
/// <param name="Retries">When failed deliveries are tried again.</param>
/// <param name="Ordering">Whether deliveries wait for each other.</param>
internal sealed record WebhookLimits(int InFlight, TimeSpan Spacing, TimeSpan? LongestAge, RetrySchedule Retries, DeliveryOrder Ordering)
{
    // The directory makes new subscriptions when something is saved: what is kept here is never old.
    private static readonly ConditionalWeakTable<Subscription, WebhookLimits> Known = [];

    /// <summary>The limits of a webhook. They are no secret, so lost keys do not stand in the way.</summary>
    public static WebhookLimits Of(Subscription subscription) => Known.GetValue(subscription, Read);

    private static WebhookLimits Read(Subscription subscription)
    {
        var settings = ChannelSettings.ReadWithoutSecrets<WebhookSettings>(subscription);
        return new(
            settings.InFlight,
            SpacingOf(settings),
            settings.MaxAge > 0 ? TimeSpan.FromSeconds(settings.MaxAge) : null,
            settings.ScheduleOf(subscription.RetryCount),
            settings.Ordering);
    }

    private static TimeSpan SpacingOf(WebhookSettings settings) => settings switch
    {
        { RateLimit: 0 } => TimeSpan.Zero,
        { RatePeriod: RatePeriod.Minute } => TimeSpan.FromMinutes(1) / settings.RateLimit,
        _ => TimeSpan.FromSeconds(1) / settings.RateLimit,
    };
}
