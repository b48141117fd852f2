using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Providers.OpenSubtitles;

/// <summary>What a person sets for OpenSubtitles.com.</summary>
[SettingsOfProvider("opensubtitles")]
public sealed record OpenSubtitlesSettings : IOpenSubtitlesSettings
{
    /// <inheritdoc/>
    [Secret]
    [Setting(1, "API key", Hint = "Your own, made under Consumers in your profile at opensubtitles.com. A key that many share is cut off for all of them at once.",
        Required = true)]
    public string ApiKey { get; init; } = "";

    /// <inheritdoc/>
    [Setting(2, "User name", Hint = "Of your account there, not its e-mail address. With it you have your own 20 downloads a day; without it five for everybody at your address.")]
    public string Username { get; init; } = "";

    /// <inheritdoc/>
    [Secret]
    [Setting(3, "Password", Hint = "Of the same account.")]
    public string Password { get; init; } = "";

    /// <inheritdoc/>
    [Setting(4, "Translations by machines", Hint = "Finds them too. They are marked, and scoring can put them last.")]
    public bool MachineTranslations { get; init; }

    /// <inheritdoc/>
    [SecretAddress]
    [Setting(5, "Address", Hint = "Ends with /api/v1.", Group = "Server", Required = true)]
    public string BaseUrl { get; init; } = "https://api.opensubtitles.com/api/v1";
}

/// <summary>What a person sets for a server that speaks as OpenSubtitles.com does.</summary>
[SettingsOfProvider("opensubtitles-compatible")]
public sealed record CompatibleSettings : IOpenSubtitlesSettings
{
    /// <inheritdoc/>
    [SecretAddress]
    [Setting(1, "Address", Hint = "Of the server, up to where /subtitles follows.", Placeholder = "http://subtitles.example.org/api/v1", Required = true)]
    public string BaseUrl { get; init; } = "";

    /// <inheritdoc/>
    [Secret]
    [Setting(2, "API key", Hint = "If the server asks for one.")]
    public string ApiKey { get; init; } = "";

    /// <inheritdoc/>
    [Setting(3, "User name", Hint = "If the server has accounts.")]
    public string Username { get; init; } = "";

    /// <inheritdoc/>
    [Secret]
    [Setting(4, "Password", Hint = "Of the same account.")]
    public string Password { get; init; } = "";

    /// <inheritdoc/>
    [Setting(5, "Translations by machines", Hint = "Finds them too. They are marked, and scoring can put them last.")]
    public bool MachineTranslations { get; init; }
}

/// <summary>What both have.</summary>
internal interface IOpenSubtitlesSettings
{
    /// <summary>Where its paths begin.</summary>
    string BaseUrl { get; }

    /// <summary>The key of every request.</summary>
    string ApiKey { get; }

    /// <summary>The account; empty for none.</summary>
    string Username { get; }

    /// <summary>Its password.</summary>
    string Password { get; }

    /// <summary>True to find what machines translated, too.</summary>
    bool MachineTranslations { get; }
}

internal sealed class OpenSubtitlesSettingsValidator : AbstractValidator<OpenSubtitlesSettings>
{
    public OpenSubtitlesSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop)
            .IsServer("https://api.opensubtitles.com/api/v1", "Enter the user name and the password in their own fields.", egress);
        RuleFor(settings => settings.ApiKey).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter your API key: opensubtitles.com shows it in your profile, under Consumers.")
            .IsKey("The API key");
        RuleFor(settings => settings.Username).Must(name => !name.Contains('@', StringComparison.Ordinal))
            .WithMessage("Enter the user name, not the e-mail address: OpenSubtitles.com refuses that.");
        RuleFor(settings => settings.Password).NotEmpty().When(settings => settings.Username.Length > 0).WithMessage("Enter the password of the account, or remove the user name.");
    }
}

internal sealed class CompatibleSettingsValidator : AbstractValidator<CompatibleSettings>
{
    public CompatibleSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.BaseUrl).Cascade(CascadeMode.Stop)
            .IsServer("http://subtitles.example.org/api/v1", "Enter the user name and the password in their own fields.", egress);
        RuleFor(settings => settings.ApiKey).IsKey("The API key").When(settings => settings.ApiKey.Length > 0);
        RuleFor(settings => settings.Password).NotEmpty().When(settings => settings.Username.Length > 0).WithMessage("Enter the password of the account, or remove the user name.");
    }
}
