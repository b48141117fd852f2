using FluentValidation;
using MediatR;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Gives a webhook a new secret. For a while requests carry both signatures, so that no request is refused while the receiver changes.</summary>
internal static class RotateSecret
{
    public const int StandardGraceHours = 24;
    public const int LongestGraceHours = 168;

    /// <param name="Id">Which.</param>
    /// <param name="GraceHours">For how many hours requests are signed with the present secret too.</param>
    public sealed record Command(long Id, int GraceHours) : IRequest<Result?>;

    /// <param name="Secret">The new secret, to be shown this once.</param>
    /// <param name="PreviousUntil">Until when requests are signed with the former one too, in UTC; null when they are not.</param>
    public sealed record Result(string Secret, DateTimeOffset? PreviousUntil);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.GraceHours)
            .InclusiveBetween(0, LongestGraceHours).WithMessage($"The grace period must be 0 to {LongestGraceHours} hours.");
    }

    public sealed class Handler(SubscriptionLookup lookup, SubscriptionEditor editor, ChannelSettings settings, TimeProvider time) : IRequestHandler<Command, Result?>
    {
        public async Task<Result?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await lookup.ListAsync(WebhookView.Channel, command.Id, cancellationToken) is not [{ } webhook])
            {
                return null;
            }

            var rotated = settings.ReadWhatCanBe<WebhookSettings>(webhook)
                .Rotate(WebhookSettings.NewSecret(), time.GetUtcNow(), TimeSpan.FromHours(command.GraceHours));
            var id = await editor.SaveAsync(
                new SubscriptionEdit(
                    WebhookView.Channel,
                    command.Id,
                    webhook.Name,
                    [.. webhook.EventNames],
                    stored => settings.Change(stored, rotated),
                    webhook.TimeoutSeconds,
                    webhook.RetryCount,
                    webhook.ContentFilterJson,
                    webhook.IsEnabled),
                cancellationToken);
            return id is null ? null : new Result(rotated.Secret, rotated.PreviousSecretUntil);
        }
    }
}
