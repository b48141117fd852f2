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
            settings.InFlight > 0 ? settings.InFlight : throw new SettingException("in_flight", $"1 to {WebhookSettings.MostInFlight}"),
            settings.RateLimit >= 0 ? SpacingOf(settings) : throw new SettingException("rate_limit", $"1 to {WebhookSettings.HighestRate}, or 0 for none"),
            settings.MaxAge > 0 ? TimeSpan.FromSeconds(settings.MaxAge) : null,
            ScheduleOf(settings, subscription.RetryCount),
            settings.Ordering);
    }

    private static RetrySchedule ScheduleOf(WebhookSettings settings, int retries)
    {
        try
        {
            return settings.ScheduleOf(retries);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new SettingException("retry_schedule", $"at most {RetrySchedule.RetryLimit} waits, each of 1 second to {RetrySchedule.LongestDelay.TotalDays} days");
        }
    }

    private static TimeSpan SpacingOf(WebhookSettings settings) => settings switch
    {
        { RateLimit: 0 } => TimeSpan.Zero,
        { RatePeriod: RatePeriod.Minute } => TimeSpan.FromMinutes(1) / settings.RateLimit,
        _ => TimeSpan.FromSeconds(1) / settings.RateLimit,
    };
}
