using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Search;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class SearchTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Searches that were made. Read only.</summary>
        public DbSet<SearchRow> Searches => context.Set<SearchRow>();
    }
}
