using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Retention;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class RetentionTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>How much of the past is kept: one row, or none while nobody has changed it.</summary>
        public DbSet<RetentionLimits> RetentionLimits => context.Set<RetentionLimits>();
    }
}
