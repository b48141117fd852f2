using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Incoming;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class IncomingTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>What Sonarr and Radarr sent. Read only.</summary>
        public DbSet<IncomingRow> Incoming => context.Set<IncomingRow>();
    }
}
