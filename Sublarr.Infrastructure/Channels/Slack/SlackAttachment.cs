using Sublarr.Domain.Messages;

namespace Sublarr.Infrastructure.Channels.Slack;

/// <summary>A message as an attachment, which has the colour of its tone: in blocks for Slack itself, in Markdown for what takes messages as Slack does.</summary>
internal static class SlackAttachment
{
    // A sign without width keeps what follows from being a name or an emoji.
    private const string Joiner = "\u2060";

    // https://docs.slack.dev/reference/block-kit/blocks
    private static readonly TextLimit Titles = TextLimit.Units(150);
    private static readonly TextLimit Texts = TextLimit.Units(3000);

    /// <summary>True for an address of Slack's own.</summary>
    /// <param name="address">Of a webhook.</param>
    public static bool IsSlack(Uri address) =>
        address.IdnHost.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase) || address.IdnHost.EndsWith(".slack-gov.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Plain text in blocks: Slack reads neither markup nor mentions there. What a phone shows is the fallback.</summary>
    /// <param name="message">What is told.</param>
    public static object InBlocks(Message message) => new
    {
        Color = ToneColor.HexOf(message.Tone),
        Fallback = Texts.Cut($"{message.Title}: {message.Text}", Escape),
        Blocks = new object[]
        {
            new { Type = "header", Text = new { Type = "plain_text", Text = Titles.Cut(message.Title), Emoji = false } },
            new { Type = "section", Text = new { Type = "plain_text", Text = Texts.Cut(message.Text), Emoji = false } },
        },
    };

    /// <summary>
    /// The fields that attachments had before there were blocks. Mattermost draws no blocks and no fallback (github.com/mattermost/mattermost/issues/14973), and reads title and text as Markdown.
    /// </summary>
    /// <param name="message">What is told.</param>
    public static object InMarkdown(Message message) => new
    {
        Color = ToneColor.HexOf(message.Tone),
        Fallback = Texts.Cut($"{message.Title}: {message.Text}", Escape),
        Title = Titles.Cut(message.Title, EscapeMarkdown),
        Text = Texts.Cut(message.Text, EscapeMarkdown),
    };

    // https://docs.slack.dev/messaging/formatting-message-text#escaping: <!channel> would call everybody, in Mattermost too.
    private static string Escape(string character) => character
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // @ begins a mention and : an emoji, which no backslash keeps from being one.
    private static string EscapeMarkdown(string character) => string.Concat(character.Select(part => part switch
    {
        '&' or '<' or '>' => Escape($"{part}"),
        '@' or ':' => $"{part}{Joiner}",
        '\\' or '`' or '*' or '_' or '~' or '[' or ']' or '#' or '|' or '+' or '-' or '!' => $@"\{part}",
        _ => $"{part}",
    }));
}
