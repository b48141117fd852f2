using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Languages;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class LanguageTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Which subtitles are wanted.</summary>
        public DbSet<LanguageProfile> LanguageProfiles => context.Set<LanguageProfile>();

        /// <summary>What they hold for.</summary>
        public DbSet<ProfileAssignment> ProfileAssignments => context.Set<ProfileAssignment>();
    }
}
