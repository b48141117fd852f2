using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Scoring;

/// <summary>The one way to change the rules: as a whole, against a known version, and told to everybody.</summary>
/// <param name="contexts">The database.</param>
/// <param name="news">Hears what changed.</param>
public sealed class ScoringStore(IDbContextFactory<SublarrDbContext> contexts, ConfigNews news)
{
    /// <summary>Changes the rules.</summary>
    /// <param name="edit">What to change.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    public async Task<ScoringSaved> SaveAsync(ScoringEdit edit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var before = await ScoringDirectory.ReadAsync(context, cancellationToken);
        if (edit.ExpectedVersion is { } expected && expected != before.Version)
        {
            return new(before.Version, [], IsConflict: true);
        }

        var after = edit.Change(before.Rules);
        var activePreset = edit.ActivePreset is { } preset ? preset.Name : before.ActivePreset;
        List<string> changed = [.. RuleDifference.Between(before.Rules, after).Select(difference => difference.Name)];
        if (activePreset != before.ActivePreset)
        {
            changed.Add("active_preset");
        }

        if (changed.Count == 0)
        {
            return new(before.Version, [], IsConflict: false);
        }

        var settings = await context.ScoringSettings.SingleAsync(cancellationToken);
        // What was read is what is changed: the version must still be the same when it is written.
        context.Entry(settings).Property(row => row.Version).OriginalValue = before.Version;
        settings.Version = before.Version + 1;
        settings.ActivePreset = activePreset;
        settings.Write(after.Preferences);
        await WriteWeightsAsync(context, after.Weights, cancellationToken);
        await WriteModifiersAsync(context, after, cancellationToken);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(before.Version + 1, [], IsConflict: true);
        }

        await news.TellAsync("scoring", changed, cancellationToken);
        return new(settings.Version, changed, IsConflict: false);
    }

    private static async Task WriteWeightsAsync(SublarrDbContext context, ScoringWeights weights, CancellationToken cancellationToken)
    {
        var rows = await context.ScoringWeights.ToListAsync(cancellationToken);
        foreach (var type in Enum.GetValues<MediaType>())
        {
            foreach (var info in ScoringKeyInfo.Of(type))
            {
                var (row, points) = (rows.Find(row => row.Type == type && row.Key == info.Name), weights[type, info.Key]);
                if (points == info.DefaultOf(type))
                {
                    Remove(context, row);
                }
                else if (row is null)
                {
                    context.Add(new ScoringWeightRow { Type = type, Key = info.Name, Value = points });
                }
                else
                {
                    row.Value = points;
                }
            }
        }
    }

    private static async Task WriteModifiersAsync(SublarrDbContext context, ScoringRules rules, CancellationToken cancellationToken)
    {
        var rows = await context.ProviderModifiers.ToDictionaryAsync(row => row.Provider, StringComparer.OrdinalIgnoreCase, cancellationToken);
        foreach (var (provider, points) in rules.Modifiers)
        {
            if (rows.Remove(provider, out var row))
            {
                row.Value = points;
            }
            else
            {
                context.Add(new ProviderModifierRow { Provider = provider, Value = points });
            }
        }

        context.RemoveRange(rows.Values);
    }

    private static void Remove(SublarrDbContext context, ScoringWeightRow? row)
    {
        if (row is not null)
        {
            context.Remove(row);
        }
    }
}

/// <summary>A change of the rules.</summary>
/// <param name="Change">Makes the new rules from those that are stored.</param>
/// <param name="ExpectedVersion">The version that was changed; null to change whatever is stored.</param>
/// <param name="ActivePreset">The preset that is active from now on; null to leave it.</param>
public sealed record ScoringEdit(Func<ScoringRules, ScoringRules> Change, long? ExpectedVersion, ActivePreset? ActivePreset = null);

/// <summary>The preset that is active.</summary>
/// <param name="Name">Its name; null for none.</param>
public sealed record ActivePreset(string? Name);

/// <summary>What came of a change.</summary>
/// <param name="Version">The version that is stored now.</param>
/// <param name="ChangedKeys">What changed.</param>
/// <param name="IsConflict">True when somebody else was faster: nothing was stored.</param>
public sealed record ScoringSaved(long Version, IReadOnlyList<string> ChangedKeys, bool IsConflict);
