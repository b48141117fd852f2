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
        /// <summary>Hooks, webhooks and notifications. Who is deleted is there for nobody but for the one who takes it back. A filter of the model's own would forbid to compile it.</summary>
        public IQueryable<Subscription> Subscriptions => context.Set<Subscription>().Where(subscription => subscription.DeletedAt == null);

        /// <summary>The same with those who are deleted.</summary>
        public DbSet<Subscription> SubscriptionsEverMade => context.Set<Subscription>();
    }
}
