using System.Collections.Frozen;
using System.ComponentModel;
using FluentValidation;
using Sublarr.Domain.Subscriptions;
using Sublarr.Domain.Templates;
using Sublarr.Infrastructure.Channels.Webhooks.Payloads;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Infrastructure.Channels.Webhooks;

/// <summary>What a person enters for a webhook.</summary>
[SettingsOf("webhook")]
public sealed record WebhookSettings
{
    /// <summary>How many deliveries may be under way at the same time, unless changed.</summary>
    public const int StandardInFlight = 4;

    /// <summary>The most deliveries that may be under way at the same time.</summary>
    public const int MostInFlight = 16;

    /// <summary>The highest rate limit; more is no limit worth having.</summary>
    public const int HighestRate = 100;

    /// <summary>The longest maximum age, in seconds: one year.</summary>
    public const int LongestMaxAge = 31_536_000;

    /// <summary>Where events are sent.</summary>
    [Description("Where events are sent, starting with http:// or https://.")]
    public string Url { get; init; } = "";

    /// <summary>What requests are signed with: <c>whsec_</c> and a key in base64, or a text of the receiver's choosing.</summary>
    [Secret]
    [Description("What requests are signed with. The receiver needs the same.")]
    public string Secret { get; init; } = "";

    /// <summary>The secret before <see cref="Secret"/>; requests are signed with both until <see cref="PreviousSecretUntil"/>.</summary>
    [Secret]
    [Description("The secret before this one.")]
    public string PreviousSecret { get; init; } = "";

    /// <summary>Until when receivers may still know the previous secret, in UTC; null when there is none.</summary>
    [Description("Until when requests are also signed with the secret before this one.")]
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary>Headers that are sent along, with values that are secret.</summary>
    [Secret]
    [Description("Headers that are sent along.")]
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the receiver is told who calls, besides the signature.</summary>
    [Description("How the receiver is told who calls, besides the signature.")]
    public WebhookAuth AuthType { get; init; }

    /// <summary>The name to sign in with, for <see cref="WebhookAuth.Basic"/>.</summary>
    [Description("The name to sign in with.")]
    public string AuthUser { get; init; } = "";

    /// <summary>The password or the token.</summary>
    [Secret]
    [Description("The password or the token.")]
    public string AuthSecret { get; init; } = "";

    /// <summary>A template of the body; empty for Sublarr's own.</summary>
    [Description("A template of the body; empty for Sublarr's own.")]
    public string PayloadTemplate { get; init; } = "";

    /// <summary>The content type of what <see cref="PayloadTemplate"/> makes; empty for JSON.</summary>
    [Description("The content type of what the template makes; empty for JSON.")]
    public string ContentType { get; init; } = "";

    /// <summary>How many deliveries may be under way at the same time.</summary>
    [Description("How many deliveries may be under way at the same time.")]
    public int InFlight { get; init; } = StandardInFlight;

    /// <summary>How many deliveries may begin within <see cref="RatePeriod"/>, evenly spaced; 0 for no limit.</summary>
    [Description("How many deliveries may begin within the period, evenly spaced; 0 for no limit.")]
    public int RateLimit { get; init; }

    /// <summary>What <see cref="RateLimit"/> counts by.</summary>
    [Description("What the rate limit counts by.")]
    public RatePeriod RatePeriod { get; init; }

    /// <summary>How old an event may be when it is sent, in seconds; 0 for any age.</summary>
    [Description("How old an event may be when it is sent, in seconds; 0 for any age.")]
    public int MaxAge { get; init; }

    /// <summary>The waits before the second, third … attempt, in seconds; null for the usual ones.</summary>
    [Description("The waits before the second, third ... attempt, in seconds; null for the usual ones.")]
    public IReadOnlyList<int>? RetrySchedule { get; init; }

    /// <summary>When failed deliveries are tried again.</summary>
    /// <param name="retries">How often; the schedule is cut short, or its last wait repeated.</param>
    public Schedule ScheduleOf(int retries) =>
        (RetrySchedule is { Count: > 0 } seconds ? new Schedule(seconds.Select(wait => TimeSpan.FromSeconds(wait))) : Schedule.Webhook).WithRetries(retries);

