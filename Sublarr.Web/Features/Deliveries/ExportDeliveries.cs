using System.Runtime.CompilerServices;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>Deliveries one after the other, newest first, read in parts so that no read holds the database for long.</summary>
internal static class ExportDeliveries
{
    /// <summary>More rows than anybody reads; a narrower filter gives the rest.</summary>
    public const int RowLimit = 100_000;

    private const int Part = 1_000;

    public sealed record Query(DeliveryFilter Filter) : IRequest<IAsyncEnumerable<DeliveryView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IAsyncEnumerable<DeliveryView>>
    {
        public Task<IAsyncEnumerable<DeliveryView>> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult(ReadAsync(query.Filter, cancellationToken));

        private async IAsyncEnumerable<DeliveryView> ReadAsync(DeliveryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var before = long.MaxValue;
            for (var read = 0; read < RowLimit; read += Part)
            {
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                var jobs = filter.Matching(context).Where(job => job.Id < before).OrderByDescending(job => job.Id).Take(Part);
                var part = await DeliveryView.Read(context, jobs).ToListAsync(cancellationToken);
                foreach (var stored in part)
                {
                    yield return DeliveryView.Of(stored);
                }

                if (part.Count < Part)
                {
                    yield break;
                }

                before = part[^1].Job.Id;
            }
        }
    }
}
