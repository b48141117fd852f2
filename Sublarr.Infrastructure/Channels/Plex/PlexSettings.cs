using FluentValidation;
using Sublarr.Domain.Library;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Plex;

/// <summary>What a person sets for a Plex server.</summary>
[SettingsOf(Channel)]
public sealed record PlexSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "plex";

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(1, "Server", Hint = "The address of your own server, without /web.", Placeholder = "http://plex:32400", Required = true)]
    public string Url { get; init; } = "";

    /// <summary>A token.</summary>
    [Secret]
    [Setting(2, "Token", Hint = "The X-Plex-Token at the end of the address that Get info, View XML of any item opens.", Required = true)]
    public string Token { get; init; } = "";

    /// <summary>What folders are called in the server.</summary>
    [Setting(3, "Path mappings", Hint = "Where Plex sees a folder under another name than Sonarr and Radarr report it. Leave it empty when all see the same paths.")]
    public IReadOnlyList<PathMapping> PathMappings { get; init; } = [];

    /// <summary>Headers that are sent along, for a proxy in front of the server.</summary>
    [Secret]
    [Setting(4, "Headers", Hint = "For a proxy in front of the server that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class PlexSettingsValidator : AbstractValidator<PlexSettings>
{
    public PlexSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("http://plex:32400", "Enter a token instead.", egress);
        RuleFor(settings => settings.Token).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter a token: it stands at the end of the address that Get info, View XML of any item opens.")
            .IsKey("The token");
        RuleFor(settings => settings.PathMappings).ArePathMappings();
        RuleFor(settings => settings.Headers).AreHeaders();
    }
}
