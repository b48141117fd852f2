using MediatR;
using Sublarr.Infrastructure.Channels;
using Sublarr.Infrastructure.Channels.Webhooks;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>All webhooks, or one.</summary>
internal static class GetWebhooks
{
    /// <param name="Id">Null for all.</param>
    public sealed record Query(long? Id = null) : IRequest<IReadOnlyList<WebhookView>>;

    public sealed class Handler(SubscriptionLookup lookup, HealthReport report) : IRequestHandler<Query, IReadOnlyList<WebhookView>>
    {
        public async Task<IReadOnlyList<WebhookView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var webhooks = await lookup.ListAsync(WebhookView.Channel, query.Id, cancellationToken);
            var health = await report.ReadAsync(webhooks, cancellationToken);
            return [.. webhooks.Select(webhook => WebhookView.Of(webhook, ChannelSettings.ReadWithoutSecrets<WebhookSettings>(webhook)) with { Health = health[webhook.Id] })];
        }
    }
}