    /// <summary>With a new secret; the present one counts for as long as <paramref name="grace"/>.</summary>
    /// <param name="secret">The new secret.</param>
    /// <param name="now">Now, in UTC.</param>
    /// <param name="grace">How long receivers may still know the present one; zero to end it at once.</param>
    public WebhookSettings Rotate(string secret, DateTimeOffset now, TimeSpan grace) => this with
    {
        Secret = secret,
        PreviousSecret = grace > TimeSpan.Zero ? Secret : "",
        PreviousSecretUntil = grace > TimeSpan.Zero ? now + grace : null,
    };

    /// <summary>A secret for a person who brings none.</summary>
    public static string NewSecret() => StandardWebhooks.NewSecret();
}

/// <summary>What goes into the header <c>Authorization</c>.</summary>
public enum WebhookAuth
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A name and a password.</summary>
    Basic,

    /// <summary>A token.</summary>
    Bearer,
}

/// <summary>What a rate limit counts by.</summary>
public enum RatePeriod
{
    /// <summary>Deliveries per second.</summary>
    Second,

    /// <summary>Deliveries per minute.</summary>
    Minute,
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

        RuleFor(settings => settings.Headers).Custom((headers, context) =>
        {
            foreach (var problem in WebhookHeaders.Problems(headers, context.InstanceToValidate.AuthType))
            {
                context.AddFailure(problem);
            }
        });
        When(settings => settings.AuthType == WebhookAuth.Basic, () => RuleFor(settings => settings.AuthUser).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter the name to sign in with.")
            .Must(user => !user.Contains(':', StringComparison.Ordinal)).WithMessage("The name must hold no colon: basic authentication cannot send one.")
            .Must(WebhookHeaders.IsText).WithMessage("The name holds a character that no header may hold."));
        When(settings => settings.AuthType != WebhookAuth.None, () => RuleFor(settings => settings.AuthSecret).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(settings => settings.AuthType == WebhookAuth.Basic ? "Enter the password." : "Enter the token.")
            .Must(secret => !secret.Any(char.IsControl)).WithMessage("Remove line breaks and other control characters.")
            .Must((settings, secret) => settings.AuthType == WebhookAuth.Basic || WebhookHeaders.IsText(secret))
            .WithMessage("The token holds a character that no header may hold."));
        RuleFor(settings => settings.InFlight)
            .InclusiveBetween(1, WebhookSettings.MostInFlight).WithMessage($"1 to {WebhookSettings.MostInFlight} deliveries may be under way at the same time.");
        RuleFor(settings => settings.RateLimit)
            .InclusiveBetween(0, WebhookSettings.HighestRate).WithMessage($"The rate limit must be 1 to {WebhookSettings.HighestRate}, or 0 for none.");
        RuleFor(settings => settings.RatePeriod).IsInEnum().WithMessage("The rate limit counts by second or minute.");
        RuleFor(settings => settings.MaxAge)
            .InclusiveBetween(0, WebhookSettings.LongestMaxAge).WithMessage("The maximum age must be 1 second to 365 days, or 0 for any age.");
        RuleFor(settings => settings.RetrySchedule)
            .Must(schedule => schedule is null || schedule.Count <= Schedule.RetryLimit)
            .WithMessage($"A schedule has at most {Schedule.RetryLimit} retries.")
            .Must(schedule => schedule is null || schedule.All(seconds => seconds >= 1 && seconds <= Schedule.LongestDelay.TotalSeconds))
            .WithMessage("Each wait must be 1 second to 7 days.");
        When(settings => settings.PayloadTemplate.Length > 0, () =>
        {
            RuleFor(settings => settings.ContentType)
                .Must(type => PayloadType.Read(type) is not null)
                .WithMessage((_, type) => $"\"{type}\" is no content type of a text: enter one such as {PayloadType.Json} or text/plain.");
            RuleFor(settings => settings.PayloadTemplate).Custom((template, context) =>
            {
                if (PayloadType.Read(context.InstanceToValidate.ContentType) is { } type && Template.Read(template, type.Escaping, out var problem) is null)
                {
                    context.AddFailure(problem);
                }
            });
        });
    }

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 } ? address : null;
}
