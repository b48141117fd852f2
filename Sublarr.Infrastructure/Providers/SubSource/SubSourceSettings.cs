using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.SubSource;

/// <summary>What a person sets for SubSource.</summary>
[SettingsOfProvider("subsource")]
public sealed record SubSourceSettings
{
    /// <summary>The key of every request.</summary>
    [Secret]
    [Setting(1, "API key", Hint = "SubSource shows it in your profile.", Required = true)]
    public string ApiKey { get; init; } = "";

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(2, "Address", Hint = "Ends with /api/v1.", Group = "Server", Required = true)]
    public string BaseUrl { get; init; } = "https://api.subsource.net/api/v1";
}

internal sealed class SubSourceSettingsValidator : AbstractValidator<SubSourceSettings>
{
    public SubSourceSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.ApiKey).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter your API key: SubSource shows it in your profile.")
            .IsKey("The API key");
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop).IsServer("https://api.subsource.net/api/v1", "Enter the API key instead.", egress);
    }
}
