using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>What a person sets for a Jellyfin server.</summary>
[SettingsOf(Channel)]
public sealed record JellyfinSettings : MediaBrowserSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "jellyfin";

    /// <inheritdoc/>
    [SecretAddress]
    [Setting(1, "Server", Hint = "The address that you open Jellyfin with, without /web.", Placeholder = "http://jellyfin:8096", Required = true)]
    public override string Url { get; init; } = "";

    /// <inheritdoc/>
    [Secret]
    [Setting(2, "API key", Hint = "Made under Dashboard, API keys.", Required = true)]
    public override string ApiKey { get; init; } = "";
}

internal sealed class JellyfinSettingsValidator(EgressPolicy egress)
    : MediaBrowserSettingsValidator<JellyfinSettings>(egress, "http://jellyfin:8096", "Jellyfin makes one under Dashboard, API keys");
