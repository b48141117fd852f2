using FluentValidation;
using Sublarr.Infrastructure.Channels.Webhook.Certificates;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Infrastructure.Channels.Webhook;

internal sealed class WebhookSettingsValidator : AbstractValidator<WebhookSettings>
{
    private const int UrlLimit = 2000;

    /// <param name="time">Tells whether certificates have expired; null to leave that for later.</param>
    /// <param name="egress">Tells whether the port may be sent to; null to leave that to the moment it is dialled.</param>
    public WebhookSettingsValidator(TimeProvider? time, EgressPolicy? egress = null)
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
            .Must(url => egress is null || egress.MayOpen(Parse(url)!.Port))
            .WithMessage((_, url) => "The port belongs to a service that speaks no HTTP, such as mail: enter the port of the receiver. "
                + $"If it is the receiver's, allow {Parse(url)!.Authority} under Settings, or with SUBLARR_EGRESS_ALLOW.");

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
        RuleFor(settings => settings.SecretValues).Custom((values, context) =>
        {
            foreach (var problem in SecretValues.Problems(values))
            {
                context.AddFailure(problem);
            }
        });
        RuleFor(settings => settings.Url).Custom((url, context) => AddFailure(context, SecretValues.ProblemOf(url, context.InstanceToValidate.SecretValues)));
        RuleFor(settings => settings.Headers).Custom((headers, context) =>
            AddFailure(context, SecretValues.ProblemOf(string.Join('\n', headers.Values), context.InstanceToValidate.SecretValues)));
        RuleFor(settings => settings.PayloadTemplate).Custom((template, context) => AddFailure(context, SecretValues.ProblemOf(template, context.InstanceToValidate.SecretValues)));
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
        RuleFor(settings => settings.Ordering).IsInEnum().WithMessage("The order is none or per_title.");
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
                // A template that can be read may still give no JSON: that shows when it is tried on the events that are sent.
                var type = context.InstanceToValidate.ContentType;
                if (PayloadType.Read(type) is not null && PayloadPreview.ProblemOf(template, type, SettingsValidation.EventNamesOf(context)) is { } problem)
                {
                    context.AddFailure(problem);
                }
            });
        });
        RuleFor(settings => settings.CaCertificate).Custom((pem, context) => AddFailure(context, ProblemOfAuthorities(pem, time)));
        RuleFor(settings => settings.ClientCertificate).Custom((pfx, context) =>
            AddFailure(context, ProblemOfClient(pfx, context.InstanceToValidate.ClientCertificatePassword, time)));
    }

    private static void AddFailure(ValidationContext<WebhookSettings> context, string? problem)
    {
        if (problem is not null)
        {
            context.AddFailure(problem);
        }
    }

    private static string? ProblemOfAuthorities(string pem, TimeProvider? time)
    {
        if (pem.Length is 0 or > CertificateText.LengthLimit)
        {
            return pem.Length == 0 ? null : "The certificates are longer than 64 KiB: enter the authority's alone.";
        }

        return CertificateText.ReadAuthorities(pem, out var problem) is { } authorities && time is not null
            ? authorities.Select(authority => CertificateText.ProblemAt(authority, "The certificate", time.GetUtcNow())).FirstOrDefault(each => each is not null)
            : problem;
    }

    private static string? ProblemOfClient(string pfx, string password, TimeProvider? time)
    {
        if (pfx.Length is 0 or > CertificateText.LengthLimit)
        {
            return pfx.Length == 0 ? null : "The client certificate is longer than 64 KiB.";
        }

        return CertificateText.ReadClient(pfx, password, out var problem) is { } client && time is not null
            ? CertificateText.ProblemAt(client.Own, "The certificate", time.GetUtcNow())
            : problem;
    }

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 } ? address : null;
}
