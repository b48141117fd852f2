using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Audit;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class AuditTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Who changed what.</summary>
        public DbSet<AuditRow> Audit => context.Set<AuditRow>();
    }
}
