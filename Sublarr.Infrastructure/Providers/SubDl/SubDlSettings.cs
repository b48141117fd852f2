using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.SubDl;

/// <summary>What a person sets for SubDL.</summary>
[SettingsOfProvider("subdl")]
public sealed record SubDlSettings
{
    /// <summary>The key of every search.</summary>
    [Secret]
    [Setting(1, "API key", Hint = "SubDL shows it in your account, under API.", Required = true)]
    public string ApiKey { get; init; } = "";

    /// <summary>The server that is searched.</summary>
    [SecretAddress]
    [Setting(2, "Address", Hint = "Ends with /api/v1.", Group = "Server", Required = true)]
    public string BaseUrl { get; init; } = "https://api.subdl.com/api/v1";

    /// <summary>The server that files are fetched from.</summary>
    [SecretAddress]
    [Setting(3, "Address of the files", Group = "Server", Required = true)]
    public string DownloadUrl { get; init; } = "https://dl.subdl.com";
}

internal sealed class SubDlSettingsValidator : AbstractValidator<SubDlSettings>
{
    public SubDlSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.ApiKey).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Enter your API key: SubDL shows it in your account, under API.")
            .IsKey("The API key");
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop).IsServer("https://api.subdl.com/api/v1", "Enter the API key instead.", egress);
        RuleFor(settings => settings.DownloadUrl).Cascade(CascadeMode.Stop).IsServer("https://dl.subdl.com", "Enter the API key instead.", egress);
    }
}
