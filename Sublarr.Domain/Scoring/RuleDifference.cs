using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;

namespace Sublarr.Domain.Scoring;

/// <summary>One setting that differs between two sets of rules.</summary>
/// <param name="Name">Its name: <c>episode.hash</c>, <c>provider_modifiers.subdl</c>, <c>preferences.forced</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Before">Its value in the first set.</param>
/// <param name="After">Its value in the second.</param>
public sealed record RuleDifference(string Name, string Label, string Before, string After)
{
    /// <summary>Everything that differs, in the order of the page.</summary>
    public static IReadOnlyList<RuleDifference> Between(ScoringRules before, ScoringRules after) =>
        [.. Weights(before, after), .. Modifiers(before, after), .. Preferences(before.Preferences, after.Preferences)];

    private static IEnumerable<RuleDifference> Weights(ScoringRules before, ScoringRules after) =>
        from change in after.Weights.DifferencesFrom(before.Weights)
        let info = ScoringKeyInfo.All[(int)change.Key]
        select new RuleDifference(
            $"{NameOf(change.Type)}.{info.Name}", $"{info.Label} ({NameOf(change.Type)})", $"{before.Weights[change.Type, change.Key]}", $"{change.Points}");

    private static IEnumerable<RuleDifference> Modifiers(ScoringRules before, ScoringRules after) =>
        from provider in before.Modifiers.Keys.Union(after.Modifiers.Keys, StringComparer.OrdinalIgnoreCase)
        where before.ModifierOf(provider) != after.ModifierOf(provider)
        select new RuleDifference(
            $"provider_modifiers.{provider}", ProviderCapabilities.LabelOf(provider), $"{before.ModifierOf(provider)}", $"{after.ModifierOf(provider)}");

    private static IEnumerable<RuleDifference> Preferences(ScoringPreferences before, ScoringPreferences after)
    {
        RuleDifference[] all =
        [
            Of("hearing_impaired", "Hearing impaired", preferences => Word(preferences.HearingImpaired)),
            Of("forced", "Forced", preferences => Word(preferences.Forced)),
            Of("machine_translation", "Translated by a machine", preferences => $"{preferences.MachineTranslation}"),
            Of("refuse_machine_translation", "Refuse translations by a machine", preferences => preferences.RefuseMachineTranslation ? "yes" : "no"),
            Of("preferred_format", "Preferred format", preferences => preferences.PrefersAss ? "ass" : "srt"),
            Of("provider_order", "Order of providers", preferences => List(preferences.ProviderOrder)),
            Of("preferred_groups", "Preferred groups", preferences => List(preferences.PreferredGroups)),
            Of("preferred_group_bonus", "Bonus of a preferred group", preferences => $"{preferences.PreferredGroupBonus}"),
            Of("excluded_groups", "Excluded groups", preferences => List(preferences.ExcludedGroups)),
            Of("episode_minimum", "Minimum of episodes", preferences => Number(preferences.EpisodeMinimum)),
            Of("movie_minimum", "Minimum of movies", preferences => Number(preferences.MovieMinimum)),
            Of("language_minimums", "Minimums of languages", preferences => Table(preferences.LanguageMinimums)),
            Of("provider_minimums", "Minimums of providers", preferences => Table(preferences.ProviderMinimums)),
        ];
        return all.Where(difference => difference.Before != difference.After);

        RuleDifference Of(string name, string label, Func<ScoringPreferences, string> value) => new($"preferences.{name}", label, value(before), value(after));
    }

    /// <summary>The name of a kind of video in the API and in presets.</summary>
    public static string NameOf(MediaType type) => type == MediaType.Episode ? "episode" : "movie";

    private static string Word(Wish wish) => wish.ToString().ToLowerInvariant();

    private static string Number(int? value) => value?.ToString() ?? "none";

    private static string List(IReadOnlyList<string> values) => values.Count == 0 ? "none" : string.Join(", ", values);

    private static string Table(IReadOnlyDictionary<string, int> values) =>
        values.Count == 0 ? "none" : string.Join(", ", values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
}
