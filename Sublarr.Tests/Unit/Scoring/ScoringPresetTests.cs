using System.Text.Json;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Scoring;

public sealed class ScoringPresetTests
{
    [Theory]
    [InlineData("""[1]""", "preset")]
    [InlineData(""" "TV" """, "preset")]
    [InlineData("""null""", "preset")]
    [InlineData("""{"weights":{}}""", "name")]
    [InlineData("""{"name":"","weights":{}}""", "name")]
    [InlineData("""{"name":7,"weights":{}}""", "name")]
    [InlineData("""{"name":"x"}""", "weights")]
    [InlineData("""{"name":"x","weights":[]}""", "weights")]
    [InlineData("""{"name":"x","weights":{"series":{}}}""", "weights/series")]
    [InlineData("""{"name":"x","weights":{"episode":{"luck":3}}}""", "weights/episode/luck")]
    [InlineData("""{"name":"x","weights":{"episode":{"title":3}}}""", "weights/episode/title")]
    [InlineData("""{"name":"x","weights":{"movie":{"hash":1.5}}}""", "weights/movie/hash")]
    [InlineData("""{"name":"x","weights":{"movie":{"hash":"5"}}}""", "weights/movie/hash")]
    [InlineData("""{"name":"x","weights":{"movie":{"hash":true}}}""", "weights/movie/hash")]
    [InlineData("""{"name":"x","weights":{"movie":{"hash":1001}}}""", "weights/movie/hash")]
    [InlineData("""{"name":"x","weights":{"movie":{"hash":-1001}}}""", "weights/movie/hash")]
    [InlineData("""{"name":"x","weights":{"movie":{"hash":99999999999999999999}}}""", "weights/movie/hash")]
    [InlineData("""{"name":"x","weights":{},"provider_modifiers":{"subdl":101}}""", "provider_modifiers/subdl")]
    [InlineData("""{"name":"x","weights":{},"provider_modifiers":[]}""", "provider_modifiers")]
    [InlineData("""{"name":"x","weights":{},"script":"rm"}""", "script")]
    public void What_cannot_be_used_is_refused_and_named(string json, string field)
    {
        var document = new ScoringDocument();

        document.ReadPreset(Json(json)).ShouldBeNull();

        document.Problems.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    [Fact]
    public void Every_reason_is_told_at_once()
    {
        var document = new ScoringDocument();

        document.ReadPreset(Json("""{"weights":{"episode":{"luck":1,"hash":"a"},"song":{}},"provider_modifiers":{"subdl":0.5}}"""));

        document.Problems.Select(problem => problem.Field)
            .ShouldBe(["name", "weights/episode/luck", "weights/episode/hash", "weights/song", "provider_modifiers/subdl"]);
    }

    [Fact]
    public void Importing_merges()
    {
        var preset = new ScoringDocument().ReadPreset(Json("""{"name":" Mine ","weights":{"episode":{"hash":400}},"provider_modifiers":{"SubDL":5}}"""))!;
        var rules = ScoringRules.Default.WithModifier("gestdown", 9) with { Weights = ScoringWeights.Default.With(MediaType.Movie, ScoringKey.Year, 1) };

        var merged = preset.ApplyTo(rules);

        preset.Name.ShouldBe("Mine");
        preset.DifferencesFrom(rules).Select(difference => (difference.Name, difference.Before, difference.After))
            .ShouldBe([("episode.hash", "359", "400"), ("provider_modifiers.subdl", "0", "5")]);
        merged.Weights[MediaType.Movie, ScoringKey.Year].ShouldBe(1);
        merged.ModifierOf("gestdown").ShouldBe(9);
        preset.DifferencesFrom(merged).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_exported_can_be_imported()
    {
        foreach (var preset in ScoringPreset.BuiltIn.Append(ScoringPreset.Of("Zoë's", null, ScoringRules.Default.WithModifier("jimaku", -7))))
        {
            var read = new ScoringDocument().ReadPreset(Json(ScoringDocument.Write(preset)))!;

            read.Weights.ShouldBe(preset.Weights);
            read.Modifiers.ShouldBe(preset.Modifiers);
            (read.Name, read.Description).ShouldBe((preset.Name, preset.Description));
        }
    }

    [Fact]
    public void The_presets_that_come_with_it_say_what_they_should()
    {
        var anime = ScoringPreset.BuiltIn.Single(preset => preset.Name == "Anime");
        var movies = ScoringPreset.BuiltIn.Single(preset => preset.Name == "Movies");

        ScoringPreset.BuiltIn[0].DifferencesFrom(ScoringRules.Default).ShouldBeEmpty();
        anime.DifferencesFrom(ScoringRules.Default).Select(difference => (difference.Name, difference.After)).ShouldBe(
            [("episode.release_group", "20"), ("episode.source", "5"), ("episode.audio_codec", "2"), ("episode.format_bonus", "80")]);
        movies.DifferencesFrom(ScoringRules.Default).Select(difference => (difference.Name, difference.After)).ShouldBe([("movie.release_group", "15")]);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();
}
