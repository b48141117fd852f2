using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Features.Health;

/// <summary>Healthy while every hook and webhook can be read. It says how many cannot: their names are nobody's business who has not signed in.</summary>
internal sealed class SubscriptionsHealth(IUnreadableSubscriptions unreadable) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var count = (await unreadable.GetAsync(cancellationToken)).Count;
        return count > 0
            ? HealthCheckResult.Degraded($"{count} of the hooks and webhooks cannot be read, and their deliveries are held. The log and the list of hooks or webhooks say which, and what helps.")
            : HealthCheckResult.Healthy();
    }
}
