using System.ComponentModel;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Channels.Webhook.Certificates;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>What a person enters for a webhook.</summary>
[SettingsOf(Channel)]
public sealed record WebhookSettings : IDerivedSettings<WebhookSettings>
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "webhook";

    /// <summary>How many deliveries may be under way at the same time, unless changed.</summary>
    public const int StandardInFlight = 4;

    /// <summary>The most deliveries that may be under way at the same time.</summary>
    public const int MostInFlight = 16;

    /// <summary>The highest rate limit; more is no limit worth having.</summary>
    public const int HighestRate = 100;

    /// <summary>The longest maximum age, in seconds: one year.</summary>
    public const int LongestMaxAge = 31_536_000;

    /// <summary>Where events are sent.</summary>
    [SecretAddress]
    [Description("Where events are sent, starting with http:// or https://.")]
    public string Url { get; init; } = "";

    /// <summary>What requests are signed with: <c>whsec_</c> and a key in base64, or a text of the receiver's choosing.</summary>
    [Secret]
    [Description("What requests are signed with. The receiver needs the same.")]
    public string Secret { get; init; } = "";

    /// <summary>The secret before <see cref="Secret"/>; requests are signed with both until <see cref="PreviousSecretUntil"/>.</summary>
    [Secret]
    [Description("The secret before this one.")]
    public string PreviousSecret { get; init; } = "";

    /// <summary>Until when receivers may still know the previous secret, in UTC; null when there is none.</summary>
    [Description("Until when requests are also signed with the secret before this one.")]
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary>Headers that are sent along, with values that are secret.</summary>
    [Secret]
    [Description("Headers that are sent along.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the address, the headers and the template name as <c>{{secret.token}}</c>.</summary>
    [Secret]
    [Description("Secret values that the address, the headers and the template name as {{secret.token}}.")]
    public Dictionary<string, string> SecretValues { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How the receiver is told who calls, besides the signature.</summary>
    [Description("How the receiver is told who calls, besides the signature.")]
    public WebhookAuth AuthType { get; init; }

    /// <summary>The name to sign in with, for <see cref="WebhookAuth.Basic"/>.</summary>
    [Description("The name to sign in with.")]
    public string AuthUser { get; init; } = "";

    /// <summary>The password or the token.</summary>
    [Secret]
    [Description("The password or the token.")]
    public string AuthSecret { get; init; } = "";

    /// <summary>A template of the body; empty for Sublarr's own.</summary>
    [Description("A template of the body; empty for Sublarr's own.")]
    public string PayloadTemplate { get; init; } = "";

    /// <summary>The content type of what <see cref="PayloadTemplate"/> makes; empty for JSON.</summary>
    [Description("The content type of what the template makes; empty for JSON.")]
    public string ContentType { get; init; } = "";

    /// <summary>How many deliveries may be under way at the same time.</summary>
    [Description("How many deliveries may be under way at the same time.")]
    public int InFlight { get; init; } = StandardInFlight;

    /// <summary>How many deliveries may begin within <see cref="RatePeriod"/>, evenly spaced; 0 for no limit.</summary>
    [Description("How many deliveries may begin within the period, evenly spaced; 0 for no limit.")]
    public int RateLimit { get; init; }

    /// <summary>What <see cref="RateLimit"/> counts by.</summary>
    [Description("What the rate limit counts by.")]
    public RatePeriod RatePeriod { get; init; }

    /// <summary>Whether deliveries wait for each other.</summary>
    [Description("Whether deliveries wait for each other.")]
    public DeliveryOrder Ordering { get; init; }

    /// <summary>How old an event may be when it is sent, in seconds; 0 for any age.</summary>
    [Description("How old an event may be when it is sent, in seconds; 0 for any age.")]
    public int MaxAge { get; init; }

    /// <summary>The waits before the second, third … attempt, in seconds; null for the usual ones.</summary>
    [Description("The waits before the second, third ... attempt, in seconds; null for the usual ones.")]
    public IReadOnlyList<int>? RetrySchedule { get; init; }

    /// <summary>Authorities whose certificates are trusted in place of the system's, as PEM; empty for the system's.</summary>
    [Description("Authorities that are trusted in place of the system's, as PEM.")]
    public string CaCertificate { get; init; } = "";

    /// <summary>What Sublarr proves itself with, a PFX file in base64; empty for none.</summary>
    [Secret]
    [Description("What Sublarr proves itself with, a PFX file in base64.")]
    public string ClientCertificate { get; init; } = "";

    /// <summary>The password of <see cref="ClientCertificate"/>.</summary>
    [Secret]
    [Description("The password of the client certificate.")]
    public string ClientCertificatePassword { get; init; } = "";

    /// <summary>Whose certificate it is and until when it is valid, for people to read.</summary>
    [Derived]
    [Description("Whose certificate it is and until when it is valid.")]
    public string CertificateHolder { get; init; } = "";

    /// <summary>True sends to whoever answers, whatever certificate is shown.</summary>
    [Description("Sends to whoever answers, whatever certificate is shown.")]
    public bool AllowInvalidCertificate { get; init; }

    /// <summary>True signs in the way of GitHub too: <c>X-Hub-Signature-256</c>.</summary>
    [Description("Signs in the way of GitHub too.")]
    public bool HubSignature { get; init; }

    /// <summary>True sends whole paths along, which tell how this machine's folders are laid out.</summary>
    [Description("Sends whole paths along, which tell how this machine's folders are laid out.")]
    public bool WholePaths { get; init; }

    /// <summary>With the name that belongs to its client certificate.</summary>
    public WebhookSettings WithCertificateHolder() => this with
    {
        CertificateHolder = CertificateText.ReadClient(ClientCertificate, ClientCertificatePassword, out _) is { } read ? CertificateText.Describe(read.Own) : "",
    };

    /// <inheritdoc/>
    public WebhookSettings Derive() => WithCertificateHolder();

    /// <summary>When failed deliveries are tried again.</summary>
    /// <param name="retries">How often; the schedule is cut short, or its last wait repeated.</param>
    public Schedule ScheduleOf(int retries) =>
        (RetrySchedule is { Count: > 0 } seconds ? new Schedule(seconds.Select(wait => TimeSpan.FromSeconds(wait))) : Schedule.Webhook).WithRetries(retries);

    /// <summary>With a new secret; the present one counts for as long as <paramref name="grace"/>.</summary>
    /// <param name="secret">The new secret.</param>
    /// <param name="now">Now, in UTC.</param>
    /// <param name="grace">How long receivers may still know the present one; zero to end it at once.</param>
    public WebhookSettings Rotate(string secret, DateTimeOffset now, TimeSpan grace) => this with
    {
        Secret = secret,
        PreviousSecret = grace > TimeSpan.Zero ? Secret : "",
        PreviousSecretUntil = grace > TimeSpan.Zero ? now + grace : null,
    };

    /// <summary>A secret for a person who brings none.</summary>
    public static string NewSecret() => StandardWebhooks.NewSecret();
}

/// <summary>What goes into the header <c>Authorization</c>.</summary>
public enum WebhookAuth
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A name and a password.</summary>
    Basic,

    /// <summary>A token.</summary>
    Bearer,
}

/// <summary>What a rate limit counts by.</summary>
public enum RatePeriod
{
    /// <summary>Deliveries per second.</summary>
    Second,

    /// <summary>Deliveries per minute.</summary>
    Minute,
}
