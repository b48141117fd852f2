using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Pipeline;

namespace Sublarr.Web.Features.Dashboard;

/// <summary>The newest jobs that were given up.</summary>
internal static class GetLastFailures
{
    public sealed record Query(int Count) : IRequest<IReadOnlyList<Failure>>, ISharedQuery
    {
        public TimeSpan FreshFor => TimeSpan.FromMilliseconds(400);
    }

    public sealed record Failure(long JobId, string Kind, string Title, string? Reason, int Attempts, DateTimeOffset At);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<Failure>>
    {
        public async Task<IReadOnlyList<Failure>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.JobsIn(JobState.Dead).AsNoTracking()
                .OrderByDescending(job => job.Id)
                .Take(query.Count)
                .Select(job => new Failure(job.Id, job.Kind, job.Title, job.LastError, job.Runs, job.FinishedAt ?? job.CreatedAt))
                .ToListAsync(cancellationToken);
        }
    }
}
