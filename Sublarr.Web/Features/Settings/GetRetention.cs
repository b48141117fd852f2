using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Retention;

namespace Sublarr.Web.Features.Settings;

/// <summary>How much of the past is kept.</summary>
internal static class GetRetention
{
    public sealed record Query : IRequest<Limits>;

    public sealed record Limits(int Days, int FailedDays, int MaximumJobs, int Backups);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Limits>
    {
        public async Task<Limits> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var limits = await context.RetentionLimits.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new RetentionLimits();
            return new(limits.Days, limits.FailedDays, limits.MaximumJobs, limits.Backups);
        }
    }
}
