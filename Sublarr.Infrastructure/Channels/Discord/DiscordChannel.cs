using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Discord;

/// <summary>Sends events as embeds into a channel of Discord: <see href="https://discord.com/developers/docs/resources/webhook#execute-webhook"/>.</summary>
internal sealed class DiscordChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    // https://discord.com/developers/docs/resources/message#embed-object-embed-limits
    private static readonly TextLimit Titles = TextLimit.Units(256);
    private static readonly TextLimit Texts = TextLimit.Units(4096);

    // "Suppress notifications": https://discord.com/developers/docs/resources/message#message-object-message-flags
    private const int Quiet = 1 << 12;

    // https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
    private const int UnknownThread = 10003;
    private const int UnknownWebhook = 10015;
    private const int ThreadNeeded = 220001;

    // Thirty a minute into one channel.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    // https://support.discord.com/hc/en-us/articles/210298617: what stands with any of these would be drawn otherwise than it is written.
    private const string Markup = @"\*_~`|[]<>#";

    public ChannelInfo Info { get; } = new(DiscordSettings.Channel, "Discord notification", "Discord") { TellsPeople = true };

    public int Concurrency => 16;

    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<DiscordSettings>(subscription);

    public TimeSpan SpacingOf(Subscription subscription) => Pace;

    public Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var discord = settings.Read<DiscordSettings>(delivery.Subscription);
        var post = PostOf(Message.Of(delivery), delivery.Event.OccurredAt, discord) with { Headers = [.. discord.Headers] };
        return courier.PostAsync(delivery, post, Judge, cancellationToken);
    }

    private static HttpPost PostOf(Message message, DateTimeOffset at, DiscordSettings discord) => HttpPost.Json(AddressOf(discord), new
    {
        Embeds = new[]
        {
            new { Title = Titles.Cut(message.Title, Escape), Description = Texts.Cut(message.Text, Escape), Color = ToneColor.Of(message.Tone), Timestamp = at.UtcDateTime },
        },
        // Nobody is called, whatever a title says.
        AllowedMentions = new { Parse = Array.Empty<string>() },
        Flags = discord.Silent ? Quiet : (int?)null,
    });

    // Only who waits is told that a message was not kept.
    private static Uri AddressOf(DiscordSettings discord) => new(QueryHelpers.AddQueryString(
        discord.WebhookUrl, new Dictionary<string, string?> { ["wait"] = "true", ["thread_id"] = discord.ThreadId.Length > 0 ? discord.ThreadId : null }));

    // An accent on top makes a sign no other: of what people see as one character, each part is looked at.
    private static string Escape(string character) => string.Concat(character.Select(part => Markup.Contains(part, StringComparison.Ordinal) ? $@"\{part}" : $"{part}"));

    private static HttpVerdict Judge(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.TooManyRequests when answer.AskedAt("retry_after") is { } asked => HttpVerdict.Busy(HttpVerdict.Answered(answer, AdviceFor), asked),
        HttpStatusCode.NotFound when CodeOf(answer) == UnknownWebhook => HttpVerdict.Gone(HttpVerdict.Answered(answer, AdviceFor)),
        _ => HttpVerdict.Of(answer, AdviceFor),
    };

    private static string? AdviceFor(HttpAnswer answer) => (answer.Status, CodeOf(answer)) switch
    {
        (_, UnknownWebhook) => "this webhook has been deleted in Discord: make another, and enter its address.",
        (_, UnknownThread) => "the channel has no such thread: enter the number of one that there is, or none.",
        (_, ThreadNeeded) => "the channel is a forum: enter the number of the post that it is to go to.",
        (HttpStatusCode.BadRequest, _) => "its answer says what it does not take.",
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => "the last part of the address is wrong: copy the whole of it from Discord.",
        (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, _) => "that is no webhook of Discord's: copy the whole address from there.",
        (HttpStatusCode.TooManyRequests, _) => "too much is written into this channel. Sublarr waits as long as it says.",
        _ => null,
    };

    private static long? CodeOf(HttpAnswer answer) => answer.NumberAt("code");
}
