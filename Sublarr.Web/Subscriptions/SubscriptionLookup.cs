using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Subscriptions;

/// <summary>Finds subscriptions of one channel: the id of a hook is not the id of a webhook.</summary>
internal sealed class SubscriptionLookup(IDbContextFactory<SublarrDbContext> contexts)
{
    public async Task<bool> ExistsAsync(string channel, long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Subscriptions.AnyAsync(found => found.Id == id && found.Channel == channel, cancellationToken);
    }

    /// <summary>One or, without an id, all of a channel, ordered by name.</summary>
    public async Task<List<Subscription>> ListAsync(string channel, long? id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Subscriptions.AsNoTracking()
            .Where(found => found.Channel == channel && (id == null || found.Id == id))
            .OrderBy(found => found.Name).ThenBy(found => found.Id)
            .ToListAsync(cancellationToken);
    }
}
