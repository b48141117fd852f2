using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Deliveries for machines, newest first, with their total, or as much of it as is cheap.</summary>
internal static class ListDeliveries
{
    /// <summary>Matches are counted up to here for whom that is enough: to count a million takes a second.</summary>
    public const int CountedTo = 1_000;

    /// <param name="Filter">Which.</param>
    /// <param name="Paging">Which part of them.</param>
    /// <param name="Before">Only those with a lower id.</param>
    /// <param name="CountsAll">True for the exact total, whatever it costs.</param>
    public sealed record Query(DeliveryFilter Filter, Paging Paging, long? Before = null, bool CountsAll = false) : IRequest<Answer>;

    /// <param name="Items">One part of the matches, newest first.</param>
    /// <param name="Total">How many match in all; at least so many when <paramref name="TotalIsExact"/> is false.</param>
    /// <param name="TotalIsExact">False when counting stopped at that number.</param>
    public sealed record Answer(IReadOnlyList<DeliveryView> Items, int Total, bool TotalIsExact);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var search = await DeliverySearch.PrepareAsync(context, query.Filter, cancellationToken);
            var matches = search.Older(query.Before ?? long.MaxValue, lowest: 0);
            var limit = (int)Math.Clamp((long)query.Paging.Skip + query.Paging.Take, CountedTo, int.MaxValue - 1);

            // One pass gives the page and the count; the index of ids is small beside the rows.
            var ids = await matches.Take(limit + 1).ToListAsync(cancellationToken);
            var page = ids.Take(limit).Skip(query.Paging.Skip).Take(query.Paging.Take).ToList();
            var rows = await DeliveryView.Read(context, context.Jobs.AsNoTracking().Where(job => page.Contains(job.Id)).OrderByDescending(job => job.Id))
                .ToListAsync(cancellationToken);
            var isExact = ids.Count <= limit;
            return new(
                [.. rows.Select(DeliveryView.Of)],
                isExact || !query.CountsAll ? Math.Min(ids.Count, limit) : await matches.CountAsync(cancellationToken),
                isExact || query.CountsAll);
        }
    }
}
