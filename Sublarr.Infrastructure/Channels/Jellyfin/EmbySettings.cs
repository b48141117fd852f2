using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Jellyfin;

/// <summary>What a person sets for an Emby server.</summary>
[SettingsOf(Channel)]
public sealed record EmbySettings : MediaBrowserSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "emby";

    /// <inheritdoc/>
    [SecretAddress]
    [Setting(1, "Server", Hint = "The address that you open Emby with, without /web.", Placeholder = "http://emby:8096", Required = true)]
    public override string Url { get; init; } = "";

    /// <inheritdoc/>
    [Secret]
    [Setting(2, "API key", Hint = "Made under Settings, API keys.", Required = true)]
    public override string ApiKey { get; init; } = "";
}

internal sealed class EmbySettingsValidator(EgressPolicy egress)
    : MediaBrowserSettingsValidator<EmbySettings>(egress, "http://emby:8096", "Emby makes one under Settings, API keys");
