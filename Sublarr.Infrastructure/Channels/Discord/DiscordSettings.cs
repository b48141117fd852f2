using System.Text.RegularExpressions;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Discord;

/// <summary>What a person sets for a notification into a channel of Discord.</summary>
[SettingsOf(Channel)]
public sealed record DiscordSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "discord";

    /// <summary>The address that Discord has made for one of its channels. Whoever has it can write there.</summary>
    [SecretAddress]
    [Setting(1, "Webhook address", Hint = "In Discord: Integrations, Webhooks, Copy webhook URL.", Placeholder = "https://discord.com/api/webhooks/…", Required = true)]
    public string WebhookUrl { get; init; } = "";

    /// <summary>A thread of that channel; empty for the channel itself.</summary>
    [Setting(2, "Thread", Hint = "The number of a thread, or of a post in a forum; empty for the channel itself.")]
    public string ThreadId { get; init; } = "";

    /// <summary>True when nobody is to hear of it.</summary>
    [Setting(3, "Silent", Hint = "No sound and no notice on phones and desktops.")]
    public bool Silent { get; init; }

    /// <summary>Headers that are sent along, for a proxy on the way.</summary>
    [Secret]
    [Setting(4, "Headers", Hint = "For a proxy on the way that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed partial class DiscordSettingsValidator : AbstractValidator<DiscordSettings>
{
    public DiscordSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.WebhookUrl).Cascade(CascadeMode.Stop)
            .IsAddress("https://discord.com/api/webhooks/1234/abcd", "The address alone says who writes.", egress);
        RuleFor(settings => settings.ThreadId).Must(thread => Number().IsMatch(thread))
            .WithMessage("A thread is a number such as 1187450230472155136: copy it with Copy thread ID, which developer mode offers.");
        RuleFor(settings => settings.Headers).AreHeaders();
    }

    [GeneratedRegex("^[0-9]{0,20}$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
