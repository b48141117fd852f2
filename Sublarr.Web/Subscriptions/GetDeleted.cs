using MediatR;

namespace Sublarr.Web.Subscriptions;

/// <summary>What was deleted so short a while ago that it can be taken back.</summary>
internal static class GetDeleted
{
    /// <param name="Channel">The channel they must be of.</param>
    public sealed record Query(string Channel) : IRequest<IReadOnlyList<Item>>;

    /// <param name="Id">Which.</param>
    /// <param name="Channel">The channel it is stored with.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="DeletedAt">When it was deleted, in UTC.</param>
    public sealed record Item(long Id, string Channel, string Name, DateTimeOffset DeletedAt);

    public sealed class Handler(SubscriptionLookup lookup, TimeProvider time) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken) =>
            [.. (await lookup.DeletedAsync(query.Channel, time.GetUtcNow(), cancellationToken))
                .Select(found => new Item(found.Id, found.Channel, found.Name, found.DeletedAt!.Value))];
    }
}
