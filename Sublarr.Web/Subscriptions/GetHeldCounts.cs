using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Subscriptions;

/// <summary>How many deliveries wait for each subscription to be switched on again.</summary>
internal static class GetHeldCounts
{
    /// <summary>Counting stops here, over all subscriptions.</summary>
    public const int Limit = 10_000;

    public sealed record Query : IRequest<IReadOnlyDictionary<long, int>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromMilliseconds(400);
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyDictionary<long, int>>
    {
        public async Task<IReadOnlyDictionary<long, int>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Jobs
                .Where(job => job.State == JobState.Held && job.SubscriptionId != null)
                .OrderBy(job => job.Id)
                .Select(job => job.SubscriptionId!.Value)
                .Take(Limit)
                .GroupBy(id => id)
                .Select(group => new { Id = group.Key, Count = group.Count() })
                .ToDictionaryAsync(row => row.Id, row => row.Count, cancellationToken);
        }
    }
}
