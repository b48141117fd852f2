using FluentValidation;
using Sublarr.Domain.Library;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>What a person sets for an Emby server.</summary>
[SettingsOf(Channel)]
public sealed record EmbySettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "emby";

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(1, "Server", Hint = "The address that you open Emby with, without /web.", Placeholder = "http://emby:8096", Required = true)]
    public string Url { get; init; } = "";

    /// <summary>A key.</summary>
    [Secret]
    [Setting(2, "API key", Hint = "Made under Settings, API keys.", Required = true)]
    public string ApiKey { get; init; } = "";

    /// <summary>What folders are called in the server.</summary>
    [Setting(3, "Path mappings", Hint = "Where Emby sees a folder under another name than Sonarr and Radarr report it. Leave it empty when all see the same paths.")]
    public IReadOnlyList<PathMapping> PathMappings { get; init; } = [];

    /// <summary>Headers that are sent along, for a proxy in front of the server.</summary>
    [Secret]
    [Setting(4, "Headers", Hint = "For a proxy in front of the server that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class EmbySettingsValidator : AbstractValidator<EmbySettings>
{
    public EmbySettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("http://emby:8096", "Enter an API key instead.", egress);
        RuleFor(settings => settings.ApiKey).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter an API key: Emby makes one under Settings, API keys.")
            .IsKey("The API key")
            .Must(key => !key.Contains('"', StringComparison.Ordinal)).WithMessage("The API key holds a quotation mark: copy it again.");
        RuleFor(settings => settings.PathMappings).ArePathMappings();
        // It signs in with Authorization.
        RuleFor(settings => settings.Headers).AreHeaders(_ => true);
    }
}
