using Sublarr.Domain.Languages;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>TsukiHime: from the id of TheTVDB to a track of the very release.</summary>
public sealed class TsukiHimeTests : IAsyncLifetime
{
    private const string Name = "tsukihime";

    private ProviderLab _lab = null!;
    private FakeTsukiHime _service = null!;
    private FakeAnimeIds _list = null!;

    public async Task InitializeAsync()
    {
        (_service, _list) = (await FakeService.StartAsync<FakeTsukiHime>(), await FakeService.StartAsync<FakeAnimeIds>());
        _lab = await ProviderLab.StartAsync(animeIds: _list.Address);
        await _lab.SetUpAsync(Name, ("base_url", $"{_service.Url}/v1"), ("storage_url", _service.Url));
    }

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _service.DisposeAsync();
        await _list.DisposeAsync();
    }

    [Fact]
    public async Task An_episode_is_found_by_the_number_of_AniDB_in_the_releases_most_like_its_own()
    {
        var found = await _lab.FoundAsync(ProviderLab.Episode);

        found.Select(subtitle => $"{subtitle.Id} {subtitle.Language} {subtitle.Format}{(subtitle.IsForced ? " forced" : "")}{(subtitle.IsHearingImpaired ? " hi" : "")}").ShouldBe(
        [
            "301:attach/0002086a/133226.xz en ass",
            "301:attach/0002086b/133227.xz en srt hi",
            "301:attach/0002086c/133228.xz en ass forced",
            "301:attach/0002086d/133229.xz pt-BR ass forced",
            "302:tosho/attach/002b205c/2826332.xz en ass",
            "302:tosho/attach/002b205d/2826333.xz en srt hi",
            "302:tosho/attach/002b205e/2826334.xz en ass forced",
            "302:tosho/attach/002b205f/2826335.xz pt-BR ass forced",
        ]);
        _service.Requests.Select(request => request.Path).ShouldBe(
            ["/v1/animes/anidb/20151", "/v1/animes/2086/episodes/5", "/v1/torrents/301", "/v1/torrents/302", "/v1/torrents/304", "/v1/torrents/306"],
            "what is not completed, and what has no wanted language, is not asked for");
    }

    [Fact]
    public async Task What_it_was_asked_for_by_its_id_is_matched_and_the_release_tells_the_rest()
    {
        var own = (await _lab.FoundAsync(ProviderLab.Episode))[0];

        var bits = own.ToCandidate(ProviderLab.Episode).Bits;
        Enum.GetValues<ScoringKey>().Where(bits.Has).ShouldBe(
            [ScoringKey.Series, ScoringKey.Year, ScoringKey.Season, ScoringKey.Episode, ScoringKey.ReleaseGroup, ScoringKey.Source, ScoringKey.Resolution, ScoringKey.FormatBonus]);
        own.FileName.ShouldBe("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.ass");
    }

    [Fact]
    public async Task A_movie_is_found_by_its_id_of_AniList_and_only_so_many_releases_are_asked_for()
    {
        var found = await _lab.FoundAsync(ProviderLab.Movie with { Ids = ProviderLab.Movie.Ids with { AniList = 154180 } });

        found[0].Releases.ShouldBe(["Paper.Comet.2019.1080p.BluRay.x264-GROUPC"]);
        (found[0].Matched.Has(ScoringKey.Title), found[0].Matched.Has(ScoringKey.Year)).ShouldBe((true, true));
        var paths = _service.Requests.Select(request => request.Path).ToList();
        paths.ShouldContain("/v1/animes/anilist/154180");
        paths.Count(path => path.StartsWith("/v1/torrents/", StringComparison.Ordinal)).ShouldBe(8);
    }

    [Fact]
    public async Task Nobody_is_asked_for_what_is_no_anime()
    {
        (await _lab.FoundAsync(ProviderLab.Episode with { Ids = new(Tvdb: 71663) })).ShouldBeEmpty();
        (await _lab.FoundAsync(ProviderLab.Episode with { Season = 0 })).ShouldBeEmpty();

        _service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_it_does_not_know_is_no_failure() => (await _lab.FoundAsync(ProviderLab.Episode with { Episodes = [9] })).ShouldBeEmpty();

    [Fact]
    public async Task A_track_is_delivered_as_it_is_packed()
    {
        var found = await _lab.FoundAsync(ProviderLab.Episode);

        var own = await _lab.FetchAsync(found[0]);
        var mirrored = await _lab.FetchAsync(found[4]);

        own.Name.ShouldBe("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.ass.xz");
        own.Content[..6].ShouldBe([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]);
        mirrored.Name.ShouldBe("[GroupB] Harbor Lights 2nd Season - 05 [720p].en.ass.xz");
    }

    [Fact]
    public async Task What_is_not_packed_is_not_what_was_asked_for()
    {
        var found = await _lab.FoundAsync(ProviderLab.Episode);

        _service.IsPlain = true;
        (await _lab.FetchFailureAsync(found[0])).Reason.ShouldBe(ProviderFailureReason.Strange);
        (_service.IsPlain, _service.IsShut) = (false, true);
        (await _lab.FetchFailureAsync(found[0])).Message.ShouldContain("page to look at");
        _service.AnswerNext(404, "");
        (await _lab.FetchFailureAsync(found[0])).Reason.ShouldBe(ProviderFailureReason.NotThere);
    }

    [Theory]
    [InlineData(403, "Forbidden", ProviderFailureReason.Broken, "asks for no key")]
    [InlineData(500, "", ProviderFailureReason.Broken, "fault of its own")]
    [InlineData(503, "<html></html>", ProviderFailureReason.Broken, "fault of its own")]
    [InlineData(200, "<!DOCTYPE html><html></html>", ProviderFailureReason.Strange, "page to look at")]
    [InlineData(404, "<html>This name is for sale</html>", ProviderFailureReason.NotThere, "no longer has it")]
    [InlineData(200, "[]", ProviderFailureReason.Strange, "does not understand")]
    public async Task A_failure_says_what_it_is(int status, string body, ProviderFailureReason reason, string words)
    {
        _service.AnswerNext(status, body);

        (await _lab.FailureAsync(ProviderLab.Episode)).ShouldSatisfyAllConditions(failure => failure.Reason.ShouldBe(reason), failure => failure.Message.ShouldContain(words));
    }

    [Fact]
    public async Task It_is_left_alone_for_as_long_as_it_asks()
    {
        _service.AnswerNext(429, """{"message":"Too many requests"}""", ("Retry-After", "90"));

        (await _lab.FailureAsync(ProviderLab.Episode)).Reason.ShouldBe(ProviderFailureReason.Busy);

        (await _lab.SearchAsync(ProviderLab.Episode)).Providers[0].IsSkipped.ShouldBeTrue();
        _lab.Clock.Advance(TimeSpan.FromSeconds(91));
        (await _lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Its_pace_is_kept()
    {
        var before = _lab.Clock.Leapt;

        await _lab.FoundAsync(ProviderLab.Episode);

        // Six requests, five gaps of half a second.
        (_lab.Clock.Leapt - before).ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
    }

    [Theory]
    [InlineData("eng", "English", "en")]
    [InlineData("por", "Portuguese[BR]", "pt-BR")]
    [InlineData("spa", "Spanish[LA]", "es-419")]
    [InlineData("zh-hans", null, "zh-Hans")]
    [InlineData("pt-br", "Portuguese", "pt-BR")]
    [InlineData("por", "Brazilian Portuguese", "pt-BR")]
    [InlineData("xx", "Something", null)]
    public void The_kind_of_a_language_is_told_by_its_code_or_its_name(string code, string? name, string? expected) =>
        Infrastructure.Providers.ReleaseTrack.LanguageOf(code, name).ShouldBe(LanguageCode.Find(expected));
}
