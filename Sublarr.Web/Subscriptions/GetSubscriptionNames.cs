using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Subscriptions;

/// <summary>Hooks and webhooks to choose from: as many as a person looks through, and how many there are.</summary>
internal static class GetSubscriptionNames
{
    /// <summary>So many are offered; of more, a text finds the one that is wanted.</summary>
    public const int Offered = 100;

    /// <param name="Text">Only those with this in their names; null for all.</param>
    /// <param name="Chosen">One that is offered in any case.</param>
    public sealed record Query(string? Text = null, long? Chosen = null) : IRequest<Result>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(1);

        public bool FollowsChanges => false;
    }

    /// <param name="Items">Those that are offered, by name.</param>
    /// <param name="Total">How many match in all.</param>
    /// <param name="All">How many there are, whatever the text.</param>
    public sealed record Result(IReadOnlyList<Item> Items, int Total, int All);

    public sealed record Item(long Id, string Name, string Channel);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var all = context.Subscriptions.AsNoTracking().Select(row => new Item(row.Id, row.Name, row.Channel));
            var matching = query.Text is { } text ? context.Subscriptions.AsNoTracking().WhereText(text, row => row.Name) : context.Subscriptions.AsNoTracking();
            var items = await matching.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(Offered).Select(row => new Item(row.Id, row.Name, row.Channel)).ToListAsync(cancellationToken);
            if (query.Chosen is { } chosen && items.TrueForAll(item => item.Id != chosen))
            {
                items.InsertRange(0, await all.Where(item => item.Id == chosen).ToListAsync(cancellationToken));
            }

            return new(items, await matching.CountAsync(cancellationToken), await all.CountAsync(cancellationToken));
        }
    }
}
