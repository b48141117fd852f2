using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Health;

/// <summary>Healthy while the database answers and no job that is due has waited long.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = await database.Jobs.AsNoTracking().Where(row => row.State == JobState.Queued).MinAsync(row => (DateTimeOffset?)row.DueAt, cancellationToken);
        return oldest is { } due && time.GetUtcNow() - due > LongestWait
            ? HealthCheckResult.Degraded($"A job has been waiting since {due:u}: something holds up the queue.")
            : HealthCheckResult.Healthy();
    }
}
