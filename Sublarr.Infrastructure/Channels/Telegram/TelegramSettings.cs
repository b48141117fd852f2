using System.Text.RegularExpressions;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Telegram;

/// <summary>What a person sets for a notification through a bot of Telegram.</summary>
[SettingsOf(Channel)]
public sealed record TelegramSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "telegram";

    /// <summary>Who writes.</summary>
    [Secret]
    [Setting(1, "Bot token", Hint = "@BotFather gives it to you with /newbot.", Required = true)]
    public string BotToken { get; init; } = "";

    /// <summary>Where it writes: the number of a chat, or the name of a public channel.</summary>
    [Setting(2, "Chat", Hint = "Its number, below zero for groups, or a channel's @name. Write to the bot, or add it, first.", Placeholder = "-1001234567890", Required = true)]
    public string ChatId { get; init; } = "";

    /// <summary>A topic of a group; 0 for none.</summary>
    [Setting(3, "Topic", Hint = "The number of a topic, in a group that has topics; 0 for none.")]
    public int ThreadId { get; init; }

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(4, "Server", Hint = "Telegram itself, or a bot server of your own.", Required = true)]
    public string Url { get; init; } = "https://api.telegram.org";

    /// <summary>Headers that are sent along, for a proxy on the way.</summary>
    [Secret]
    [Setting(5, "Headers", Hint = "For a proxy on the way that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed partial class TelegramSettingsValidator : AbstractValidator<TelegramSettings>
{
    public TelegramSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.BotToken).Must(token => Token().IsMatch(token))
            .WithMessage("The token is a number, a colon and some 35 letters, digits, _ and -: copy the whole of it from @BotFather, without \"bot\" before it.");
        RuleFor(settings => settings.ChatId).Must(chat => Chat().IsMatch(chat))
            .WithMessage("A chat is a number such as 123456789 or -1001234567890, or the name of a public channel such as @my_channel.");
        RuleFor(settings => settings.ThreadId).GreaterThanOrEqualTo(0).WithMessage("The topic is a number above zero; 0 stands for none.");
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("https://api.telegram.org", "Enter the token of a bot instead.", egress);
        RuleFor(settings => settings.Headers).AreHeaders();
    }

    [GeneratedRegex("^[0-9]{3,20}:[A-Za-z0-9_-]{20,100}$", RegexOptions.None, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("^(?:-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31})$", RegexOptions.None, 1000)]
    private static partial Regex Chat();
}
