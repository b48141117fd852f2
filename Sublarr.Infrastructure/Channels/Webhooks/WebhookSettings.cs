using System.Collections.Frozen;
using System.ComponentModel;
using FluentValidation;
using Sublarr.Domain.Subscriptions;

namespace Sublarr.Infrastructure.Channels.Webhooks;

/// <summary>What a person enters for a webhook.</summary>
public sealed record WebhookSettings
{
    /// <summary>Where events are sent.</summary>
    [Description("Where events are sent, starting with http:// or https://.")]
    public string Url { get; init; } = "";

    /// <summary>What requests are signed with: <c>whsec_</c> and a key in base64, or a text of the receiver's choosing.</summary>
    [Secret]
    [Description("What requests are signed with. The receiver needs the same.")]
    public string Secret { get; init; } = "";

    /// <summary>A secret for a person who brings none.</summary>
    public static string NewSecret() => StandardWebhooks.NewSecret();
}

internal sealed class WebhookSettingsValidator : AbstractValidator<WebhookSettings>
{
    private const int UrlLimit = 2000;

    // The ports browsers refuse (https://fetch.spec.whatwg.org/#port-blocking), and two more (6379, 11211) whose services take the
    // lines of a body for commands.
    private static readonly FrozenSet<int> OtherServices = FrozenSet.ToFrozenSet(
    [
        1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
        113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548,
        554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566,
        6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211,
    ]);

    public WebhookSettingsValidator()
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter the address of the receiver, such as https://example.org/hooks.")
            .MaximumLength(UrlLimit).WithMessage($"The address is longer than {UrlLimit} characters: shorten it.")
            .Must(url => Parse(url) is not null)
            .WithMessage("The address must start with http:// or https:// and name a host, such as https://example.org/hooks.")
            .Must(url => Parse(url) is { UserInfo: "" })
            .WithMessage("The address must hold no name and password: remove everything between // and @. The signature proves who calls.")
            .Must(url => Parse(url) is { Port: > 0 })
            .WithMessage("The port must be 1 to 65535.")
            .Must(url => Parse(url) is { } address && !OtherServices.Contains(address.Port))
            .WithMessage("The port belongs to a service that speaks no HTTP, such as mail: enter the port of the receiver.");

        RuleFor(settings => settings.Secret).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Generate a secret, or enter the one the receiver has.")
            .Must(secret => StandardWebhooks.KeyOf(secret) is not null)
            .WithMessage(
                $"The secret must be {StandardWebhooks.Prefix} and {StandardWebhooks.ShortestKey} to {StandardWebhooks.LongestKey} bytes in base64, "
                + $"or another text of {StandardWebhooks.ShortestKey} to {StandardWebhooks.LongestText} bytes: generate one if the receiver sets none.");
    }

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 } ? address : null;
}
