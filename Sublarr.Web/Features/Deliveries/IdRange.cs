using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>The ids of jobs that were queued within a time. Ids rise with time, so that it takes some twenty looks at the key and no index.</summary>
/// <param name="Lowest">No job within the time has a lower id.</param>
/// <param name="Highest">No job within the time has a higher id.</param>
internal readonly record struct IdRange(long Lowest, long Highest)
{
    /// <summary>A clock may have been set back: what was queued up to this long outside the time is looked at too.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromHours(2);

    private static readonly IdRange Everything = new(0, long.MaxValue);

    public static async Task<IdRange> OfAsync(SublarrDbContext context, DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (since is null && until is null)
        {
            return Everything;
        }

        var newest = await context.Jobs.MaxAsync(job => (long?)job.Id, cancellationToken) ?? 0;
        return new(
            since is { } from ? await FirstAsync(context, from - DateTimeOffset.MinValue > Slack ? from - Slack : from, newest, cancellationToken) : Everything.Lowest,
            until is { } to ? await FirstAsync(context, DateTimeOffset.MaxValue - to > Slack ? to + Slack : to, newest, cancellationToken) : Everything.Highest);
    }

    // The first job that was queued at or after the time; one beyond the newest when there is none.
    private static async Task<long> FirstAsync(SublarrDbContext context, DateTimeOffset time, long newest, CancellationToken cancellationToken)
    {
        var (low, high) = (0L, newest + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var created = await context.Jobs.Where(job => job.Id >= middle).OrderBy(job => job.Id).Select(job => (DateTimeOffset?)job.CreatedAt)
                .FirstOrDefaultAsync(cancellationToken);
            (low, high) = created < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
