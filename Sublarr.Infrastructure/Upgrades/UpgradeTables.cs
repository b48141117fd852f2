using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Upgrades;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class UpgradeTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Whether better subtitles are looked for.</summary>
        public DbSet<UpgradeTerms> UpgradeTerms => context.Set<UpgradeTerms>();

        /// <summary>How often that was in vain.</summary>
        public DbSet<UpgradeLookRow> UpgradeLooks => context.Set<UpgradeLookRow>();
    }
}
