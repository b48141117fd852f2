using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.Jimaku;

/// <summary>What a person sets for Jimaku.</summary>
[SettingsOfProvider("jimaku")]
public sealed record JimakuSettings
{
    /// <summary>The key of every request.</summary>
    [Secret]
    [Setting(1, "API key", Hint = "Jimaku shows it in your account. Enter it bare, without Bearer.", Required = true)]
    public string ApiKey { get; init; } = "";

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(2, "Address", Hint = "Ends with /api.", Group = "Server", Required = true)]
    public string BaseUrl { get; init; } = "https://jimaku.cc/api";
}

internal sealed class JimakuSettingsValidator : AbstractValidator<JimakuSettings>
{
    public JimakuSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.ApiKey).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter your API key: Jimaku shows it in your account.")
            .IsKey("The API key");
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop).IsServer("https://jimaku.cc/api", "Enter the API key instead.", egress);
    }
}
