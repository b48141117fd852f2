using FluentValidation;
using Sublarr.Domain.Library;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>What a person sets for every server of the MediaBrowser family.</summary>
public abstract record MediaBrowserSettings
{
    /// <summary>The server.</summary>
    public abstract string Url { get; init; }

    /// <summary>A key.</summary>
    public abstract string ApiKey { get; init; }

    /// <summary>What folders are called in the server.</summary>
    [Setting(3, "Path mappings", Hint = "Where the server sees a folder under another name than Sonarr and Radarr report it. Leave it empty when all see the same paths.")]
    public IReadOnlyList<PathMapping> PathMappings { get; init; } = [];

    /// <summary>Headers that are sent along, for a proxy in front of the server.</summary>
    [Secret]
    [Setting(4, "Headers", Hint = "For a proxy in front of the server that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

internal abstract class MediaBrowserSettingsValidator<TSettings> : AbstractValidator<TSettings>
    where TSettings : MediaBrowserSettings
{
    /// <param name="egress">Where requests may go.</param>
    /// <param name="example">An address of such a server.</param>
    /// <param name="keys">Who makes keys, and where.</param>
    protected MediaBrowserSettingsValidator(EgressPolicy egress, string example, string keys)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer(example, "Enter an API key instead.", egress);
        RuleFor(settings => settings.ApiKey).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage($"Enter an API key: {keys}.")
            .IsKey("The API key")
            .Must(key => !key.Contains('"', StringComparison.Ordinal)).WithMessage("The API key holds a quotation mark: copy it again.");
        RuleFor(settings => settings.PathMappings).ArePathMappings();
        // It signs in with Authorization.
        RuleFor(settings => settings.Headers).AreHeaders(_ => true);
    }
}
