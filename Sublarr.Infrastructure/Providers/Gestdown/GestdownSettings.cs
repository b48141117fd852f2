using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.Gestdown;

/// <summary>What a person sets for Gestdown.</summary>
[SettingsOfProvider("gestdown")]
public sealed record GestdownSettings
{
    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(1, "Address", Hint = "Change it for a server of your own.", Group = "Server", Required = true)]
    public string BaseUrl { get; init; } = "https://api.gestdown.info";
}

internal sealed class GestdownSettingsValidator : AbstractValidator<GestdownSettings>
{
    public GestdownSettingsValidator(EgressPolicy egress) =>
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop).IsServer("https://api.gestdown.info", "It asks nobody who they are.", egress);
}
