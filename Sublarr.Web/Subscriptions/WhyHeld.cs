using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>Says why a delivery is held, and what helps.</summary>
internal sealed class WhyHeld(HealthReport report, IDbContextFactory<SublarrDbContext> contexts)
{
    /// <summary>The reason, as sentences.</summary>
    /// <param name="job">What is held.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<string> OfAsync(JobRow job, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(found => found.Id == job.SubscriptionId, cancellationToken) is not { } subscription)
        {
            return job.LastError ?? "Nobody is there to hear of it any more.";
        }

        var health = (await report.ReadAsync([subscription], cancellationToken))[subscription.Id];
        return health.State switch
        {
            HealthState.Unreadable => health.Problem!,
            HealthState.Disabled => $"Sublarr switched “{subscription.Name}” off: {health.DisabledReason} Switch it on again first.",
            HealthState.Off => $"“{subscription.Name}” is switched off: switch it on first.",
            HealthState.Paused => $"“{subscription.Name}” is paused: resume it first.",
            HealthState.Unreachable => $"The receiver of “{subscription.Name}” cannot be reached: what is held goes on when a probe comes through.",
            _ => "It goes on in a moment.",
        };
    }
}
