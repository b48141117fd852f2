using System.Net;
using System.Text;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Ntfy;

/// <summary>Sends events as messages through ntfy, to phones and desktops: <see href="https://docs.ntfy.sh/publish/#publish-as-json"/>.</summary>
internal sealed class NtfyChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    // Longer ones become a file that has to be opened: https://docs.ntfy.sh/config/#message-limits
    private const int LongestMessage = 4096;
    private const int LongestTitle = 250;

    public ChannelInfo Info { get; } = new(NtfySettings.Channel, "ntfy notification", "ntfy");

    public int Concurrency => 16;

    // A visitor has 60 requests at once and one in five seconds after that: https://docs.ntfy.sh/publish/#limitations
    public int ConcurrencyPerSubscription => 2;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<NtfySettings>(subscription);

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var ntfy = settings.Read<NtfySettings>(delivery.Subscription);
        var address = new Uri(ntfy.Url.TrimEnd('/') + "/");
        var headers = ntfy.Token.Length > 0 ? [.. ntfy.Headers, KeyValuePair.Create("Authorization", $"Bearer {ntfy.Token}")] : ntfy.Headers.ToArray();
        var redaction = new Redaction(address, [ntfy.Token, .. headers.Select(header => header.Value)], headers.Select(header => header.Key));
        using var body = new SentBody(MessageOf(delivery, ntfy));
        using var call = new HttpCall(address, body, redaction).With(headers);
        var report = await courier.DeliverAsync(delivery, call, (answer, now) => HttpVerdict.Of(answer, redaction, now, AdviceFor), cancellationToken);
        return report.Delivery;
    }

    // As JSON to the server itself: headers, the other way, hold no letters with accents.
    private static byte[] MessageOf(Delivery delivery, NtfySettings ntfy)
    {
        var sentence = EventSentence.Of(delivery.Event.Name, delivery.Event.Data);
        var title = EventCatalog.Find(delivery.Event.Name)?.Label ?? delivery.Event.Name;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                ntfy.Topic,
                Title = Cut(delivery.IsTest ? $"Test: {title}" : title, LongestTitle),
                Message = Cut(sentence.Text, LongestMessage),
                Priority = (int)ntfy.Priority,
                Tags = TagsOf(sentence.Tone),
            },
            EventJson.Options);
    }

    // The first is shown as a picture before the title: https://docs.ntfy.sh/emojis/
    private static string[] TagsOf(string tone) => tone switch
    {
        "good" => ["white_check_mark"],
        "warn" => ["warning"],
        "bad" => ["rotating_light"],
        _ => [],
    };

    // Counted in bytes, and never within a character.
    private static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        const char more = '…';
        var shown = new StringBuilder();
        var left = bytes - Encoding.UTF8.GetByteCount([more]);
        foreach (var rune in text.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            shown.Append(rune);
        }

        return shown.Append(more).ToString();
    }

    private static string? AdviceFor(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => "its answer says what it does not take. Check that the address is the server's own, without the topic.",
        HttpStatusCode.Unauthorized => "it does not know the access token: enter another one.",
        HttpStatusCode.Forbidden => "the topic is protected. Enter an access token that may write to it, or choose another topic.",
        HttpStatusCode.NotFound => "there is no ntfy at this address: check it, and enter it without the topic.",
        HttpStatusCode.TooManyRequests => "too much was sent to it, or the messages of the day are used up. Sublarr waits.",
        _ => null,
    };
}
