using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;

namespace Sublarr.Tests.Unit.Scoring;

public sealed class ScoringEngineTests
{
    private static readonly ScoringRules Rules = ScoringRules.Default;

    [Theory]
    [InlineData(new[] { ScoringKey.Hash }, 359)]
    [InlineData(new[] { ScoringKey.Hash, ScoringKey.Series }, 539)]
    [InlineData(new ScoringKey[0], 0)]
    public void An_episode_scores_the_sum_of_what_matches(ScoringKey[] matches, int points) =>
        Score(Srt(matches)).Points.ShouldBe(points);

    [Fact]
    public void The_breakdown_names_every_part_and_sums_to_the_score()
    {
        var score = Score(Of(CandidateBits.Of(ScoringKey.Series, ScoringKey.Season, ScoringKey.Episode).InFormat("ass")));

        score.Points.ShouldBe(290);
        score.Parts.ShouldBe([new("series", 180), new("season", 30), new("episode", 30), new("format_bonus", 50)]);
    }

    [Theory]
    [InlineData("ass", 50)]
    [InlineData("SSA", 50)]
    [InlineData(".ass", 50)]
    [InlineData("srt", 0)]
    [InlineData(null, 0)]
    public void Only_a_known_ASS_or_SSA_gets_the_bonus(string? format, int points)
    {
        var score = Score(Of(default(CandidateBits).InFormat(format)), MediaType.Movie);

        score.Points.ShouldBe(points);
        score.Parts.ShouldBe(points == 0 ? [] : [new ScorePart("format_bonus", points)]);
    }

    [Fact]
    public void The_score_is_settled_again_once_the_format_is_known()
    {
        var unknown = Of(CandidateBits.Of(ScoringKey.Series));

        Score(unknown with { Bits = unknown.Bits.InFormat("ass") }).Points.ShouldBe(230);
        Score(unknown with { Bits = unknown.Bits.InFormat("ass").InFormat("srt") }).Points.ShouldBe(180);
    }

    [Fact]
    public void A_modifier_is_a_part_of_its_own()
    {
        var rules = Rules.WithModifier("subdl", 15);

        Score(Srt([]), rules: rules).Parts.ShouldBe([new("provider_modifier", 15)]);
        rules.WithModifier("opensubtitles", -20).ModifierOf("OpenSubtitles").ShouldBe(-20);
        rules.ModifierOf("gestdown").ShouldBe(0);
    }

    [Fact]
    public void A_stored_weight_replaces_its_default_and_no_other()
    {
        var weights = ScoringWeights.Default.With(MediaType.Episode, ScoringKey.Hash, 400);

        weights[MediaType.Episode, ScoringKey.Hash].ShouldBe(400);
        weights.DifferencesFrom(ScoringWeights.Default).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("include", false, 0, false)]
    [InlineData("include", true, 0, false)]
    [InlineData("prefer", true, 30, false)]
    [InlineData("prefer", false, 0, false)]
    [InlineData("exclude", true, 0, true)]
    [InlineData("exclude", false, 0, false)]
    [InlineData("only", false, 0, true)]
    [InlineData("only", true, 0, false)]
    [InlineData("whatever", true, 0, false)]
    public void Wishes_prefer_or_refuse(string word, bool has, int points, bool isRefused)
    {
        var wish = ScoringPreferences.WishOf(word);
        var forced = Score(Of(default(CandidateBits).With(CandidateBits.ForcedBit, has)), rules: With(new() { Forced = wish }));
        var hearingImpaired = Score(Of(default(CandidateBits).With(CandidateBits.HearingImpairedBit, has)), rules: With(new() { HearingImpaired = wish }));

        (forced.Points, forced.IsRefused).ShouldBe((points, isRefused));
        (hearingImpaired.Points, hearingImpaired.IsRefused).ShouldBe((points, isRefused));
    }

