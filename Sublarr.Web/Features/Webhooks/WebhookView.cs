using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>An outgoing webhook as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="EventNames">The events it is sent; <c>*</c> for all.</param>
/// <param name="Enabled">True when it is sent.</param>
/// <param name="Url">Where it is sent; of the address of a chat, which is a secret itself, the host alone.</param>
/// <param name="Secret">Always <see cref="Mask"/>, but for a secret that Sublarr has just made: it is shown this once.</param>
/// <param name="Headers">Headers that are sent along; each value is <see cref="Mask"/>.</param>
/// <param name="SecretValues">What the address, the headers and the template name as <c>{{secret.token}}</c>; each value is <see cref="Mask"/>.</param>
/// <param name="AuthType">How the receiver is told who calls.</param>
/// <param name="AuthUser">The name to sign in with.</param>
/// <param name="AuthSecret"><see cref="Mask"/> when there is a password or token.</param>
/// <param name="TimeoutSeconds">After how many seconds an attempt is given up.</param>
/// <param name="RetryCount">How often a failed delivery is repeated: the length of <paramref name="RetrySchedule"/>.</param>
/// <param name="RetrySchedule">The waits before the second, third … attempt, in seconds.</param>
/// <param name="InFlight">How many deliveries may be under way at the same time.</param>
/// <param name="RateLimit">How many deliveries may begin in a period; 0 for no limit.</param>
/// <param name="RatePeriod">second or minute.</param>
/// <param name="Ordering">none, or per_title: one at a time for each series or movie, in the order of the events.</param>
/// <param name="MaxAge">How old an event may be when it is sent, in seconds; 0 for any age.</param>
/// <param name="Filter">Which of the events it hears by what they say; null for all.</param>
/// <param name="PayloadTemplate">A template of the body; empty for Sublarr's own.</param>
/// <param name="ContentType">The content type of the body.</param>
/// <param name="CaCertificate">Authorities that are trusted in place of the system's, as PEM; empty for the system's.</param>
/// <param name="ClientCertificate"><see cref="Mask"/> when there is one.</param>
/// <param name="ClientCertificateName">Whose it is, and until when it is valid.</param>
/// <param name="AllowInvalidCertificate">True when it is sent to whoever answers, whatever certificate is shown.</param>
/// <param name="HubSignature">True when it is signed in the way of GitHub too.</param>
/// <param name="LastTriggeredAt">When the last attempt ended, in UTC.</param>
/// <param name="LastStatus">success, failed, or null before the first attempt.</param>
/// <param name="TriggerCount">Attempts so far.</param>
/// <param name="ConsecutiveFailures">Failed attempts since the last success.</param>
/// <param name="DisabledReason">Why Sublarr switched it off; null otherwise.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
internal sealed record WebhookView(
    long Id,
    string Name,
    IReadOnlyList<string> EventNames,
    bool Enabled,
    string Url,
    string Secret,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> SecretValues,
    WebhookAuth AuthType,
    string AuthUser,
    string? AuthSecret,
    int TimeoutSeconds,
    int RetryCount,
    IReadOnlyList<int> RetrySchedule,
    int InFlight,
    int RateLimit,
    RatePeriod RatePeriod,
    DeliveryOrder Ordering,
    int MaxAge,
    JsonElement? Filter,
    string PayloadTemplate,
    string ContentType,
    string CaCertificate,
    string? ClientCertificate,
    string ClientCertificateName,
    bool AllowInvalidCertificate,
    bool HubSignature,
    DateTimeOffset? LastTriggeredAt,
    string? LastStatus,
    long TriggerCount,
    int ConsecutiveFailures,
    string? DisabledReason,
    DateTimeOffset CreatedAt) : ISubscriptionView
{
    /// <summary>The channel of webhooks.</summary>
    public const string Channel = WebhookSettings.Channel;

    /// <summary>The content type of Sublarr's own body.</summary>
    public const string Json = "application/json";

    /// <summary>The waits of a webhook that nobody has given others, in seconds.</summary>
    public static IReadOnlyList<int> UsualWaits { get; } = WaitsOf(new WebhookSettings(), Schedule.Webhook.Delays.Count);

    /// <summary>True when whole paths are sent along.</summary>
    public bool WholePaths { get; init; }

    /// <summary>How it fares.</summary>
    public HealthView? Health { get; init; }

    /// <summary>Stands for a secret that is there and not shown. Sent back, it keeps the secret.</summary>
    public const string Mask = SecretRow.Mask;

    /// <param name="webhook">As it is stored.</param>
    /// <param name="settings">Its settings, without secrets.</param>
    public static WebhookView Of(Subscription webhook, WebhookSettings settings) => new(
        webhook.Id, webhook.Name, webhook.EventNames, webhook.IsEnabled, ChatAddress.Shown(settings.Url), Mask, settings.Headers.ToDictionary(pair => pair.Key, _ => Mask),
        settings.SecretValues.ToDictionary(pair => pair.Key, _ => Mask),
        settings.AuthType, settings.AuthUser, settings.AuthType == WebhookAuth.None ? null : Mask, webhook.TimeoutSeconds, webhook.RetryCount,
        WaitsOf(settings, Math.Clamp(webhook.RetryCount, 0, Schedule.RetryLimit)), settings.InFlight, settings.RateLimit, settings.RatePeriod, settings.Ordering, settings.MaxAge,
        ContentFilterText.Shown(webhook.ContentFilterJson),
        settings.PayloadTemplate, settings.ContentType.Length > 0 ? settings.ContentType : Json,
        settings.CaCertificate, settings.CertificateHolder.Length > 0 ? Mask : null, settings.CertificateHolder,
        settings.AllowInvalidCertificate, settings.HubSignature,
        webhook.LastTriggeredAt, webhook.LastStatus, webhook.TriggerCount, webhook.ConsecutiveFailures, webhook.DisabledReason, webhook.CreatedAt)
    {
        WholePaths = settings.WholePaths,
    };

    private static IReadOnlyList<int> WaitsOf(WebhookSettings settings, int retries) => [.. settings.ScheduleOf(retries).Delays.Select(wait => (int)wait.TotalSeconds)];
}
