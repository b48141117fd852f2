using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Slack;

/// <summary>What a person sets for a notification into a channel of Slack, or of what takes messages as Slack does.</summary>
[SettingsOf(Channel)]
public sealed record SlackSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "slack";

    /// <summary>The address that Slack has made for one of its channels. Whoever has it can write there.</summary>
    [SecretAddress]
    [Setting(1, "Webhook address", Hint = "Of an incoming webhook; Mattermost's are taken too.", Placeholder = "https://hooks.slack.com/services/…", Required = true)]
    public string WebhookUrl { get; init; } = "";

    /// <summary>Headers that are sent along, for a proxy on the way.</summary>
    [Secret]
    [Setting(2, "Headers", Hint = "For a proxy on the way that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class SlackSettingsValidator : AbstractValidator<SlackSettings>
{
    public SlackSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.WebhookUrl).Cascade(CascadeMode.Stop)
            .IsAddress("https://hooks.slack.com/services/T0/B0/abcd", "The address alone says who writes.", egress);
        RuleFor(settings => settings.Headers).AreHeaders();
    }
}
