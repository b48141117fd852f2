using System.Net;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Ntfy;

/// <summary>Sends events as messages through ntfy, to phones and desktops: <see href="https://docs.ntfy.sh/publish/#publish-as-json"/>.</summary>
internal sealed class NtfyChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    // A longer message becomes a file that has to be opened: https://docs.ntfy.sh/config/#message-limits
    private static readonly TextLimit Texts = TextLimit.Bytes(4096);
    private static readonly TextLimit Titles = TextLimit.Bytes(250);

    public ChannelInfo Info { get; } = new(NtfySettings.Channel, "ntfy notification", "ntfy") { TellsPeople = true };

    public int Concurrency => 16;

    // A visitor has 60 requests at once and one in five seconds after that: https://docs.ntfy.sh/publish/#limitations
    public int ConcurrencyPerSubscription => 2;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<NtfySettings>(subscription);

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var ntfy = settings.Read<NtfySettings>(delivery.Subscription);
        var post = PostOf(Message.Of(delivery), ntfy) with { Headers = [.. ntfy.Headers, .. AuthorizationOf(ntfy)], Secrets = [ntfy.Token] };
        return courier.PostAsync(delivery, post, answer => HttpVerdict.Of(answer, AdviceFor), cancellationToken);
    }

    // As JSON to the server itself: headers, the other way, hold no letters with accents.
    private static HttpPost PostOf(Message message, NtfySettings ntfy) => HttpPost.Json(AddressRule.Below(ntfy.Url, ""), new
    {
        ntfy.Topic,
        Title = Titles.Cut(message.Title),
        Message = Texts.Cut(message.Text),
        Priority = (int)ntfy.Priority,
        Tags = TagsOf(message.Tone),
    });

    private static IEnumerable<KeyValuePair<string, string>> AuthorizationOf(NtfySettings ntfy) =>
        ntfy.Token.Length > 0 ? [new("Authorization", $"Bearer {ntfy.Token}")] : [];

    // The first is shown as a picture before the title: https://docs.ntfy.sh/emojis/
    private static string[] TagsOf(string tone) => tone switch
    {
        "good" => ["white_check_mark"],
        "warn" => ["warning"],
        "bad" => ["rotating_light"],
        _ => [],
    };

    private static string? AdviceFor(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.BadRequest => "its answer says what it does not take. Check that the address is the server's own, without the topic.",
        HttpStatusCode.Unauthorized => "it does not know the access token: enter another one.",
        HttpStatusCode.Forbidden => "the topic is protected. Enter an access token that may write to it, or choose another topic.",
        HttpStatusCode.NotFound => "there is no ntfy at this address: check it, and enter it without the topic.",
        HttpStatusCode.TooManyRequests => "too much was sent to it, or the messages of the day are used up. Sublarr waits.",
        _ => null,
    };
}
