using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
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

        /// <summary>Which jobs found something new of them.</summary>
        public DbSet<VideoJobRow> VideoJobs => context.Set<VideoJobRow>();

        /// <summary>How the episodes of series are counted elsewhere.</summary>
        public DbSet<EpisodeNumberRow> EpisodeNumbers => context.Set<EpisodeNumberRow>();

        /// <summary>Folders that a person added.</summary>
        public DbSet<LibraryFolderRow> LibraryFolders => context.Set<LibraryFolderRow>();

        /// <summary>What a person chose for the library.</summary>
        public DbSet<LibrarySettings> LibrarySettings => context.Set<LibrarySettings>();
    }
}
