using FluentValidation;
using MediatR;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Creates or changes a webhook.</summary>
internal static class SaveWebhook
{
    /// <param name="Id">Null to create.</param>
    /// <param name="Form">What to store.</param>
    public sealed record Command(long? Id, WebhookForm Form) : IRequest<Result?>
    {
        /// <summary>True stores it as off whatever the form says: what it holds is asked about first.</summary>
        public bool StaysOff { get; init; }
    }

    /// <param name="Id">The webhook.</param>
    /// <param name="NewSecret">The secret that was made for it, to be shown this once; null when it was given or kept.</param>
    public sealed record Result(long Id, string? NewSecret);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IValidator<WebhookSettings> webhook)
        {
            RuleFor(command => command.Form.Name).IsSubscriptionName();
            RuleFor(command => command.Form.EventNames).AreEventNames();
            RuleFor(command => command.Form.TimeoutSeconds).IsTimeout();
            RuleFor(command => command.Form.RetryCount!.Value).IsRetryCount().OverridePropertyName("Form.RetryCount").When(command => command.Form.RetryCount is not null);
            RuleFor(command => command.Form.RetrySchedule)
                .Must(text => DurationText.ReadList(text) is not null)
                .WithMessage("Write the waits with commas between them, such as 5 s, 5 min, 2 h; or nothing for no retries.");
            RuleFor(command => command.Form.MaxAge)
                .Must((command, _) => WebhookInput.MaxAgeOf(command.Form) is not null)
                .WithMessage("Write a time such as 12 h or 3 d; or nothing for any age.");
            RuleFor(command => command.Form.Filter).IsContentFilter();
            RuleFor(command => command.Form.ClientCertificatePassword)
                .Must((command, password) => !WebhookInput.IsCertificateKept(command.Form) || !WebhookInput.IsGiven(password))
                .WithMessage("The password belongs to a file: choose the client certificate again too.");
            RuleFor(command => command.Form.Headers)
                .Must(rows => rows.DistinctBy(row => row.Name.Trim().ToUpperInvariant()).Count() == rows.Count)
                .WithMessage("Two headers have the same name: remove one of them.");
            RuleFor(command => command.Form.SecretValues)
                .Must(rows => rows.DistinctBy(row => row.Name.Trim().ToUpperInvariant()).Count() == rows.Count)
                .WithMessage("Two secret values have the same name: remove one of them.");
            RuleFor(command => command.Form.Url)
                .Must((command, url) => command.Id is not null || !url.Trim().EndsWith($"/{ChatAddress.Mask}", StringComparison.Ordinal))
                .WithMessage("This address was shown without what is behind its host: enter the whole of it.");
            RuleFor(command => command.Form).Custom((form, context) =>
                context.AddChannelFailures(webhook.Validate(SettingsValidation.Of(WebhookInput.Checkable(form), form.EventNames))));
        }
    }

    public sealed class Handler(SubscriptionEditor editor, ChannelSettings settings) : IRequestHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command command, CancellationToken cancellationToken)
        {
            var form = command.Form;
            var newSecret = command.Id is null && !WebhookInput.IsGiven(form.Secret) ? WebhookSettings.NewSecret() : null;
            var id = await editor.SaveAsync(
                new SubscriptionEdit(
                    WebhookView.Channel,
                    command.Id,
                    form.Name,
                    form.EventNames,
                    Changed,
                    form.TimeoutSeconds,
                    WebhookInput.RetriesOf(form),
                    form.Filter,
                    form.Enabled && !command.StaysOff),
                cancellationToken);
            return id is null ? null : new Result(id.Value, newSecret);

            // One whose secret was lost gets a new one, as if it were new.
            (string Stored, IReadOnlyList<string> ChangedKeys) Changed(Subscription stored)
            {
                var present = settings.ReadWhatCanBe<WebhookSettings>(stored);
                newSecret ??= present.Secret.Length == 0 && !WebhookInput.IsGiven(form.Secret) ? WebhookSettings.NewSecret() : null;
                return settings.Change(stored, WebhookInput.SettingsOf(form, present, newSecret));
            }
        }
    }
}
