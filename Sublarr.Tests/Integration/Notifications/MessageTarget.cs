using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Channels.Apprise;
using Sublarr.Infrastructure.Channels.Discord;
using Sublarr.Infrastructure.Channels.Email;
using Sublarr.Infrastructure.Channels.Gotify;
using Sublarr.Infrastructure.Channels.Ntfy;
using Sublarr.Infrastructure.Channels.Pushover;
using Sublarr.Infrastructure.Channels.Slack;
using Sublarr.Infrastructure.Channels.Telegram;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>A message as a service was sent it, and as it shows it to people.</summary>
/// <param name="Title">The title on the wire.</param>
/// <param name="Text">The text on the wire.</param>
/// <param name="Shown">What the service makes of either.</param>
/// <param name="Danger">Says what of the request would be read as more than text; null for nothing.</param>
internal sealed record SentMessage(string Title, string Text, Func<string, string> Shown, string? Danger);

/// <summary>Every service that people are told through, each with the rules by which it reads what it is sent.</summary>
internal static partial class MessageTarget
{
    /// <summary>No channel of its own: it is sent what Slack is, in another form.</summary>
    public const string Mattermost = "mattermost";

    public static IReadOnlyDictionary<string, Func<IDomainEvent, string, string, Task<SentMessage>>> All { get; } =
        new Dictionary<string, Func<IDomainEvent, string, string, Task<SentMessage>>>
        {
            ["apprise"] = Of<AppriseChannel, FakeApprise, AppriseSettings>(
                service => new() { Url = service.Url, Key = FakeApprise.Key }, request => Plain(request.Json, "title", "body", IsNot(request.Json, "format", "text"))),
            ["discord"] = Of<DiscordChannel, FakeDiscord, DiscordSettings>(service => new() { WebhookUrl = service.WebhookUrl }, Discord),
            ["email"] = EmailAsync,
            ["gotify"] = Of<GotifyChannel, FakeGotify, GotifySettings>(
                service => new() { Url = service.Url, AppToken = FakeGotify.Token },
                request => Plain(request.Json, "title", "message", IsNot(request.Json.GetProperty("extras").GetProperty("client::display"), "contentType", "text/plain"))),
            [Mattermost] = Of<SlackChannel, FakeMattermost, SlackSettings>(service => new() { WebhookUrl = service.WebhookUrl }, MattermostOf),
            ["ntfy"] = Of<NtfyChannel, FakeNtfy, NtfySettings>(
                service => new() { Url = service.Url, Topic = "sublarr" },
                request => Plain(request.Json, "title", "message", request.Json.TryGetProperty("markdown", out _) || request.Headers.ContainsKey("Markdown") ? "It is read as Markdown." : null)),
            ["pushover"] = Of<PushoverChannel, FakePushover, PushoverSettings>(
                service => new() { Url = service.Url, UserKey = FakePushover.User, ApiToken = FakePushover.Token },
                request => new(request.Form["title"], request.Form["message"], text => text, request.Form.ContainsKey("html") ? "It is read as HTML." : null)),
            ["slack"] = Of<SlackChannel, FakeSlack, SlackSettings>(service => new() { WebhookUrl = service.WebhookUrl }, Slack),
            ["telegram"] = Of<TelegramChannel, FakeTelegram, TelegramSettings>(
                service => new() { Url = service.Url, BotToken = FakeTelegram.Token, ChatId = FakeTelegram.Person }, Telegram),
        };

    private static Func<IDomainEvent, string, string, Task<SentMessage>> Of<TChannel, TService, TSettings>(Func<TService, TSettings> settings, Func<SentRequest, SentMessage> read)
        where TChannel : class, IDeliveryChannel
        where TService : FakeService, new()
        where TSettings : class => async (@event, title, body) =>
        {
            await using var service = await FakeService.StartAsync<TService>();
            await using var lab = new ChannelLab<TChannel>();
            var subscription = lab.Subscription(settings(service));
            subscription.Word(title, body);
            (await lab.DeliverToAsync(subscription, @event)).ShouldHaveArrived();
            return read(service.Request);
        };

