using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Deliveries for machines, newest first, with their total.</summary>
internal static class ListDeliveries
{
    public sealed record Query(DeliveryFilter Filter, Paging Paging) : IRequest<Page<DeliveryView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<DeliveryView>>
    {
        public async Task<Page<DeliveryView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var jobs = query.Filter.Matching(context);
            var total = await jobs.CountAsync(cancellationToken);
            var page = await DeliveryView.Read(context, jobs.OrderByDescending(job => job.Id).Skip(query.Paging.Skip).Take(query.Paging.Take))
                .ToListAsync(cancellationToken);
            return new([.. page.Select(DeliveryView.Of)], total);
        }
    }
}
