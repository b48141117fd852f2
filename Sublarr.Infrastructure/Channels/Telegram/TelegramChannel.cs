using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Telegram;

/// <summary>Sends events as messages of a bot of Telegram: <see href="https://core.telegram.org/bots/api#sendmessage"/>.</summary>
internal sealed class TelegramChannel(HttpCourier courier, ChannelSettings settings) : IDeliveryChannel
{
    private const int LongestTitle = 256;

    // 4,096 with the title and the line break after it.
    private static readonly TextLimit Titles = TextLimit.Units(LongestTitle);
    private static readonly TextLimit Texts = TextLimit.Units(4096 - LongestTitle - 1);

    // One message a second to a person, twenty a minute to a group: https://core.telegram.org/bots/faq#broadcasting-to-users
    private static readonly TimeSpan PaceOfPerson = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PaceOfGroup = TimeSpan.FromSeconds(3);

    // A group that has grown has another number. It is asked once; the settings are read anew, and this with them, when they change.
    private readonly ConditionalWeakTable<TelegramSettings, string> _moved = [];

    public ChannelInfo Info { get; } = new(TelegramSettings.Channel, "Telegram notification", "Telegram") { TellsPeople = true };

    public int Concurrency => 16;

    public int ConcurrencyPerSubscription => 1;

    public RetrySchedule Retries => RetrySchedule.Webhook;

    public void Check(Subscription subscription) => settings.Read<TelegramSettings>(subscription);

    public TimeSpan SpacingOf(Subscription subscription) =>
        ChannelSettings.ReadWithoutSecrets<TelegramSettings>(subscription).ChatId is ['-' or '@', ..] ? PaceOfGroup : PaceOfPerson;

    public async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var telegram = settings.Read<TelegramSettings>(delivery.Subscription);
        var chat = _moved.TryGetValue(telegram, out var known) ? known : telegram.ChatId;
        var (report, moved) = await SendAsync(delivery, telegram, chat, cancellationToken);
        if (moved is not null)
        {
            _moved.AddOrUpdate(telegram, chat = moved);
            (report, _) = await SendAsync(delivery, telegram, chat, cancellationToken);
        }

        return chat == telegram.ChatId
            ? report
            : report with { Detail = report.Detail with { Note = $"The group has become a supergroup and is now the chat {chat}: enter that number." } };
    }

    private async Task<(DeliveryReport Report, string? Moved)> SendAsync(Delivery delivery, TelegramSettings telegram, string chat, CancellationToken cancellationToken)
    {
        string? moved = null;
        var post = PostOf(Message.Of(delivery), telegram, chat) with { Headers = [.. telegram.Headers], Secrets = [telegram.BotToken] };
        var report = await courier.PostAsync(delivery, post, Judge, cancellationToken);
        return (report, moved);

        HttpVerdict Judge(HttpAnswer answer)
        {
            moved = answer.NumberAt("parameters", "migrate_to_chat_id")?.ToString(CultureInfo.InvariantCulture);
            return VerdictOn(answer);
        }
    }

    // What is bold is told by place, as Telegram allows: in plain text nothing can be markup.
    private static HttpPost PostOf(Message message, TelegramSettings telegram, string chat)
    {
        var title = Titles.Cut(message.Title, WithoutMention);
        return HttpPost.Json(AddressRule.Below(telegram.Url, $"bot{telegram.BotToken}/sendMessage"), new
        {
            ChatId = chat,
            MessageThreadId = telegram.ThreadId > 0 ? telegram.ThreadId : (int?)null,
            Text = $"{title}\n{Texts.Cut(message.Text, WithoutMention)}",
            Entities = new[] { new { Type = "bold", Offset = 0, title.Length } },
            LinkPreviewOptions = new { IsDisabled = true },
        });
    }

    // @name calls that person wherever it stands. A sign without width between keeps it from being a name.
    private static string WithoutMention(string character) => character.Replace("@", "@\u2060", StringComparison.Ordinal);

    private static HttpVerdict VerdictOn(HttpAnswer answer) => answer.Status switch
    {
        HttpStatusCode.TooManyRequests when answer.AskedAt("parameters", "retry_after") is { } asked => HttpVerdict.Busy(HttpVerdict.Answered(answer, AdviceFor), asked),
        _ => HttpVerdict.Of(answer, AdviceFor),
    };

    private static string? AdviceFor(HttpAnswer answer) => (answer.Status, answer.TextAt("description")) switch
    {
        (HttpStatusCode.BadRequest, var why) when Says(why, "chat not found") => "the bot knows no such chat. Check its number, and write to the bot, or add it, first.",
        (HttpStatusCode.BadRequest, var why) when Says(why, "thread not found") => "the group has no such topic: enter the number of one that there is, or 0.",
        (HttpStatusCode.BadRequest, { Length: > 0 } why) => $"{why}.",
        (HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, _) => "it does not know the token: copy the whole of it from @BotFather.",
        (HttpStatusCode.Forbidden, { Length: > 0 } why) => $"the bot may not write there ({why}). Unblock it, or add it to the group or channel with the right to write.",
        (HttpStatusCode.TooManyRequests, _) => "the bot writes too often. Sublarr waits as long as it says.",
        _ => null,
    };

    private static bool Says(string description, string words) => description.Contains(words, StringComparison.OrdinalIgnoreCase);
}
