using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Scoring;

/// <summary>What EF Core reads of this room's tables.</summary>
public static class ScoringTables
{
    /// <param name="context">The database.</param>
    extension(SublarrDbContext context)
    {
        /// <summary>Points that differ from their defaults.</summary>
        public DbSet<ScoringWeightRow> ScoringWeights => context.Set<ScoringWeightRow>();

        /// <summary>What providers add.</summary>
        public DbSet<ProviderModifierRow> ProviderModifiers => context.Set<ProviderModifierRow>();

        /// <summary>One row: the version of the scoring, and its preferences.</summary>
        public DbSet<ScoringSettingsRow> ScoringSettings => context.Set<ScoringSettingsRow>();

        /// <summary>Presets that people saved or imported.</summary>
        public DbSet<ScoringPresetRow> ScoringPresets => context.Set<ScoringPresetRow>();

        /// <summary>The latest searches.</summary>
        public DbSet<StoredSearchRow> StoredSearches => context.Set<StoredSearchRow>();

        /// <summary>Searches that must have a certain winner.</summary>
        public DbSet<ScoringCaseRow> ScoringCases => context.Set<ScoringCaseRow>();
    }
}