    private static async Task<SentMessage> EmailAsync(IDomainEvent @event, string title, string body)
    {
        await using var server = new FakeMailServer();
        await using var lab = new ChannelLab<EmailChannel>();
        var subscription = lab.Subscription(new EmailSettings { Host = "127.0.0.1", Port = server.Port, VerifyCertificate = false, From = "sublarr@example.org", To = ["ann@example.org"] });
        subscription.Word(title, body);
        (await lab.DeliverToAsync(subscription, @event)).ShouldHaveArrived();
        var mail = server.Mails.ShouldHaveSingleItem();
        var text = mail.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n');
        var paragraph = Paragraph().Matches(mail.HtmlBody!)[^1].Groups[1].Value.Replace("<br>", "", StringComparison.Ordinal);
        var isText = WebUtility.HtmlDecode(paragraph).ReplaceLineEndings("\n") == text && !Tag().IsMatch(paragraph);
        return new(
            mail.Subject!, text, shown => shown,
            mail.Bcc.Count + mail.Cc.Count > 0 || mail.To.Count != 1 ? "It goes to somebody else." : isText ? null : "It is read as HTML.");
    }

    private static SentMessage Discord(SentRequest request)
    {
        var embed = request.Json.GetProperty("embeds")[0];
        var text = embed.GetProperty("description").GetString()!;
        return new(
            embed.GetProperty("title").GetString()!, text, shown => DiscordEscape().Replace(shown, "$1"),
            request.Json.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength() > 0 ? "It calls people."
            : DiscordMarkup().IsMatch(DiscordEscape().Replace(text, "")) ? "It is read as Markdown." : null);
    }

    private static SentMessage Slack(SentRequest request)
    {
        var attachment = request.Json.GetProperty("attachments")[0];
        var texts = attachment.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("text")).ToList();
        return new(
            texts[0].GetProperty("text").GetString()!, texts[1].GetProperty("text").GetString()!, text => text,
            texts.Any(text => text.GetProperty("type").GetString() != "plain_text") ? "It is read as markup."
            : attachment.GetProperty("fallback").GetString()!.IndexOfAny(['<', '>']) >= 0 ? "The fallback calls people." : null);
    }

    private static SentMessage MattermostOf(SentRequest request)
    {
        var attachment = request.Json.GetProperty("attachments")[0];
        var (title, text) = (attachment.GetProperty("title").GetString()!, attachment.GetProperty("text").GetString()!);
        var bare = MarkdownEscape().Replace($"{title}\n{text}", "");
        return new(
            title, text, shown => WebUtility.HtmlDecode(MarkdownEscape().Replace(shown, "$1")).Replace("\u2060", "", StringComparison.Ordinal),
            MattermostCall().IsMatch(bare) ? "It calls people, or draws an emoji." : MarkdownMarkup().IsMatch(bare) ? "It is read as Markdown." : null);
    }

    private static SentMessage Telegram(SentRequest request)
    {
        var text = request.Json.GetProperty("text").GetString()!;
        var length = request.Json.GetProperty("entities")[0].GetProperty("length").GetInt32();
        return new(
            text[..length], text[(length + 1)..], shown => shown.Replace("\u2060", "", StringComparison.Ordinal),
            request.Json.TryGetProperty("parse_mode", out _) ? "It is read as markup." : TelegramMention().IsMatch(text) ? "It calls people." : null);
    }

    private static SentMessage Plain(JsonElement json, string title, string text, string? danger) =>
        new(json.GetProperty(title).GetString()!, json.GetProperty(text).GetString()!, shown => shown, danger);

    private static string? IsNot(JsonElement json, string name, string value) => json.GetProperty(name).GetString() == value ? null : $"Its {name} is not {value}.";

    [GeneratedRegex("<p>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    [GeneratedRegex("<[a-zA-Z/!]")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\([\\*_~`|\[\]<>#])")]
    private static partial Regex DiscordEscape();

    [GeneratedRegex(@"[*_~`|\[\]<>#]")]
    private static partial Regex DiscordMarkup();

    [GeneratedRegex(@"\\([\\`*_~\[\]#|+\-!])")]
    private static partial Regex MarkdownEscape();

    [GeneratedRegex(@"[\\`*_~\[\]<>#|]")]
    private static partial Regex MarkdownMarkup();

    [GeneratedRegex("[@:][A-Za-z0-9_]")]
    private static partial Regex MattermostCall();

    [GeneratedRegex("@[A-Za-z0-9_]")]
    private static partial Regex TelegramMention();
}
