using System.Reflection;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Scoring;

/// <summary>Two people change the scoring at the same time.</summary>
public sealed class RulesOnTopTests
{
    private static readonly ScoringPreferences Everything = new()
    {
        HearingImpaired = Wish.Prefer,
        Forced = Wish.Only,
        MachineTranslation = -5,
        RefuseMachineTranslation = true,
        PrefersAss = false,
        ProviderOrder = ["subdl"],
        PreferredGroups = ["NTb"],
        PreferredGroupBonus = 7,
        ExcludedGroups = ["RARBG"],
        EpisodeMinimum = 100,
        MovieMinimum = 50,
        LanguageMinimums = new Dictionary<string, int> { ["de"] = 200 },
        ProviderMinimums = new Dictionary<string, int> { ["whisper"] = 300 },
    };

    [Fact]
    public void What_each_has_changed_alone_stays()
    {
        var common = ScoringRules.Default.WithModifier("subdl", 5).WithModifier("gestdown", 1);
        var theirs = common.WithModifier("jimaku", 9).WithModifier("gestdown", 0) with { Weights = Weight(common, ScoringKey.Series, 100) };
        var mine = common.WithModifier("subdl", 0) with { Weights = Weight(common, ScoringKey.Year, 12), Preferences = new() { MovieMinimum = 40 } };

        var merged = mine.OnTopOf(theirs, common);

        (merged.Weights[MediaType.Episode, ScoringKey.Series], merged.Weights[MediaType.Episode, ScoringKey.Year]).ShouldBe((100, 12));
        merged.Modifiers.Select(modifier => (modifier.Key, modifier.Value)).ShouldBe([("jimaku", 9)]);
        merged.Preferences.MovieMinimum.ShouldBe(40);
    }

    [Fact]
    public void Where_both_have_changed_the_same_mine_wins()
    {
        var theirs = ScoringRules.Default.WithModifier("subdl", 9) with { Weights = Weight(ScoringRules.Default, ScoringKey.Year, 1) };
        var mine = ScoringRules.Default.WithModifier("subdl", 3) with { Weights = Weight(ScoringRules.Default, ScoringKey.Year, 2) };

        var merged = mine.OnTopOf(theirs, ScoringRules.Default);

        (merged.Weights[MediaType.Episode, ScoringKey.Year], merged.ModifierOf("subdl")).ShouldBe((2, 3));
    }

    [Fact]
    public void Every_preference_is_kept_whoever_has_changed_it()
    {
        var properties = typeof(ScoringPreferences).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        properties.ShouldAllBe(property => !Equals(property.GetValue(Everything), property.GetValue(ScoringPreferences.Default)));

        var mine = Everything.OnTopOf(ScoringPreferences.Default, ScoringPreferences.Default);
        var theirs = ScoringPreferences.Default.OnTopOf(Everything, ScoringPreferences.Default);

        foreach (var property in properties)
        {
            property.GetValue(mine).ShouldBe(property.GetValue(Everything), property.Name);
            property.GetValue(theirs).ShouldBe(property.GetValue(Everything), property.Name);
        }
    }

    private static ScoringWeights Weight(ScoringRules rules, ScoringKey key, int points) => rules.Weights.With(MediaType.Episode, key, points);
}
