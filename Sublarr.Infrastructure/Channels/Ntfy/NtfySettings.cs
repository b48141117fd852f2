using System.ComponentModel;
using System.Text.RegularExpressions;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Ntfy;

/// <summary>What a person sets for a notification through ntfy.</summary>
[SettingsOf(Channel)]
public sealed record NtfySettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "ntfy";

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(1, "Server", Hint = "ntfy.sh, or a server of your own.", Required = true)]
    public string Url { get; init; } = "https://ntfy.sh";

    /// <summary>What people subscribe to.</summary>
    [Setting(2, "Topic", Hint = "On ntfy.sh everybody who knows its name can read it: choose one that nobody guesses.", Placeholder = "sublarr-x7q2", Required = true)]
    public string Topic { get; init; } = "";

    /// <summary>An access token; empty where the topic is open to all.</summary>
    [Secret]
    [Setting(3, "Access token", Hint = "Where the topic is protected; it starts with tk_.")]
    public string Token { get; init; } = "";

    /// <summary>How much noise it makes.</summary>
    [Setting(4, "Priority", Hint = "How much noise it makes on a phone.")]
    public NtfyPriority Priority { get; init; } = NtfyPriority.Default;

    /// <summary>Headers that are sent along, for a proxy in front of the server.</summary>
    [Secret]
    [Setting(5, "Headers", Hint = "For a proxy in front of the server that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>How much noise a message makes; each is the number that ntfy knows it by.</summary>
public enum NtfyPriority
{
    /// <summary>No sound, and out of the way.</summary>
    [Description("Lowest: no sound, and folded away")]
    Min = 1,

    /// <summary>No sound.</summary>
    [Description("Low: no sound")]
    Low = 2,

    /// <summary>A short sound.</summary>
    [Description("Usual")]
    Default = 3,

    /// <summary>A long sound.</summary>
    [Description("High: a long sound")]
    High = 4,

    /// <summary>A very long sound, over what else is shown.</summary>
    [Description("Highest: a very long sound, over everything else")]
    Max = 5,
}

internal sealed partial class NtfySettingsValidator : AbstractValidator<NtfySettings>
{
    public NtfySettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("https://ntfy.sh", "Enter an access token instead.", egress);
        RuleFor(settings => settings.Topic).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter the topic, such as sublarr-x7q2. Whoever subscribes to it in the app gets the messages.")
            .Must(topic => Topic().IsMatch(topic)).WithMessage("A topic has up to 64 letters without accents, digits, _ and -: it is the last part of the address that the app shows.");
        RuleFor(settings => settings.Token).IsKey("The token");
        RuleFor(settings => settings.Priority).IsInEnum().WithMessage("The priority is min, low, default, high or max.");
        RuleFor(settings => settings.Headers).AreHeaders(settings => settings.Token.Length > 0);
    }

    // As the server takes them: https://github.com/binwiederhier/ntfy/blob/main/server/server.go (topicRegex).
    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$", RegexOptions.None, 1000)]
    private static partial Regex Topic();
}
