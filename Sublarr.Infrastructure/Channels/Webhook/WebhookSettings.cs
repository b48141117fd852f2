using System.ComponentModel;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Channels.Webhook.Certificates;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>What a person enters for a webhook.</summary>
[SettingsOf(Channel)]
public sealed record WebhookSettings : IDerivedSettings<WebhookSettings>, ICompletedSettings<WebhookSettings>
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "webhook";

    /// <summary>The heading of how the receiver is told who calls.</summary>
    public const string Access = "Authentication and headers";

    /// <summary>How many deliveries may be under way at the same time, unless changed.</summary>
    public const int StandardInFlight = 4;

    /// <summary>The most deliveries that may be under way at the same time.</summary>
    public const int MostInFlight = 16;

    /// <summary>The highest rate limit; more is no limit worth having.</summary>
    public const int HighestRate = 100;

    /// <summary>The longest maximum age, in seconds: one year.</summary>
    public const int LongestMaxAge = 31_536_000;

    /// <summary>The heading of whom it trusts and how it proves itself.</summary>
    public const string Certificates = "Certificates";

    /// <summary>The heading of the body.</summary>
    public const string Body = "What is sent";

    /// <summary>The heading of how often, how fast and in which order.</summary>
    public const string Sending = "Sending";

    /// <summary>Where events are sent.</summary>
    [SecretAddress]
    [Setting(1, "Address", Hint = "Each event is sent there as JSON, with POST.", Placeholder = "https://home.example/api/webhook/sublarr", Required = true)]
    public string Url { get; init; } = "";

    /// <summary>What requests are signed with: <c>whsec_</c> and a key in base64, or a text of the receiver's choosing.</summary>
    [Secret]
    [Setting(2, "Secret", Hint = "Signs what is sent, so that the receiver knows it comes from here.", Required = true)]
    public string Secret { get; init; } = "";

    /// <summary>The secret before <see cref="Secret"/>; requests are signed with both until <see cref="PreviousSecretUntil"/>.</summary>
    [Secret]
    public string PreviousSecret { get; init; } = "";

    /// <summary>Until when receivers may still know the previous secret, in UTC; null when there is none.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary>Headers that are sent along, with values that are secret.</summary>
    [Secret]
    [Setting(6, "Headers", Group = Access, Placeholder = "X-Api-Key", Item = "header")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the address, the headers and the template name as <c>{{secret.token}}</c>.</summary>
    [Secret]
    [Setting(
        7, "Secret values", Group = Access, Placeholder = "token", Item = "secret value",
        Hint = "The address, a header and the body can name one as {{secret.token}}. In the log it is masked.")]
    public Dictionary<string, string> SecretValues { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How the receiver is told who calls, besides the signature.</summary>
    [Setting(3, "Authentication", Group = Access)]
    public WebhookAuth AuthType { get; init; }

    /// <summary>The name to sign in with, for <see cref="WebhookAuth.Basic"/>.</summary>
    [Setting(4, "User name", Group = Access)]
    [SettingWhen(nameof(AuthType), WebhookAuth.Basic)]
    public string AuthUser { get; init; } = "";

    /// <summary>The password or the token.</summary>
    [Secret]
    [Setting(5, "Password or token", Group = Access, Required = true)]
    [SettingWhen(nameof(AuthType), WebhookAuth.Basic, Label = "Password")]
    [SettingWhen(nameof(AuthType), WebhookAuth.Bearer, Label = "Token")]
    public string AuthSecret { get; init; } = "";

    /// <summary>A template of the body; empty for Sublarr's own.</summary>
    [Setting(13, "Template", Group = Body, Kind = SettingKind.LongText)]
    public string PayloadTemplate { get; init; } = "";

    /// <summary>The content type of what <see cref="PayloadTemplate"/> makes; empty for JSON.</summary>
    [Setting(14, "Content type", Group = Body)]
    public string ContentType { get; init; } = "";

    /// <summary>How many deliveries may be under way at the same time.</summary>
    [Setting(17, "At the same time", Group = Sending, Hint = "Deliveries under way at once. Halved while the receiver is overloaded.")]
    public int InFlight { get; init; } = StandardInFlight;

    /// <summary>How many deliveries may begin within <see cref="RatePeriod"/>, evenly spaced; 0 for no limit.</summary>
    [Setting(18, "Rate limit", Group = Sending, Hint = "Evenly spaced; the rest waits its turn. 0 for none.")]
    public int RateLimit { get; init; }

    /// <summary>What <see cref="RateLimit"/> counts by.</summary>
    [Setting(19, "Rate limit counts", Group = Sending)]
    public RatePeriod RatePeriod { get; init; }

    /// <summary>Whether deliveries wait for each other.</summary>
    [Setting(21, "Order", Group = Sending)]
    public DeliveryOrder Ordering { get; init; }

    /// <summary>How old an event may be when it is sent, in seconds; 0 for any age.</summary>
    [Setting(20, "Maximum age", Group = Sending, Kind = SettingKind.Duration, Placeholder = "12 h", Hint = "An older event expires unsent. Nothing for any age.")]
    public int MaxAge { get; init; }

    /// <summary>The waits before the second, third … attempt, in seconds; null for the usual ones.</summary>
    [Setting(
        16, "Retries", Group = Sending, Kind = SettingKind.Waits,
        Hint = "The wait before each further attempt, with commas between them. Each is up to a fifth shorter or longer. Nothing for no retries.")]
    public IReadOnlyList<int>? RetrySchedule { get; init; }

    /// <summary>Authorities whose certificates are trusted in place of the system's, as PEM; empty for the system's.</summary>
    [Setting(
        8, "Authority", Group = Certificates, Kind = SettingKind.LongText, Placeholder = "-----BEGIN CERTIFICATE-----",
        Hint = "The certificate of an authority of your own, as PEM. Receivers with a certificate from it are trusted, and no others.")]
    public string CaCertificate { get; init; } = "";

    /// <summary>What Sublarr proves itself with, a PFX file in base64; empty for none.</summary>
    [Secret]
    [Setting(9, "Client certificate", Group = Certificates, Hint = "A PFX file, where the receiver asks who calls.")]
    public string ClientCertificate { get; init; } = "";

    /// <summary>The password of <see cref="ClientCertificate"/>.</summary>
    [Secret]
    [Setting(10, "Its password", Group = Certificates)]
    public string ClientCertificatePassword { get; init; } = "";

    /// <summary>Whose certificate it is and until when it is valid, for people to read.</summary>
    [Derived]
    public string CertificateHolder { get; init; } = "";

    /// <summary>True sends to whoever answers, whatever certificate is shown.</summary>
    [Setting(
        11, "Do not check the receiver's certificate", Group = Certificates,
        Hint = "Whoever sits between can read and answer. Enter the authority instead where you can.")]
    public bool AllowInvalidCertificate { get; init; }

    /// <summary>True signs in the way of GitHub too: <c>X-Hub-Signature-256</c>.</summary>
    [Setting(12, "Sign in the way of GitHub too", Group = Certificates, Hint = "Adds X-Hub-Signature-256, for receivers that know no other.")]
    public bool HubSignature { get; init; }

    /// <summary>True sends whole paths along, which tell how this machine's folders are laid out.</summary>
    [Setting(
        15, "Send whole paths", Group = Body,
        Hint = "They tell how this machine's folders are laid out. Names and paths below the folder of a title are sent either way.")]
    public bool WholePaths { get; init; }

    /// <inheritdoc/>
    public WebhookSettings Complete(WebhookSettings before, IReadOnlySet<string> given) => WebhookCompletion.Of(this, before, given);

    /// <inheritdoc/>
    public WebhookSettings Derive() => this with
    {
        CertificateHolder = CertificateText.ReadClient(ClientCertificate, ClientCertificatePassword, out _) is { } read ? CertificateText.Describe(read.Own) : "",
    };

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
    [Description("None but the signature")]
    None,

    /// <summary>A name and a password.</summary>
    [Description("Basic: name and password")]
    Basic,

    /// <summary>A token.</summary>
    [Description("Bearer token")]
    Bearer,
}

/// <summary>What a rate limit counts by.</summary>
public enum RatePeriod
{
    /// <summary>Deliveries per second.</summary>
    [Description("per second")]
    Second,

    /// <summary>Deliveries per minute.</summary>
    [Description("per minute")]
    Minute,
}
