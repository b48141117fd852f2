using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>What a person fills in, or the API is sent.</summary>
public sealed class WebhookForm
{
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The events it is sent; <c>*</c> for all.</summary>
    public List<string> EventNames { get; set; } = [];

    /// <summary>Where it is sent.</summary>
    public string Url { get; set; } = "";

    /// <summary>What it is signed with. Empty or <see cref="WebhookView.Mask"/> keeps the present one; a new webhook without one gets one.</summary>
    public string? Secret { get; set; } = "";

    /// <summary>Headers that are sent along.</summary>
    public List<SecretRow> Headers { get; set; } = [];

    /// <summary>What the address, the headers and the template name as <c>{{secret.token}}</c>.</summary>
    public List<SecretRow> SecretValues { get; set; } = [];

    /// <summary>How the receiver is told who calls.</summary>
    public WebhookAuth AuthType { get; set; }

    /// <summary>The name to sign in with.</summary>
    public string AuthUser { get; set; } = "";

    /// <summary>The password or the token. Empty or <see cref="WebhookView.Mask"/> keeps the present one.</summary>
    public string? AuthSecret { get; set; } = "";

    /// <summary>What <see cref="AuthSecret"/> is stored for; a password is no token.</summary>
    public WebhookAuth StoredAuthType { get; init; }

    /// <summary>After how many seconds an attempt is given up.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>The waits before the second, third … attempt, as people type them.</summary>
    public string RetrySchedule { get; set; } = UsualSchedule;

    /// <summary>How often a failed delivery is repeated: cuts the schedule short, or repeats its last wait. Null for as often as the schedule says.</summary>
    public int? RetryCount { get; set; }

    /// <summary>How many deliveries may be under way at the same time.</summary>
    public int InFlight { get; set; } = WebhookSettings.StandardInFlight;

    /// <summary>How many deliveries may begin in a period; 0 for no limit.</summary>
    public int RateLimit { get; set; }

    /// <summary>What the rate limit counts by.</summary>
    public RatePeriod RatePeriod { get; set; }

    /// <summary>Whether deliveries wait for each other.</summary>
    public DeliveryOrder Ordering { get; set; }

    /// <summary>How old an event may be when it is sent, as people type it; empty for any age.</summary>
    public string MaxAge { get; set; } = "";

    /// <summary>Which of the events it hears by what they say, as JSON; null for all.</summary>
    public string? Filter { get; set; }

    /// <summary>A template of the body; empty for Sublarr's own.</summary>
    public string PayloadTemplate { get; set; } = "";

    /// <summary>The content type of what the template makes.</summary>
    public string ContentType { get; set; } = WebhookView.Json;

    /// <summary>Authorities that are trusted in place of the system's, as PEM; empty for the system's.</summary>
    public string CaCertificate { get; set; } = "";

    /// <summary>What Sublarr proves itself with, a PFX file in base64. Null or <see cref="WebhookView.Mask"/> keeps the present one, an empty text removes it.</summary>
    public string? ClientCertificate { get; set; } = "";

    /// <summary>The password of a new client certificate.</summary>
    public string? ClientCertificatePassword { get; set; } = "";

    /// <summary>Whose client certificate is stored, and until when it is valid.</summary>
    public string ClientCertificateName { get; init; } = "";

    /// <summary>True sends to whoever answers, whatever certificate is shown.</summary>
    public bool AllowInvalidCertificate { get; set; }

    /// <summary>True signs in the way of GitHub too.</summary>
    public bool HubSignature { get; set; }

    /// <summary>True sends whole paths along.</summary>
    public bool WholePaths { get; set; }

    /// <summary>True when it is sent.</summary>
    public bool Enabled { get; set; } = true;

    internal static string UsualSchedule { get; } = DurationText.WriteList(Schedule.Webhook.Delays.Select(wait => (int)wait.TotalSeconds));

    internal static WebhookForm Of(WebhookView webhook) => new()
    {
        Name = webhook.Name,
        EventNames = [.. webhook.EventNames],
        Url = webhook.Url,
        Secret = WebhookView.Mask,
        Headers = [.. webhook.Headers.Keys.Select(name => new SecretRow { Name = name, StoredName = name })],
        SecretValues = [.. webhook.SecretValues.Keys.Select(name => new SecretRow { Name = name, StoredName = name })],
        AuthType = webhook.AuthType,
        AuthUser = webhook.AuthUser,
        StoredAuthType = webhook.AuthType,
        TimeoutSeconds = webhook.TimeoutSeconds,
        RetrySchedule = DurationText.WriteList(webhook.RetrySchedule),
        InFlight = webhook.InFlight,
        RateLimit = webhook.RateLimit,
        RatePeriod = webhook.RatePeriod,
        Ordering = webhook.Ordering,
        MaxAge = webhook.MaxAge > 0 ? DurationText.Write(webhook.MaxAge) : "",
        Filter = webhook.Filter?.GetRawText(),
        PayloadTemplate = webhook.PayloadTemplate,
        ContentType = webhook.ContentType,
        CaCertificate = webhook.CaCertificate,
        ClientCertificate = webhook.ClientCertificate ?? "",
        ClientCertificateName = webhook.ClientCertificateName,
        AllowInvalidCertificate = webhook.AllowInvalidCertificate,
        HubSignature = webhook.HubSignature,
        WholePaths = webhook.WholePaths,
        Enabled = webhook.Enabled,
    };
}
