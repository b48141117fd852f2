using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class DeliveryTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Attempts by hour and duration. Read only.</summary>
        public DbSet<DeliveryHourRow> DeliveryHours => context.Set<DeliveryHourRow>();

        /// <summary>Deliveries that quiet hours put off. Read only.</summary>
        public DbSet<QuietWaitRow> QuietWaits => context.Set<QuietWaitRow>();
    }
}
