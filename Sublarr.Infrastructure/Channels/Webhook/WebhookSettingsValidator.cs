using FluentValidation;
using Sublarr.Infrastructure.Channels.Webhook.Certificates;
using Sublarr.Infrastructure.Channels.Webhook.Payloads;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;
using Schedule = Sublarr.Domain.Jobs.RetrySchedule;

namespace Sublarr.Infrastructure.Channels.Webhook;

internal sealed class WebhookSettingsValidator : AbstractValidator<WebhookSettings>
{
    /// <param name="time">Tells whether certificates have expired; null to leave that for later.</param>
    /// <param name="egress">Tells whether the port may be sent to; null to leave that to the moment it is dialled.</param>
    public WebhookSettingsValidator(TimeProvider? time, EgressPolicy? egress = null)
    {
        RuleFor(settings => settings.Url).Cascade(CascadeMode.Stop).IsAddress("https://example.org/hooks", "The signature proves who calls.", egress);

        RuleFor(settings => settings.Secret).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Generate a secret, or enter the one the receiver has.")
            .Must(secret => StandardWebhooks.KeyOf(secret) is not null)
            .WithMessage(
                $"The secret must be {StandardWebhooks.Prefix} and {StandardWebhooks.ShortestKey} to {StandardWebhooks.LongestKey} bytes in base64, "
                + $"or another text of {StandardWebhooks.ShortestKey} to {StandardWebhooks.LongestText} bytes: generate one if the receiver sets none.");

        RuleFor(settings => settings.Headers).Custom((headers, context) =>
        {
            foreach (var problem in CustomHeaders.Problems(headers, context.InstanceToValidate.AuthType != WebhookAuth.None))
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
            .Must(CustomHeaders.IsText).WithMessage("The name holds a character that no header may hold."));
        When(settings => settings.AuthType != WebhookAuth.None, () => RuleFor(settings => settings.AuthSecret).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(settings => settings.AuthType == WebhookAuth.Basic ? "Enter the password." : "Enter the token.")
            .Must(secret => !secret.Any(char.IsControl)).WithMessage("Remove line breaks and other control characters.")
            .Must((settings, secret) => settings.AuthType == WebhookAuth.Basic || CustomHeaders.IsText(secret))
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
        // A file that stays was judged when it came; that it has expired since is said where it is sent.
        RuleFor(settings => settings.ClientCertificate).Custom((pfx, context) =>
            AddFailure(context, IsOfStored(context, pfx) ? null : ProblemOfClient(pfx, context.InstanceToValidate.ClientCertificatePassword, time)));
        RuleFor(settings => settings.ClientCertificatePassword).Custom((password, context) => AddFailure(
            context,
            IsOfStored(context, context.InstanceToValidate.ClientCertificate) && password != SettingsValidation.BeforeOf<WebhookSettings>(context)!.ClientCertificatePassword
                ? "The password belongs to a file: choose the client certificate again too."
                : null));
    }

    private static void AddFailure(ValidationContext<WebhookSettings> context, string? problem)
    {
        if (problem is not null)
        {
            context.AddFailure(problem);
        }
    }

    private static bool IsOfStored(ValidationContext<WebhookSettings> context, string pfx) =>
        pfx.Length > 0 && SettingsValidation.BeforeOf<WebhookSettings>(context)?.ClientCertificate == pfx;

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
}
