using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.TsukiHime;

/// <summary>What a person sets for TsukiHime.</summary>
[SettingsOfProvider("tsukihime")]
public sealed record TsukiHimeSettings
{
    /// <summary>The server that is searched.</summary>
    [SecretAddress]
    [Setting(1, "Address", Hint = "Ends with /v1.", Group = "Server", Required = true)]
    public string BaseUrl { get; init; } = "https://api.tsukihime.org/v1";

    /// <summary>The server that files are fetched from.</summary>
    [SecretAddress]
    [Setting(2, "Address of the files", Group = "Server", Required = true)]
    public string StorageUrl { get; init; } = "https://storage.tsukihime.org";
}

internal sealed class TsukiHimeSettingsValidator : AbstractValidator<TsukiHimeSettings>
{
    public TsukiHimeSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop).IsServer("https://api.tsukihime.org/v1", "It asks nobody who they are.", egress);
        RuleFor(settings => settings.StorageUrl).Cascade(CascadeMode.Stop).IsServer("https://storage.tsukihime.org", "It asks nobody who they are.", egress);
    }
}
