using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Subscriptions;

/// <summary>Hooks and webhooks to choose from.</summary>
internal static class GetSubscriptionNames
{
    public sealed record Query : IRequest<IReadOnlyList<Item>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(1);
    }

    public sealed record Item(long Id, string Name, string Channel);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Subscriptions.AsNoTracking()
                .OrderBy(row => row.Name)
                .Select(row => new Item(row.Id, row.Name, row.Channel))
                .ToListAsync(cancellationToken);
        }
    }
}
