using System.Collections.Immutable;
using Sublarr.Domain.Library;

namespace Sublarr.Domain.Scoring;

/// <summary>Weights and modifiers under a name. Applying one changes what it names and nothing else.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Weights">The points it sets.</param>
/// <param name="Modifiers">The modifiers it sets.</param>
/// <param name="IsBuiltIn">True when it came with Sublarr: it cannot be deleted or replaced.</param>
public sealed record ScoringPreset(
    string Name, string? Description, ImmutableArray<WeightChange> Weights, ImmutableSortedDictionary<string, int> Modifiers, bool IsBuiltIn = false)
{
    /// <summary>The longest name.</summary>
    public const int NameLimit = 60;

    /// <summary>The longest description.</summary>
    public const int DescriptionLimit = 300;

    /// <summary>What comes with Sublarr.</summary>
    public static IReadOnlyList<ScoringPreset> BuiltIn { get; } =
    [
        Make("TV", "What Sublarr starts with: the right episode first, then the right release.", ScoringWeights.Default, MediaType.Episode, MediaType.Movie),
        Make(
            "Anime",
            "Styled subtitles and the group's own timing count for more.",
            ScoringWeights.Default.With(
            [
                new(MediaType.Episode, ScoringKey.ReleaseGroup, 20),
                new(MediaType.Episode, ScoringKey.Source, 5),
                new(MediaType.Episode, ScoringKey.AudioCodec, 2),
                new(MediaType.Episode, ScoringKey.FormatBonus, 80),
            ]),
            MediaType.Episode),
        Make(
            "Movies",
            "The release group counts for a little more.",
            ScoringWeights.Default.With(MediaType.Movie, ScoringKey.ReleaseGroup, 15),
            MediaType.Movie),
    ];

    /// <summary>Everything that some rules say, as a preset.</summary>
    public static ScoringPreset Of(string name, string? description, ScoringRules rules) => new(
        name, description, WeightsOf(rules.Weights, MediaType.Episode, MediaType.Movie), rules.Modifiers);

    /// <summary>The rules with what this preset names.</summary>
    public ScoringRules ApplyTo(ScoringRules rules) =>
        Modifiers.Aggregate(rules with { Weights = rules.Weights.With(Weights) }, (changed, modifier) => changed.WithModifier(modifier.Key, modifier.Value));

    /// <summary>What applying it would change: its drift, when it was applied before.</summary>
    public IReadOnlyList<RuleDifference> DifferencesFrom(ScoringRules rules) => RuleDifference.Between(rules, ApplyTo(rules));

    private static ScoringPreset Make(string name, string description, ScoringWeights weights, params ReadOnlySpan<MediaType> types) =>
        new(name, description, WeightsOf(weights, types), ScoringRules.Default.Modifiers, IsBuiltIn: true);

    private static ImmutableArray<WeightChange> WeightsOf(ScoringWeights weights, params ReadOnlySpan<MediaType> types)
    {
        var all = ImmutableArray.CreateBuilder<WeightChange>();
        foreach (var type in types)
        {
            all.AddRange(ScoringKeyInfo.Of(type).Select(info => new WeightChange(type, info.Key, weights[type, info.Key])));
        }

        return all.ToImmutable();
    }
}
