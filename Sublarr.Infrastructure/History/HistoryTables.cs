using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.History;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class HistoryTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>What was done to subtitles.</summary>
        public DbSet<SubtitleHistoryRow> SubtitleHistory => context.Set<SubtitleHistoryRow>();

        /// <summary>What nobody wants to see again.</summary>
        public DbSet<BlacklistRow> Blacklist => context.Set<BlacklistRow>();

        /// <summary>What was fetched and did not stand the test.</summary>
        public DbSet<UnfitRow> Unfit => context.Set<UnfitRow>();
    }
}
