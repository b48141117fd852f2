using System.Globalization;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>A webhook as it is sent. A field that is left out keeps its value, or has its default in a new webhook.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="EventNames">The events it is sent; <c>*</c> for all.</param>
/// <param name="EventName">A single event, instead of <paramref name="EventNames"/>.</param>
/// <param name="Url">Where it is sent; what was read masked keeps the present one.</param>
/// <param name="Secret">What it is signed with; <c>***</c> or nothing keeps the present one.</param>
/// <param name="Headers">Headers that are sent along, instead of those there are; the value <c>***</c> keeps the present one.</param>
/// <param name="SecretValues">What the address, the headers and the template name as <c>{{secret.token}}</c>, instead of those there are; the value <c>***</c> keeps the present one.</param>
/// <param name="AuthType">none, basic or bearer.</param>
/// <param name="AuthUser">The name to sign in with.</param>
/// <param name="AuthSecret">The password or the token; <c>***</c> or nothing keeps the present one.</param>
/// <param name="TimeoutSeconds">After how many seconds an attempt is given up.</param>
/// <param name="RetryCount">How often a failed delivery is repeated: cuts the schedule short, or repeats its last wait. The schedule's length when left out.</param>
/// <param name="RetrySchedule">The waits before the second, third … attempt, in seconds, instead of those there are; none for no retries.</param>
/// <param name="InFlight">How many deliveries may be under way at the same time, 1 to 16.</param>
/// <param name="RateLimit">How many deliveries may begin in a period, evenly spaced; 0 for no limit.</param>
/// <param name="RatePeriod">second or minute.</param>
/// <param name="Ordering">none, or per_title: one at a time for each series or movie, in the order of the events.</param>
/// <param name="MaxAge">How old an event may be when it is sent, in seconds; 0 for any age.</param>
/// <param name="Filter">Which of the events it hears by what they say; an empty object for all.</param>
/// <param name="PayloadTemplate">A template of the body; empty for Sublarr's own.</param>
/// <param name="ContentType">The content type of what the template makes.</param>
/// <param name="CaCertificate">Authorities that are trusted in place of the system's, as PEM; empty for the system's.</param>
/// <param name="ClientCertificate">What Sublarr proves itself with, a PFX file in base64; <c>***</c> keeps the present one, an empty text removes it.</param>
/// <param name="ClientCertificatePassword">The password of a new client certificate.</param>
/// <param name="AllowInvalidCertificate">True to send to whoever answers, whatever certificate is shown.</param>
/// <param name="HubSignature">True to sign in the way of GitHub too, in <c>X-Hub-Signature-256</c>.</param>
/// <param name="Enabled">True when it is sent.</param>
internal sealed record WebhookRequest(
    string? Name,
    List<string>? EventNames,
    string? EventName,
    string? Url,
    string? Secret,
    Dictionary<string, string>? Headers,
    Dictionary<string, string>? SecretValues,
    WebhookAuth? AuthType,
    string? AuthUser,
    string? AuthSecret,
    int? TimeoutSeconds,
    int? RetryCount,
    IReadOnlyList<int>? RetrySchedule,
    int? InFlight,
    int? RateLimit,
    RatePeriod? RatePeriod,
    DeliveryOrder? Ordering,
    int? MaxAge,
    JsonElement? Filter,
    string? PayloadTemplate,
    string? ContentType,
    string? CaCertificate,
    string? ClientCertificate,
    string? ClientCertificatePassword,
    bool? AllowInvalidCertificate,
    bool? HubSignature,
    bool? Enabled)
{
    /// <summary>True to send whole paths along, which tell how this machine's folders are laid out.</summary>
    public bool? WholePaths { get; init; }

    public WebhookForm Fill(WebhookForm form)
    {
        form.Name = Name ?? form.Name;
        form.EventNames = EventNames ?? (EventName is null ? form.EventNames : [EventName]);
        form.Url = Url ?? form.Url;
        form.Secret = Secret ?? form.Secret;
        form.Headers = Headers is null ? form.Headers : [.. Headers.Select(header => RowOf(header, form.Headers))];
        form.SecretValues = SecretValues is null ? form.SecretValues : [.. SecretValues.Select(value => RowOf(value, form.SecretValues))];
        form.AuthType = AuthType ?? form.AuthType;
        form.AuthUser = AuthUser ?? form.AuthUser;
        form.AuthSecret = AuthSecret ?? form.AuthSecret;
        form.TimeoutSeconds = TimeoutSeconds ?? form.TimeoutSeconds;
        form.RetrySchedule = RetrySchedule is null ? form.RetrySchedule : string.Join(", ", RetrySchedule);
        form.RetryCount = RetryCount;
        form.InFlight = InFlight ?? form.InFlight;
        form.RateLimit = RateLimit ?? form.RateLimit;
        form.RatePeriod = RatePeriod ?? form.RatePeriod;
        form.Ordering = Ordering ?? form.Ordering;
        form.MaxAge = MaxAge is { } age ? age.ToString(CultureInfo.InvariantCulture) : form.MaxAge;
        form.Filter = ContentFilterText.Stored(Filter, form.Filter);
        form.PayloadTemplate = PayloadTemplate ?? form.PayloadTemplate;
        form.ContentType = ContentType ?? form.ContentType;
        form.CaCertificate = CaCertificate ?? form.CaCertificate;
        form.ClientCertificate = ClientCertificate ?? form.ClientCertificate;
        form.ClientCertificatePassword = ClientCertificatePassword ?? form.ClientCertificatePassword;
        form.AllowInvalidCertificate = AllowInvalidCertificate ?? form.AllowInvalidCertificate;
        form.HubSignature = HubSignature ?? form.HubSignature;
        form.WholePaths = WholePaths ?? form.WholePaths;
        form.Enabled = Enabled ?? form.Enabled;
        return form;
    }

    private static SecretRow RowOf(KeyValuePair<string, string> header, List<SecretRow> present) => new()
    {
        Name = header.Key,
        Value = header.Value ?? "",
        StoredName = present.Find(row => row.Name.Equals(header.Key.Trim(), StringComparison.OrdinalIgnoreCase))?.StoredName,
    };
}
