using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>AnimeTosho.xyz: by AniDB's id of the episode, and without it by that of the series.</summary>
public sealed class AnimeToshoTests : IAsyncLifetime
{
    private const string Name = "animetosho";

    private static readonly ProviderQuery ById = new(MediaType.Episode, "Moon Harbor", [ProviderLab.English, ProviderLab.Brazilian])
    {
        Season = 1, Episodes = [8], Ids = new() { AniDbEpisode = 313249 },
    };

    private ProviderLab _lab = null!;
    private FakeAnimeTosho _service = null!;
    private FakeAnimeIds _list = null!;

    public async Task InitializeAsync()
    {
        (_service, _list) = (await FakeService.StartAsync<FakeAnimeTosho>(), await FakeService.StartAsync<FakeAnimeIds>());
        _lab = await ProviderLab.StartAsync(animeIds: _list.Address);
        await _lab.SetUpAsync(Name, ("base_url", _service.Url), ("storage_url", _service.Url));
    }

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _service.DisposeAsync();
        await _list.DisposeAsync();
    }

    [Fact]
    public async Task An_episode_is_found_by_its_own_id_with_the_tracks_that_hang_at_the_release()
    {
        var found = await _lab.FoundAsync(ById);

        found.Select(subtitle => (subtitle.Id, subtitle.Language)).ShouldBe(
            [("622245:releases/622245/subtitles/eng.ass", ProviderLab.English), ("622245:releases/622245/subtitles/por.ass", ProviderLab.Brazilian)]);
        found[0].UploadedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1784290258));
        _service.Requests.Select(request => $"{request.Path}{request.Query}").ShouldBe(
            ["/feed/json?eid=313249", "/json?show=torrent&id=622245"], "what is not complete is not asked for");
    }

    [Fact]
    public async Task Without_that_id_it_is_found_by_the_series_and_the_number_with_the_tracks_of_its_files()
    {
        var found = await _lab.FoundAsync(ProviderLab.Episode);

        found.Select(subtitle => $"{subtitle.Id} {subtitle.Language}{(subtitle.IsForced ? " forced" : "")}").ShouldBe(
        [
            "685550:attachments/10002/3f70.xz en",
            "685550:attachments/10002/3f71.xz pt-BR forced",
            "685592:attachments/10002/3f70.xz en",
            "685592:attachments/10002/3f71.xz pt-BR forced",
        ], "one track of two releases is two offers, and the release most like the video's comes first");
        found[0].ToCandidate(ProviderLab.Episode).Bits.ShouldSatisfyAllConditions(
            bits => bits.Has(ScoringKey.Series).ShouldBeTrue(), bits => bits.Has(ScoringKey.Season).ShouldBeTrue(),
            bits => bits.Has(ScoringKey.Episode).ShouldBeTrue(), bits => bits.Has(ScoringKey.ReleaseGroup).ShouldBeTrue());
        _service.Requests.Select(request => request.Query).ShouldBe(
            ["?ep=5&limit=100", "?show=torrent&id=685550", "?show=torrent&id=685592", "?show=torrent&id=685593", "?show=torrent&id=685596"],
            "a batch, and another number, is not asked for");
    }

    [Fact]
    public async Task Nobody_is_asked_for_what_is_no_anime_nor_for_movies()
    {
        (await _lab.FoundAsync(ProviderLab.Episode with { Ids = new(Tvdb: 71663) })).ShouldBeEmpty();
        (await _lab.SearchAsync(ProviderLab.Movie)).Providers.ShouldBeEmpty();

        _service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_it_does_not_have_is_no_failure()
    {
        (await _lab.FoundAsync(ById with { Ids = new() { AniDbEpisode = 1 } })).ShouldBeEmpty();
        (await _lab.FoundAsync(ProviderLab.Episode with { Episodes = [9] })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_track_is_delivered_plain_or_packed_as_it_lies_there()
    {
        var plain = await _lab.FetchAsync((await _lab.FoundAsync(ById))[0]);
        var packed = await _lab.FetchAsync((await _lab.FoundAsync(ProviderLab.Episode))[0]);

        plain.Name.ShouldBe("[Group] Moon Harbor - 08 [1080p CR WEB-DL AVC AAC][MultiSub][81FBD56D].en.ass");
        packed.Name.ShouldBe("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.ass.xz");
    }

    [Theory]
    [InlineData(403, "", ProviderFailureReason.Broken)]
    [InlineData(502, "", ProviderFailureReason.Broken)]
    [InlineData(400, """{"error":"bad request"}""", ProviderFailureReason.Refused)]
    [InlineData(200, "<!DOCTYPE html><html></html>", ProviderFailureReason.Strange)]
    [InlineData(200, """{"error":"no list"}""", ProviderFailureReason.Strange)]
    public async Task A_failure_says_what_it_is(int status, string body, ProviderFailureReason reason)
    {
        _service.AnswerNext(status, body);

        (await _lab.FailureAsync(ById)).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task It_is_left_alone_for_as_long_as_it_asks()
    {
        _service.AnswerNext(429, "", ("Retry-After", "120"));

        (await _lab.FailureAsync(ById)).Reason.ShouldBe(ProviderFailureReason.Busy);

        (await _lab.SearchAsync(ById)).Providers[0].IsSkipped.ShouldBeTrue();
    }

    [Fact]
    public async Task Its_pace_is_kept()
    {
        var before = _lab.Clock.Leapt;

        await _lab.FoundAsync(ProviderLab.Episode);

        // Five requests, four gaps of a second.
        (_lab.Clock.Leapt - before).ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task It_is_tried_out_without_a_download()
    {
        (await _lab.TestAsync(Name)).ShouldBe(("reached + ids of anime +", $"The list knows {FakeAnimeIds.Count} anime."));
    }
}
