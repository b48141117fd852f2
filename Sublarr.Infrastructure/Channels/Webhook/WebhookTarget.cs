using System.Text;
using Sublarr.Infrastructure.Channels.Webhook.Certificates;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Webhook;

/// <summary>A webhook's settings, checked and made ready to send with.</summary>
internal sealed class WebhookTarget
{
    private static readonly WebhookSettingsValidator Rules = new(null);

    private readonly byte[]? _previousKey;
    private readonly DateTimeOffset _previousUntil;

    private WebhookTarget(WebhookSettings settings)
    {
        Secrets = new SecretValues(settings.SecretValues);
        Address = new Uri(Secrets.IntoAddress(settings.Url));
        Key = StandardWebhooks.KeyOf(settings.Secret)!;
        _previousKey = StandardWebhooks.KeyOf(settings.PreviousSecret);
        _previousUntil = settings.PreviousSecretUntil ?? DateTimeOffset.MinValue;
        Headers = [.. settings.Headers.Select(header => KeyValuePair.Create(header.Key, Secrets.IntoHeader(header.Value))), .. AuthorizationOf(settings)];
        string[] secrets = [settings.Secret, settings.PreviousSecret, settings.AuthSecret, settings.ClientCertificatePassword, .. Headers.Select(header => header.Value), .. Credentials(settings)];
        Payload = settings.PayloadTemplate.Length > 0 ? WebhookPayload.Read(settings.PayloadTemplate, settings.ContentType, out _) : null;
        HasHubSignature = settings.HubSignature;
        Tls = WebhookTls.Of(settings);
        Redaction = new Redaction(Address, secrets.SelectMany(StandardWebhooks.WaysToWrite), Headers.Select(header => header.Key), settings.SecretValues.Values);
    }

    private WebhookTarget(string problem) => Problem = problem;

    /// <summary>Why nothing can be sent; then the rest is not there.</summary>
    public string? Problem { get; }

    public Uri Address { get; } = null!;

    /// <summary>The key of the present secret.</summary>
    public byte[] Key { get; } = null!;

    /// <summary>What a person has added, and who calls.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>What its template may name.</summary>
    public SecretValues Secrets { get; } = null!;

    /// <summary>What makes the body; null for the usual one.</summary>
    public WebhookPayload? Payload { get; }

    /// <summary>True when it is signed in the way of GitHub too.</summary>
    public bool HasHubSignature { get; }

    /// <summary>Whom it trusts and how it proves itself; null for the system's ways.</summary>
    public WebhookTls? Tls { get; }

    public Redaction Redaction { get; } = null!;

    // What was saved was checked then, by the rules of that version.
    public static WebhookTarget Of(WebhookSettings settings) => Rules.Validate(settings) is { IsValid: false } faulty
        ? new(string.Join(' ', faulty.Errors.Select(error => error.ErrorMessage)))
        : new(settings);

    /// <summary>The keys to sign with, the present one first: receivers may learn of a new one later.</summary>
    public IEnumerable<byte[]> KeysAt(DateTimeOffset now) => _previousKey is not null && now <= _previousUntil ? [Key, _previousKey] : [Key];

    private static IEnumerable<KeyValuePair<string, string>> AuthorizationOf(WebhookSettings settings) => settings.AuthType switch
    {
        WebhookAuth.Basic => [new("Authorization", $"Basic {Credentials(settings).Single()}")],
        WebhookAuth.Bearer => [new("Authorization", $"Bearer {settings.AuthSecret}")],
        _ => [],
    };

    private static string[] Credentials(WebhookSettings settings) => settings.AuthType == WebhookAuth.Basic
        ? [Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.AuthUser}:{settings.AuthSecret}"))]
        : [];
}
