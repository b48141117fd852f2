using MediatR;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Jobs;

/// <summary>How many jobs of each lane wait and run. Counted once for all open browsers, and the more seldom the longer it takes.</summary>
internal static class CountLanes
{
    public sealed record Query : IRequest<IReadOnlyDictionary<(string Lane, JobState State), int>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromSeconds(1);
    }

    public sealed class Handler(IJobFigures figures) : IRequestHandler<Query, IReadOnlyDictionary<(string Lane, JobState State), int>>
    {
        public Task<IReadOnlyDictionary<(string Lane, JobState State), int>> Handle(Query query, CancellationToken cancellationToken) => Task.FromResult(figures.CountByLane());
    }
}
