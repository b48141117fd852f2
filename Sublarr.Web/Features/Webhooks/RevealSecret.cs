using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Shows the secret of a webhook, for people who are signed in alone. The audit trail tells of it first.</summary>
internal static class RevealSecret
{
    /// <param name="Id">Which.</param>
    public sealed record Command(long Id) : IRequest<string?>;

    public sealed class Handler(SubscriptionLookup lookup, ChannelSettings settings, AuditTrail trail) : IRequestHandler<Command, string?>
    {
        public async Task<string?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await lookup.ListAsync(WebhookView.Channel, command.Id, cancellationToken) is not [{ } webhook])
            {
                return null;
            }

            await trail.RecordAsync(
                "revealed", new AuditSubject(WebhookView.Channel, webhook.Id, webhook.Name), [new("secret", null, null, IsSecret: true)], cancellationToken);
            try
            {
                return settings.Read<WebhookSettings>(webhook).Secret;
            }
            catch (Exception exception) when (exception is JsonException or InvalidDataException)
            {
                throw new ValidationException([new ValidationFailure("Secret", "The settings it is stored with cannot be read: enter them again.")]);
            }
            catch (CryptographicException)
            {
                const string remedy = "It cannot be decrypted: the keys in the config folder are not those it was encrypted with. Restore the folder \"keys\", or enter the secret again.";
                throw new ValidationException([new ValidationFailure("Secret", remedy)]);
            }
        }
    }
}
