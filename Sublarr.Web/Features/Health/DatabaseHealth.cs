using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Telemetry;

namespace Sublarr.Web.Features.Health;

/// <summary>Healthy while reports can be stored and no job that is due has waited long. It answers from memory, as anybody may ask.</summary>
internal sealed class DatabaseHealth(StorageState storage, HealthWatch watch, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Now());

    private HealthCheckResult Now() => (storage.Fault, storage.Warning, watch.OldestDue) switch
    {
        ({ } fault, _, _) => HealthCheckResult.Unhealthy(fault),
        (_, { } warning, _) => HealthCheckResult.Degraded(warning),
        (_, _, { } due) when time.GetUtcNow() - due > LongestWait => HealthCheckResult.Degraded($"A job has been waiting since {due:u}: something holds up the queue."),
        _ => HealthCheckResult.Healthy(),
    };
}