    [Fact]
    public void What_is_excluded_is_refused_with_the_reason_however_much_it_scores()
    {
        var perfect = Of(new CandidateBits(CandidateBits.KeyMask).With(CandidateBits.HearingImpairedBit, true));

        var score = Score(perfect, rules: With(new() { HearingImpaired = Wish.Exclude }));

        score.Reason.ShouldBe("It is for the hearing impaired, and those are excluded.");
    }

    [Fact]
    public void A_trusted_uploader_counts_where_the_provider_tells_ranks()
    {
        Score(Srt([]) with { Provider = "opensubtitles", Trust = 10 }).Parts.ShouldBe([new("uploader_trust", 10)]);
        Score(Srt([]) with { Provider = "opensubtitles", Trust = 99 }).Points.ShouldBe(20);
        Score(Srt([]) with { Provider = "gestdown", Trust = 10 }).Points.ShouldBe(0);
    }

    [Theory]
    [InlineData("Gold member", 15)]
    [InlineData("gold member", 15)]
    [InlineData("ADMINISTRATOR", 20)]
    [InlineData("anonymous", 0)]
    [InlineData("warning", 0)]
    [InlineData(null, 0)]
    public void A_rank_is_read_in_any_case(string? rank, int trust) => UploaderRank.TrustOf(rank).ShouldBe(trust);

    [Fact]
    public void Episodes_and_movies_in_turns_keep_their_own_weights()
    {
        var candidate = Srt([ScoringKey.Hash, ScoringKey.Year]);
        MediaType[] turns = [MediaType.Episode, MediaType.Movie, MediaType.Episode, MediaType.Movie];

        turns.Select(type => Score(candidate, type).Points).ShouldBe([449, 149, 449, 149]);
    }

    [Fact]
    public void A_key_that_the_type_cannot_have_adds_nothing() =>
        Score(Srt([ScoringKey.Title, ScoringKey.Year])).Points.ShouldBe(90);

    [Fact]
    public void A_machine_translation_is_penalised_or_refused()
    {
        var candidate = Of(CandidateBits.Of(ScoringKey.Series).With(CandidateBits.MachineTranslatedBit, true));

        Score(candidate).Parts.ShouldBe([new("series", 180), new("machine_translation", -30)]);
        Score(candidate, rules: With(new() { MachineTranslation = -100 })).Points.ShouldBe(80);
        Score(candidate, rules: With(new() { RefuseMachineTranslation = true })).Reason!.ShouldContain("machine");
    }

