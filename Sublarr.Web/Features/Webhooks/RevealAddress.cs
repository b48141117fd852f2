using MediatR;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Shows the whole address of a webhook, for people who are signed in alone. The audit trail tells of it first.</summary>
internal static class RevealAddress
{
    /// <param name="Id">Which.</param>
    public sealed record Command(long Id) : IRequest<string?>;

    public sealed class Handler(SubscriptionLookup lookup, AuditTrail trail) : IRequestHandler<Command, string?>
    {
        public async Task<string?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await lookup.ListAsync(WebhookView.Channel, command.Id, cancellationToken) is not [{ } webhook])
            {
                return null;
            }

            await trail.RecordAsync(
                "revealed", new AuditSubject(WebhookView.Channel, webhook.Id, webhook.Name), [new("url", null, null, IsSecret: true)], cancellationToken);
            return ChannelSettings.ReadWithoutSecrets<WebhookSettings>(webhook).Url;
        }
    }
}
