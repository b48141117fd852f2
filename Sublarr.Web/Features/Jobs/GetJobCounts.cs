using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Jobs;

/// <summary>How many jobs there are in each state.</summary>
internal static class GetJobCounts
{
    /// <summary>Counting stops here: an exact million says no more than "10,000+".</summary>
    public const int Limit = 10_000;

    public sealed record Query : IRequest<IReadOnlyDictionary<JobState, int>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(1);
    }

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyDictionary<JobState, int>>
    {
        public async Task<IReadOnlyDictionary<JobState, int>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var counts = new Dictionary<JobState, int>();
            foreach (var state in Enum.GetValues<JobState>())
            {
                counts[state] = await context.JobsIn(state).Take(Limit).CountAsync(cancellationToken);
            }

            return counts;
        }
    }
}