    [Theory]
    [InlineData("HORRIBLESUBS 720p", null, true)]
    [InlineData("[HorribleSubs] Show - 01", null, true)]
    [InlineData(null, "horriblesubs", true)]
    [InlineData("HorribleSubsX 720p", null, false)]
    [InlineData("NotHorribleSubs", null, false)]
    [InlineData(null, null, false)]
    [InlineData("", "", false)]
    public void Excluded_groups_are_whole_names_without_case(string? info, string? group, bool isRefused)
    {
        var candidate = Srt([]) with { ReleaseInfo = info, ReleaseGroup = group };

        Score(candidate, rules: With(new() { ExcludedGroups = ["HorribleSubs"] })).IsRefused.ShouldBe(isRefused);
        Score(candidate).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public void A_preferred_group_lifts_a_candidate_over_the_minimum_and_exclusion_beats_preference()
    {
        var candidate = Srt([ScoringKey.Series]) with { ReleaseGroup = "NTb" };
        var preferences = new ScoringPreferences { PreferredGroups = ["ntb"], EpisodeMinimum = 200 };

        var lifted = Score(candidate, rules: With(preferences));

        lifted.Parts.ShouldContain(new ScorePart("preferred_group", 20));
        lifted.IsRefused.ShouldBeFalse();
        Score(candidate, rules: With(preferences with { ExcludedGroups = ["NTB"] })).IsRefused.ShouldBeTrue();
    }

    [Theory]
    [InlineData(181, null, null, "It scores 180, below the minimum of 181 for episodes.")]
    [InlineData(10, 300, null, "It scores 180, below the minimum of 300 for de.")]
    [InlineData(10, 20, 190, "It scores 180, below the minimum of 190 for subdl.")]
    [InlineData(10, 180, null, null)]
    public void The_highest_minimum_that_applies_counts(int episodes, int? language, int? provider, string? reason)
    {
        var preferences = new ScoringPreferences
        {
            EpisodeMinimum = episodes,
            LanguageMinimums = language is { } ofLanguage ? new Dictionary<string, int> { ["DE"] = ofLanguage } : [],
            ProviderMinimums = provider is { } ofProvider ? new Dictionary<string, int> { ["subdl"] = ofProvider } : [],
        };

        Score(Srt([ScoringKey.Series]), rules: With(preferences)).Reason.ShouldBe(reason);
    }

    [Fact]
    public void A_hundred_percent_is_every_key_of_the_type_under_the_weights_in_use()
    {
        var everything = Of(new CandidateBits(CandidateBits.KeyMask));
        var heavier = Rules with { Weights = ScoringWeights.Default.With(MediaType.Episode, ScoringKey.Hash, 1000) };

        Score(everything).Percent.ShouldBe(100);
        Score(everything, MediaType.Movie).Percent.ShouldBe(100);
        Score(everything, rules: heavier).Percent.ShouldBe(100);
        Score(Srt([ScoringKey.Hash]), rules: heavier).Percent.ShouldBe(71);
        Score(Srt([ScoringKey.Hash])).Percent.ShouldBe(47);
        Score(Srt([]), rules: Rules.WithModifier("subdl", -50)).Percent.ShouldBe(0);
    }

    [Fact]
    public void Weights_may_be_negative_and_zero_is_a_value()
    {
        var weights = ScoringWeights.Default.With(MediaType.Episode, ScoringKey.Series, -40).With(MediaType.Episode, ScoringKey.Year, 0);

        Score(Srt([ScoringKey.Series, ScoringKey.Year]), rules: Rules with { Weights = weights }).Points.ShouldBe(-40);
        weights.Reachable(MediaType.Episode).ShouldBe(766 - 180 - 90);
    }

    [Theory]
    [InlineData(false, false, false, false)]
    [InlineData(true, false, false, true)]
    [InlineData(false, true, false, true)]
    [InlineData(false, false, true, true)]
    public void A_reported_hash_counts_when_something_else_agrees(bool ids, bool titleAndYear, bool seasonAndEpisode, bool counts)
    {
        var agreement = new FeatureAgreement(ids, titleAndYear, seasonAndEpisode);

        default(CandidateBits).WithHash(isReported: true, agreement).Has(ScoringKey.Hash).ShouldBe(counts);
        default(CandidateBits).WithHash(isReported: false, agreement).Has(ScoringKey.Hash).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 2, MediaType.Episode)]
    [InlineData(0, 0, MediaType.Episode)]
    [InlineData(1, null, MediaType.Movie)]
    [InlineData(null, 2, MediaType.Movie)]
    public void A_query_with_season_and_episode_is_an_episode(int? season, int? episode, MediaType type) =>
        SearchResult.TypeOf(season, episode).ShouldBe(type);

    [Fact]
    public void Every_key_of_the_editor_is_reachable_by_a_provider()
    {
        foreach (var info in ScoringKeyInfo.All)
        {
            ProviderCapabilities.All.ShouldContain(provider => provider.Keys.Has(info.Key), info.Name);
        }

        ScoringKeyInfo.All.Select(info => (int)info.Key).ShouldBe(Enumerable.Range(0, 12));
    }

    private static ScoringRules With(ScoringPreferences preferences) => Rules with { Preferences = preferences };

    private static Score Score(Candidate candidate, MediaType type = MediaType.Episode, ScoringRules? rules = null) =>
        ScoringEngine.Score(candidate, type, rules ?? Rules);

    private static Candidate Srt(ScoringKey[] matches) => Of(CandidateBits.Of(matches).InFormat("srt"));

    private static Candidate Of(CandidateBits bits) => new("subdl", "de", bits);
}
