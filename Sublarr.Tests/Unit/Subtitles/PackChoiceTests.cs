using Sublarr.Domain.Scoring;
using Sublarr.Domain.Subtitles;
using Sublarr.Domain.Subtitles.Packs;

namespace Sublarr.Tests.Unit.Subtitles;

public sealed class PackChoiceTests
{
    private static readonly string[] Season = ["Show.S01E01.en.srt", "Show.S01E02.en.srt", "Show.S01E02.de.srt", "Show.S01E03E04.en.srt", "Show.S02E02.en.srt"];

    [Theory]
    [InlineData(1, new[] { 1 }, "Show.S01E01.en.srt")]
    [InlineData(1, new[] { 2 }, "Show.S01E02.en.srt")]
    [InlineData(2, new[] { 2 }, "Show.S02E02.en.srt")]
    [InlineData(1, new[] { 4 }, "Show.S01E03E04.en.srt")]
    [InlineData(1, new[] { 3, 4 }, "Show.S01E03E04.en.srt")]
    public void An_episode_is_found_in_its_season(int season, int[] episodes, string name) =>
        First(Season, new(Talk.Code("en")) { Part = new(season, episodes, null, null, null) }).ShouldBe(name);

    [Fact]
    public void Every_episode_of_a_season_finds_its_own()
    {
        string[] names = [.. Enumerable.Range(1, 24).Select(episode => $"Some Show (2020)/Season 1/Some Show - S01E{episode:00}.srt")];

        foreach (var episode in Enumerable.Range(1, 24))
        {
            Choose(names, new(Talk.Code("en")) { Part = new(1, [episode], null, null, null) }).Places.ShouldBe([episode - 1]);
        }
    }

    [Theory]
    [InlineData(1, 5, null, 1)]
    [InlineData(2, 5, 17, 2)]
    [InlineData(2, 5, null, null)]
    public void Anime_is_counted_through_all_seasons(int season, int episode, int? absolute, int? place)
    {
        string[] names = ["[Grp] Some Show - 04.ass", "[Grp] Some Show - 05.ass", "[Grp] Some Show - 17.ass"];

        Choose(names, new(Talk.Code("en")) { Part = new(season, [episode], absolute, null, null) }).Places.Select(found => (int?)found).SingleOrDefault().ShouldBe(place);
    }

    [Fact]
    public void An_episode_that_is_not_there_is_said() =>
        Choose(Season, new(Talk.Code("en")) { Part = new(3, [1], null, null, null) }).Refusal.ShouldBe("It holds other episodes: Show.S01E01.en.srt, Show.S01E02.en.srt, Show.S01E02.de.srt and 2 others.");

    [Theory]
    [InlineData("de", "2_German.srt")]
    [InlineData("fr", "Subs/French/4.srt")]
    [InlineData("en", "Movie.eng.srt")]
    public void A_language_is_told_by_name_and_folder(string code, string name) =>
        First(["1_Spanish.srt", "2_German.srt", "Subs/French/4.srt", "Movie.eng.srt"], new(Talk.Code(code))).ShouldBe(name);

    [Theory]
    [InlineData("pt-PT", "Movie.pt-PT.srt")]
    [InlineData("pt-BR", "Movie.pob.srt")]
    public void What_a_text_would_not_tell_is_told_by_names_alone(string code, string name) =>
        Choose(["Movie.pob.srt", "Movie.pt-PT.srt"], new(Talk.Code(code))).Places.ShouldBe([name == "Movie.pob.srt" ? 0 : 1]);

    [Fact]
    public void Forced_and_hearing_impaired_go_by_their_marks()
    {
        string[] names = ["Movie.en.sdh.srt", "Movie.en.srt", "Movie.en.forced.srt"];

        First(names, new(Talk.Code("en"))).ShouldBe("Movie.en.srt");
        First(names, new(Talk.Code("en")) { IsForced = true }).ShouldBe("Movie.en.forced.srt");
        First(names, new(Talk.Code("en")) { HearingImpaired = Wish.Prefer }).ShouldBe("Movie.en.sdh.srt");
        Choose(["Movie.en.sdh.srt"], new(Talk.Code("en")) { HearingImpaired = Wish.Exclude }).Refusal.ShouldBe("It holds nothing of the kind that is wanted: Movie.en.sdh.srt.");
    }

    [Fact]
    public void A_film_in_several_parts_is_refused() =>
        Choose(["Movie.CD1.srt", "Movie.CD2.srt"], new(Talk.Code("en"))).Refusal.ShouldBe("It comes in 2 parts, for a film in as many files.");

    [Fact]
    public void Of_two_that_fit_the_one_of_the_same_release_goes_first()
    {
        string[] names = ["Movie.2020.720p.HDTV.x264-ABC.srt", "Movie.2020.1080p.WEB-DL.x264-XYZ.srt"];

        First(names, new(Talk.Code("en")) { Part = new(null, [], null, null, "Movie.2020.2160p.WEB-DL.x265-XYZ.mkv") }).ShouldBe(names[1]);
    }

    [Fact]
    public void An_archive_without_subtitles_is_said() => Choose([], new(Talk.Code("en"))).Refusal.ShouldBe("It holds no subtitle.");

    private static string First(string[] names, SubtitleExpectation expectation) => names[Choose(names, expectation).Places[0]];

    private static PackChoice Choose(string[] names, SubtitleExpectation expectation) => PackChoice.Of([.. names.Select(PackedName.Of)], expectation);
}
