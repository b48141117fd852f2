using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>Jimaku, as its own source has it.</summary>
public sealed class JimakuTests : IAsyncLifetime
{
    private const string Name = "jimaku";

    private static readonly LanguageCode Japanese = LanguageCode.Find("ja")!.Value;

    private static readonly ProviderQuery Query = new(MediaType.Episode, "Moon Harbor", [Japanese, ProviderLab.English]) { Season = 1, Episodes = [5], Ids = new() { AniList = 154587 } };

    private ProviderLab _lab = null!;
    private FakeJimaku _service = null!;

    public async Task InitializeAsync()
    {
        _lab = await ProviderLab.StartAsync();
        _service = await FakeService.StartAsync<FakeJimaku>();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task An_episode_is_found_by_the_id_of_its_season_and_told_by_the_names_of_files()
    {
        await SetUpAsync(FakeJimaku.Key);

        var found = await _lab.FoundAsync(Query);

        found.Select(subtitle => (subtitle.Language, subtitle.Format)).ShouldBe([(Japanese, "srt"), (ProviderLab.English, "ass")]);
        found.ShouldAllBe(subtitle => subtitle.Matched.Has(ScoringKey.Series) && subtitle.Matched.Has(ScoringKey.Episode));
        found[1].ToCandidate(Query).Bits.Has(ScoringKey.FormatBonus).ShouldBeTrue();
        (await _lab.FoundAsync(Query with { WantsPacks = true })).Count(subtitle => subtitle.IsPack).ShouldBe(1);
    }

    [Fact]
    public async Task Live_action_is_asked_for_where_there_is_no_anime()
    {
        await SetUpAsync(FakeJimaku.Key);

        (await _lab.FoundAsync(ProviderLab.Episode with { Languages = [Japanese] })).ShouldNotBeEmpty();

        _service.Requests.Select(request => request.Query).ShouldBe(["?tmdb_id=tv:77001", "?tmdb_id=tv:77001&anime=false", "?episode=5"]);
    }

    [Fact]
    public async Task The_second_part_of_a_season_is_asked_for_by_its_own_id_and_counted_from_one()
    {
        await using var list = await FakeService.StartAsync<FakeAnimeIds>();
        await using var lab = await ProviderLab.StartAsync(animeIds: list.Address);
        await lab.SetUpAsync(Name, ("base_url", $"{_service.Url}/api"), ("api_key", FakeJimaku.Key));
        // What the list calls 154003 begins after the twelfth episode.
        var query = ProviderLab.Episode with { Languages = [Japanese], Episodes = [13] };

        var found = await lab.FoundAsync(query);

        found.Select(subtitle => subtitle.FileName).ShouldBe(["[Group] Harbor Lights Part 2 - 01.ja.srt", "[Other] Harbor Lights - 13.ja.srt"]);
        found.ShouldAllBe(subtitle => subtitle.Matched.Has(ScoringKey.Season) && subtitle.Matched.Has(ScoringKey.Episode));
        _service.Requests.Select(request => $"{request.Path}{request.Query}").ShouldBe(["/api/entries/search?anilist_id=154003", "/api/entries/730/files"]);
    }

    [Fact]
    public async Task An_entry_without_an_id_of_AniList_is_found_by_that_of_TMDB()
    {
        await SetUpAsync(FakeJimaku.Key);

        (await _lab.FoundAsync(ProviderLab.Episode with { Languages = [Japanese], Ids = ProviderLab.Episode.Ids with { AniList = 154002 } })).ShouldNotBeEmpty();

        _service.Requests.Select(request => request.Query).ShouldBe(["?anilist_id=154002", "?tmdb_id=tv:77001", "?tmdb_id=tv:77001&anime=false", "?episode=5"]);
    }

    [Fact]
    public async Task Its_pace_is_kept()
    {
        await SetUpAsync(FakeJimaku.Key);
        var before = _lab.Clock.Leapt;

        await _lab.FoundAsync(Query);
        await _lab.FoundAsync(Query);

        // Four requests, three gaps of 2.4 seconds.
        (_lab.Clock.Leapt - before).ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_key_that_it_does_not_know_is_refused()
    {
        await SetUpAsync("anotherKey0123456");

        (await _lab.FailureAsync(Query)).Reason.ShouldBe(ProviderFailureReason.KeyRefused);
        (await _lab.TestAsync(Name)).Steps.ShouldBe("reached + key accepted -");
    }

    [Fact]
    public async Task When_to_come_back_is_read_from_its_own_header()
    {
        await SetUpAsync(FakeJimaku.Key);
        _service.AnswerNext(429, """{"error":"rate limit exceeded","code":8}""", ("x-ratelimit-reset", "1713373688"), ("x-ratelimit-reset-after", "2.4"));

        (await _lab.FoundAsync(Query)).ShouldNotBeEmpty("it is asked again after 2.4 seconds");
    }

    [Fact]
    public async Task A_file_is_fetched_from_where_it_says()
    {
        await SetUpAsync(FakeJimaku.Key);

        var fetched = await _lab.FetchAsync((await _lab.FoundAsync(Query))[0]);

        fetched.Name.ShouldBe("[Group] Tsuki no Minato - 05.ja.srt");
        Uri.UnescapeDataString(_service.Requests[^1].Path).ShouldBe("/entry/729/download/[Group] Tsuki no Minato - 05.ja.srt");
    }

    private Task SetUpAsync(string key) => _lab.SetUpAsync(Name, ("base_url", $"{_service.Url}/api"), ("api_key", key));
}
