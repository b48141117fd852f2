using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.AnimeTosho;

/// <summary>What a person sets for AnimeTosho.</summary>
[SettingsOfProvider("animetosho")]
public sealed record AnimeToshoSettings
{
    /// <summary>The server that is searched.</summary>
    [SecretAddress]
    [Setting(1, "Address", Group = "Server", Required = true)]
    public string BaseUrl { get; init; } = "https://feed.animetosho.xyz";

    /// <summary>The server that files are fetched from.</summary>
    [SecretAddress]
    [Setting(2, "Address of the files", Group = "Server", Required = true)]
    public string StorageUrl { get; init; } = "https://storage.animetosho.xyz";
}

internal sealed class AnimeToshoSettingsValidator : AbstractValidator<AnimeToshoSettings>
{
    public AnimeToshoSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop).IsServer("https://feed.animetosho.xyz", "It asks nobody who they are.", egress);
        RuleFor(settings => settings.StorageUrl).Cascade(CascadeMode.Stop).IsServer("https://storage.animetosho.xyz", "It asks nobody who they are.", egress);
    }
}
