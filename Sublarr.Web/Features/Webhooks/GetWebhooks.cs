using MediatR;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Settings;
using Sublarr.Web.Api;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary>Webhooks by name, part by part, or one.</summary>
internal static class GetWebhooks
{
    /// <param name="Id">Only this one; null for all.</param>
    /// <param name="Text">Only those with this in their names; null for all.</param>
    /// <param name="Paging">Which part of them; the first of them when left out.</param>
    public sealed record Query(long? Id = null, string? Text = null, Paging? Paging = null) : IRequest<IReadOnlyList<WebhookView>>;

    public sealed class Handler(SubscriptionLookup lookup, HealthReport report) : IRequestHandler<Query, IReadOnlyList<WebhookView>>
    {
        public async Task<IReadOnlyList<WebhookView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var webhooks = await lookup.ListAsync(WebhookView.Channel, query.Id, query.Text, query.Paging ?? new Paging(1, 0), cancellationToken);
            var health = await report.ReadAsync(webhooks, cancellationToken);
            return [.. webhooks.Select(webhook => ViewOf(webhook, health[webhook.Id]))];
        }

        // Of what this version cannot read, as much as it can show: the list is where it is mended.
        private static WebhookView ViewOf(Subscription webhook, HealthView health)
        {
            var settings = health.Problem is null
                ? ChannelSettings.ReadWithoutSecrets<WebhookSettings>(webhook)
                : ChannelSettings.ShowWhatCanBe<WebhookSettings>(webhook) with { RetrySchedule = null };
            return WebhookView.Of(webhook, settings) with { Health = health };
        }
    }
}
