using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Live;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>The newest events, to begin the live stream with.</summary>
public static class GetLatestEvents
{
    internal sealed record Query(int Count) : IRequest<IReadOnlyList<LiveEvent>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromMilliseconds(400);
    }

    internal sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<LiveEvent>>
    {
        public async Task<IReadOnlyList<LiveEvent>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Events.AsNoTracking()
                .OrderByDescending(row => row.Sequence)
                .Take(query.Count)
                .Select(row => new LiveEvent(row.Id, row.Name, row.OccurredAt, row.Data))
                .ToListAsync(cancellationToken);
        }
    }
}
