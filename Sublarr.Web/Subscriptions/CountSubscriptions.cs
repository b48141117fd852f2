using MediatR;

namespace Sublarr.Web.Subscriptions;

/// <summary>How many hooks or webhooks there are.</summary>
internal static class CountSubscriptions
{
    /// <param name="Channel">Of this kind.</param>
    /// <param name="Text">With this in their names; null for all.</param>
    public sealed record Query(string Channel, string? Text = null) : IRequest<int>;

    public sealed class Handler(SubscriptionLookup lookup) : IRequestHandler<Query, int>
    {
        public Task<int> Handle(Query query, CancellationToken cancellationToken) => lookup.CountAsync(query.Channel, query.Text, cancellationToken);
    }
}
