using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Outbound;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class OutboundTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Where webhooks may go: one row, or none while nobody has changed it.</summary>
        public DbSet<EgressChoice> EgressChoices => context.Set<EgressChoice>();
    }
}
