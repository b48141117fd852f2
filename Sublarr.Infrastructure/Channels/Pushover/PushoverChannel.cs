using System.Globalization;
using System.Net;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Pushover;

/// <summary>Sends events as messages through Pushover: <see href="https://pushover.net/api"/>.</summary>
internal sealed class PushoverChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    private static readonly TextLimit Texts = TextLimit.Characters(1024);
    private static readonly TextLimit Titles = TextLimit.Characters(250);

    // "Wait at least five seconds": https://pushover.net/api#friendly
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public ChannelInfo Info { get; } = new(PushoverSettings.Channel, "Pushover notification", "Pushover") { TellsPeople = true };

    // No more than two connections at once, from one address.
    public int Concurrency => 2;

    public int ConcurrencyPerSubscription => 2;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<PushoverSettings>(subscription);

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var pushover = settings.Read<PushoverSettings>(delivery.Subscription);
        var fields = FieldsOf(Message.Of(delivery), delivery.Event.OccurredAt, pushover);
        var post = HttpPost.Form(AddressRule.Below(pushover.Url, "1/messages.json"), fields) with
        {
            Headers = [.. pushover.Headers],
            Secrets = [pushover.ApiToken, pushover.UserKey, pushover.EncryptionKey],
        };
        return courier.PostAsync(delivery, post, Judge, cancellationToken);
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(Message message, DateTimeOffset at, PushoverSettings pushover)
    {
        var isEncrypted = pushover.EncryptionKey.Length > 0;
        Func<string, string> written = isEncrypted ? new PushoverCipher(pushover.EncryptionKey).Encrypt : text => text;
        yield return new("token", pushover.ApiToken);
        yield return new("user", pushover.UserKey);
        yield return new("title", written(Titles.Cut(message.Title)));
        yield return new("message", written(Texts.Cut(message.Text)));
        yield return new("timestamp", Number(at.ToUnixTimeSeconds()));
        yield return new("priority", Number((int)pushover.Priority));
        if (isEncrypted)
        {
            yield return new("encrypted", "1");
        }

        if (pushover.Priority == PushoverPriority.Emergency)
        {
            yield return new("retry", Number(pushover.Retry));
            yield return new("expire", Number(pushover.Expire));
        }
        else if (pushover.Ttl > 0)
        {
            yield return new("ttl", Number(pushover.Ttl));
        }
    }

    private static HttpVerdict Judge(HttpAnswer answer) => answer.Status switch
    {
        // The body has the last word: it says 0 where nothing was sent.
        _ when answer.IsSuccess && answer.NumberAt("status") == 0 => HttpVerdict.Never(HttpVerdict.Answered(answer, AdviceFor)),
        HttpStatusCode.TooManyRequests when QuotaEnd(answer) is { } end =>
            HttpVerdict.Busy($"The messages of this application for the month are used up, until {end:yyyy-MM-dd}: buy more on pushover.net, or choose fewer events.", end),
        >= HttpStatusCode.InternalServerError => HttpVerdict.Later(HttpVerdict.Answered(answer, AdviceFor), HttpVerdict.Asked(answer.Response, answer.At) ?? (answer.At + Pause)),
        _ => HttpVerdict.Of(answer, AdviceFor),
    };

    // Seconds since 1970, told with every answer: https://pushover.net/api#limits
    private static DateTimeOffset? QuotaEnd(HttpAnswer answer) =>
        HeaderOf(answer, "X-Limit-App-Remaining") is 0 && HeaderOf(answer, "X-Limit-App-Reset") is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null;

    private static long? HeaderOf(HttpAnswer answer, string name) =>
        answer.Response.Headers.TryGetValues(name, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? value
            : null;

    private static string? AdviceFor(HttpAnswer answer) => answer switch
    {
        _ when answer.TextAt("token") == "invalid" => "it does not know the API token: copy that of your application from pushover.net.",
        _ when answer.TextAt("user") == "invalid" => "it does not know the user key, or that user has no device: copy the key from pushover.net.",
        _ when ErrorsOf(answer) is { Length: > 0 } errors => $"{errors}.",
        { Status: HttpStatusCode.NotFound } => "there is no Pushover at this address: enter it without /1/messages.json.",
        { Status: HttpStatusCode.TooManyRequests } => "it is asked too often, or the messages of the month are used up. Sublarr waits.",
        _ => null,
    };

    private static string ErrorsOf(HttpAnswer answer) => answer.Find("errors") is { ValueKind: JsonValueKind.Array } errors
        ? answer.Redaction.Text(string.Join(", ", errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.String).Select(error => error.GetString())))
        : "";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
