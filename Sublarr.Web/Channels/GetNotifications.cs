using MediatR;
using Sublarr.Domain.Deliveries;
using Sublarr.Web.Api;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary>Notifications by name, part by part, or one.</summary>
internal static class GetNotifications
{
    /// <param name="Id">Only this one; null for all.</param>
    /// <param name="Text">Only those with this in their names; null for all.</param>
    /// <param name="Paging">Which part of them; the first of them when left out.</param>
    public sealed record Query(long? Id = null, string? Text = null, Paging? Paging = null) : IRequest<IReadOnlyList<NotificationView>>;

    public sealed class Handler(SubscriptionLookup lookup, HealthReport report, ChannelForms forms) : IRequestHandler<Query, IReadOnlyList<NotificationView>>
    {
        public async Task<IReadOnlyList<NotificationView>> Handle(Query query, CancellationToken cancellationToken)
        {
            var found = await lookup.ListAsync(ChannelInfo.SharedPath, query.Id, query.Text, query.Paging ?? new Paging(1, 0), cancellationToken);
            var health = await report.ReadAsync(found, cancellationToken);
            return [.. found.Select(each => NotificationView.Of(each, forms.Find(each.Channel)?.Show(each) ?? []) with { Health = health[each.Id] })];
        }
    }
}
