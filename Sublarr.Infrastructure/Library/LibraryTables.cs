using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class LibraryTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Series and movies.</summary>
        public DbSet<TitleRow> Titles => context.Set<TitleRow>();

        /// <summary>Videos of them.</summary>
        public DbSet<VideoRow> Videos => context.Set<VideoRow>();

        /// <summary>Subtitles of the videos.</summary>
        public DbSet<SubtitleRow> Subtitles => context.Set<SubtitleRow>();

        /// <summary>Videos of which nobody has worked out yet what they lack.</summary>
        public DbSet<VideoChangeRow> VideoChanges => context.Set<VideoChangeRow>();
    }
}
