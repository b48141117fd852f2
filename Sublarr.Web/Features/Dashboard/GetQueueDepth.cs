using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>How much work waits, runs and has failed.</summary>
internal static class GetQueueDepth
{
    /// <summary>Counting stops here: an exact million says no more than "10,000+".</summary>
    public const int Limit = 10_000;

    private static readonly JobState[] States = [JobState.Running, JobState.Queued, JobState.Retrying, JobState.Held, JobState.Dead];

    public sealed record Query : IRequest<IReadOnlyList<Depth>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromMilliseconds(400);
    }

    public sealed record Depth(JobState State, int Count);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<Depth>>
    {
        public async Task<IReadOnlyList<Depth>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var depths = new List<Depth>();
            foreach (var state in States)
            {
                depths.Add(new(state, await context.JobsIn(state).Take(Limit).CountAsync(cancellationToken)));
            }

            return depths;
        }
    }
}
