using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

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
    bool? Enabled) : ISubscriptionRequest
{
    /// <summary>True to send whole paths along, which tell how this machine's folders are laid out.</summary>
    public bool? WholePaths { get; init; }

    /// <summary>It laid over a webhook.</summary>
    /// <param name="present">As it is shown now; null for a new one.</param>
    public SubscriptionDraft ToDraft(WebhookView? present)
    {
        var draft = present is null ? new SubscriptionDraft { Kind = WebhookView.Channel } : SubscriptionDraft.Of(WebhookView.Channel, present);
        draft.Take(this);
        foreach (var sent in JsonSerializer.SerializeToElement(this, EventJson.Options).EnumerateObject().Where(IsSetting))
        {
            draft.Set(sent.Name, sent.Value);
        }

        var waits = RetrySchedule ?? present?.RetrySchedule ?? WebhookView.UsualWaits;
        draft.RetryCount = RetryCount ?? Math.Min(waits.Count, Schedule.RetryLimit);
        draft.Set("retry_schedule", OfLength(draft.RetryCount, waits));
        return draft;
    }

    private static bool IsSetting(JsonProperty sent) =>
        sent.Value.ValueKind != JsonValueKind.Null && SettingField.Of(typeof(WebhookSettings)).Any(field => field.Name == sent.Name);

    // A number cuts the schedule short, or repeats its last wait. What is out of bounds is left for the rules to refuse.
    private static IReadOnlyList<int> OfLength(int retries, IReadOnlyList<int> waits) => waits.Count is 0 or > Schedule.RetryLimit || retries is < 0 or > Schedule.RetryLimit
        ? waits
        : [.. Enumerable.Range(0, retries).Select(index => waits[Math.Min(index, waits.Count - 1)])];
}
