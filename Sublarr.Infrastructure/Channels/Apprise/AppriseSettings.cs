using System.Text.RegularExpressions;
using FluentValidation;
using Sublarr.Domain.Settings;
using Sublarr.Infrastructure.Outbound;

namespace Sublarr.Infrastructure.Channels.Apprise;

/// <summary>What a person sets for a notification through an Apprise API.</summary>
[SettingsOf(Channel)]
public sealed record AppriseSettings
{
    /// <summary>The name of the channel.</summary>
    public const string Channel = "apprise";

    /// <summary>The server.</summary>
    [SecretAddress]
    [Setting(1, "Server", Hint = "The address of your Apprise API, without /notify.", Placeholder = "http://apprise.lan:8000", Required = true)]
    public string Url { get; init; } = "";

    /// <summary>The key of a configuration that is stored there. Whoever knows it can read and use it.</summary>
    [Secret]
    [Setting(2, "Configuration key", Hint = "Of a configuration stored there. Enter either this or addresses.")]
    public string Key { get; init; } = "";

    /// <summary>Addresses of services as Apprise writes them, with commas between. They hold tokens.</summary>
    [Secret]
    [Setting(3, "Addresses", Hint = "Of services as Apprise writes them, with commas between, where nothing is stored.")]
    public string Urls { get; init; } = "";

    /// <summary>Which services of the configuration are meant; empty for those without a tag.</summary>
    [Setting(4, "Tags", Hint = "Which services of the configuration: a comma means either, a blank both; empty for all without a tag.", Placeholder = "family, phone")]
    public string Tags { get; init; } = "";

    /// <summary>Headers that are sent along, for a proxy in front of the server.</summary>
    [Secret]
    [Setting(5, "Headers", Hint = "For a server, or a proxy in front of it, that asks who calls.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses one by one.</summary>
    internal IReadOnlyList<string> Addresses => Urls.Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
}

internal sealed partial class AppriseSettingsValidator : AbstractValidator<AppriseSettings>
{
    public AppriseSettingsValidator(EgressPolicy egress)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsServer("http://apprise.lan:8000", "Add the header Authorization instead.", egress);
        RuleFor(settings => settings.Key)
            .Must((settings, key) => key.Length > 0 || settings.Addresses.Count > 0)
            .WithMessage("Enter the key of a stored configuration, or addresses of services.")
            .Must((settings, key) => key.Length == 0 || settings.Addresses.Count == 0)
            .WithMessage("Enter either the key of a stored configuration or addresses: Apprise takes one of them.")
            .Must(key => Name().IsMatch(key))
            .WithMessage("The key has up to 128 letters, digits, _ and -: it is the last part of the address that Apprise shows.");
        RuleFor(settings => settings.Urls)
            .Must((settings, _) => settings.Addresses.All(address => address.Contains("://", StringComparison.Ordinal)))
            .WithMessage("Each address begins with the name of a service, such as tgram://, and has commas between it and the next.");
        RuleFor(settings => settings.Tags)
            .Must((settings, tags) => tags.Length == 0 || settings.Addresses.Count == 0)
            .WithMessage("Tags choose among the services of a stored configuration: remove them, or enter its key.");
        RuleFor(settings => settings.Headers).AreHeaders();
    }

    // As the server takes them: https://github.com/caronc/apprise-api/blob/master/apprise_api/api/urls.py
    [GeneratedRegex("^[A-Za-z0-9_-]{0,128}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
