using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subscriptions;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class SubscriptionTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Hooks, webhooks and notifications.</summary>
        public DbSet<Subscription> Subscriptions => context.Set<Subscription>();
    }
}
