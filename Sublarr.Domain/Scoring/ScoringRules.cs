using System.Collections.Immutable;

namespace Sublarr.Domain.Scoring;

/// <summary>Everything a score depends on besides the candidate. Never changes; a change makes another.</summary>
/// <param name="Weights">The points of each key.</param>
/// <param name="Modifiers">What each provider adds; those that are not named add nothing.</param>
/// <param name="Preferences">Wishes, penalties and limits.</param>
public sealed record ScoringRules(ScoringWeights Weights, ImmutableSortedDictionary<string, int> Modifiers, ScoringPreferences Preferences)
{
    /// <summary>The lowest and, without its sign, the highest modifier.</summary>
    public const int ModifierLimit = 100;

    /// <summary>The longest name of a provider.</summary>
    public const int ProviderNameLimit = 60;

    /// <summary>What applies until somebody changes it.</summary>
    public static ScoringRules Default { get; } = new(
        ScoringWeights.Default, ImmutableSortedDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase), ScoringPreferences.Default);

    /// <summary>What a provider adds; 0 when nothing is set.</summary>
    public int ModifierOf(string provider) => Modifiers.GetValueOrDefault(provider);

    /// <summary>What was changed here since <paramref name="common"/>, on top of what somebody else has made of it meanwhile.</summary>
    /// <param name="theirs">What somebody else has made of it.</param>
    /// <param name="common">What both began with.</param>
    public ScoringRules OnTopOf(ScoringRules theirs, ScoringRules common) => Modifiers.Keys.Union(common.Modifiers.Keys, StringComparer.OrdinalIgnoreCase)
        .Where(provider => ModifierOf(provider) != common.ModifierOf(provider))
        .Aggregate(
            theirs with { Weights = theirs.Weights.With(Weights.DifferencesFrom(common.Weights)), Preferences = Preferences.OnTopOf(theirs.Preferences, common.Preferences) },
            (merged, provider) => merged.WithModifier(provider, ModifierOf(provider)));

    /// <summary>The same with another modifier; 0 takes it away.</summary>
    public ScoringRules WithModifier(string provider, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, -ModifierLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, ModifierLimit);
        return this with { Modifiers = points == 0 ? Modifiers.Remove(provider) : Modifiers.SetItem(provider, points) };
    }
}
