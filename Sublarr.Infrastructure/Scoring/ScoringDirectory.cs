using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Scoring;

/// <summary>The rules in memory, for whoever scores. Read again after any save through EF Core, so that a change counts from the very next score.</summary>
public sealed class ScoringDirectory : IDisposable
{
    private readonly SavedState<ScoringState> _saved;

    internal ScoringDirectory(IDbContextFactory<SublarrDbContext> contexts, SaveCount saves) => _saved = new(contexts, saves, ReadAsync);

    /// <summary>The rules, with every change that was saved before the call.</summary>
    public ValueTask<ScoringState> GetAsync(CancellationToken cancellationToken) => _saved.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _saved.Dispose();

    internal static async Task<ScoringState> ReadAsync(SublarrDbContext context, CancellationToken cancellationToken)
    {
        var settings = await context.ScoringSettings.AsNoTracking().SingleAsync(cancellationToken);
        var weights = await context.ScoringWeights.AsNoTracking().ToListAsync(cancellationToken);
        var modifiers = await context.ProviderModifiers.AsNoTracking().ToListAsync(cancellationToken);
        // A key of a later version adds nothing here.
        var changes =
            from row in weights
            let info = ScoringKeyInfo.Find(row.Key)
            where info?.DefaultOf(row.Type) is not null
            select new WeightChange(row.Type, info.Key, row.Value);
        var rules = new ScoringRules(
            ScoringWeights.Default.With(changes),
            modifiers.ToImmutableSortedDictionary(row => row.Provider, row => row.Value, StringComparer.OrdinalIgnoreCase),
            settings.ReadPreferences());
        return new(settings.Version, rules, settings.ActivePreset);
    }
}

/// <summary>The rules of one moment.</summary>
/// <param name="Version">Counts the changes.</param>
/// <param name="Rules">The rules.</param>
/// <param name="ActivePreset">The preset that was applied last, or null.</param>
public sealed record ScoringState(long Version, ScoringRules Rules, string? ActivePreset);
