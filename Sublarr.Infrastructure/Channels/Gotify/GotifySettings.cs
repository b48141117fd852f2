using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Gotify;

/// <summary>What a person sets for a notification through Gotify.</summary>
[SettingsOf(Channel)]
public sealed record GotifySettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "gotify";

    /// <summary>The loudest priority.</summary>
    public const int HighestPriority = 10;

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(1, "Server", Hint = "The address of your Gotify, without /message.", Placeholder = "https://gotify.example.org", Required = true)]
    public string Url { get; init; } = "";

    /// <summary>The token of an application.</summary>
    [Secret]
    [Setting(2, "App token", Hint = "Of an application, made under Apps; it starts with A.", Required = true)]
    public string AppToken { get; init; } = "";

    /// <summary>How much noise it makes.</summary>
    [Setting(3, "Priority", Hint = "0 to 10. The app is silent up to 3 and makes a sound from 4 on; from 8 on it also shows the message over what is on the screen.")]
    public int Priority { get; init; } = 5;

    /// <summary>Headers that are sent along, for a proxy in front of the server.</summary>
    [Secret]
    [Setting(4, "Headers", Hint = "For a proxy in front of the server that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class GotifySettingsValidator : AbstractValidator<GotifySettings>
{
    public GotifySettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("https://gotify.example.org", "Enter the token of an application instead.", egress);
        RuleFor(settings => settings.AppToken).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter the token of an application: Gotify shows it under Apps.")
            .IsKey("The token");
        RuleFor(settings => settings.Priority).InclusiveBetween(0, GotifySettings.HighestPriority).WithMessage($"The priority is 0 to {GotifySettings.HighestPriority}.");
        RuleFor(settings => settings.Headers).AreHeaders();
    }
}
