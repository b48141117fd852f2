using FluentValidation;
using Sublarr.Domain.Library;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Kodi;

/// <summary>What a person sets for a Kodi.</summary>
[SettingsOf(Channel)]
public sealed record KodiSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "kodi";

    /// <summary>The player.</summary>
    [SecretAddress]
    [Setting(1, "Address", Hint = "Of its web server, which is switched on under Settings, Services, Control.", Placeholder = "http://kodi.lan:8080", Required = true)]
    public string Url { get; init; } = "";

    /// <summary>Who signs in; empty for nobody.</summary>
    [Setting(2, "User name", Hint = "As entered in Kodi; empty where it asks for none.")]
    public string Username { get; init; } = "";

    /// <summary>With what.</summary>
    [Secret]
    [Setting(3, "Password")]
    public string Password { get; init; } = "";

    /// <summary>True when it looks through the folder that has changed.</summary>
    [Setting(4, "Update the library", Hint = "Looks through the folder that has changed, and waits while a video plays.")]
    public bool UpdateLibrary { get; init; } = true;

    /// <summary>True when it shows a notice.</summary>
    [Setting(5, "Show a notice", Hint = "Shows on the screen what has happened, for five seconds; once for what came together.")]
    public bool ShowNotification { get; init; }

    /// <summary>What folders are called in Kodi.</summary>
    [Setting(6, "Path mappings", Hint = "For what Kodi does not know yet: its name of the folder, such as smb://nas/tv. What it knows, it finds under its own paths.")]
    public IReadOnlyList<PathMapping> PathMappings { get; init; } = [];

    /// <summary>Headers that are sent along, for a proxy in front of it.</summary>
    [Secret]
    [Setting(7, "Headers", Hint = "For a proxy in front of it that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class KodiSettingsValidator : AbstractValidator<KodiSettings>
{
    public KodiSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("http://kodi.lan:8080", "Enter user name and password in their own fields.", egress);
        RuleFor(settings => settings.Username).Must(name => !name.Contains(':', StringComparison.Ordinal)).WithMessage("A user name holds no colon: the way Kodi signs people in cannot carry one.");
        RuleFor(settings => settings.Username).NotEmpty().When(settings => settings.Password.Length > 0).WithMessage("Enter the user name of the password, or remove the password.");
        RuleFor(settings => settings.ShowNotification).Equal(true).When(settings => !settings.UpdateLibrary)
            .WithMessage("With neither the library updated nor a notice shown there is nothing to do: choose one of them.");
        RuleFor(settings => settings.PathMappings).ArePathMappings();
        RuleFor(settings => settings.Headers).AreHeaders(settings => settings.Username.Length > 0);
    }
}
