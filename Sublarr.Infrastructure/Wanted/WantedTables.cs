using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class WantedTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Subtitles that videos lack.</summary>
        public DbSet<WantedRow> Wanted => context.Set<WantedRow>();

        /// <summary>By which profiles that was worked out.</summary>
        public DbSet<WantedBasisRow> WantedBasis => context.Set<WantedBasisRow>();

        /// <summary>When it is looked for.</summary>
        public DbSet<SearchTerms> SearchTerms => context.Set<SearchTerms>();
    }
}
