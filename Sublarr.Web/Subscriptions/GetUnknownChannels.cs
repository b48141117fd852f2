using MediatR;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Subscriptions of channels that this version does not have. They stand in no list of a channel.</summary>
internal static class GetUnknownChannels
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>;

    /// <param name="Id">Which.</param>
    /// <param name="Channel">The channel it is stored with.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Problem">Why it cannot be delivered to, and what helps.</param>
    public sealed record Item(long Id, string Channel, string Name, string Problem);

    public sealed class Handler(IUnreadableSubscriptions unreadable) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken) =>
            [.. (await unreadable.GetAsync(cancellationToken))
                .Where(found => !found.Value.HasPage)
                .Select(found => new Item(found.Key, found.Value.Channel, found.Value.Name, found.Value.Problem))
                .OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Id)];
    }
}
