using Sublarr.Domain.Providers;
using Sublarr.Domain.Scoring;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>SubSource.</summary>
public sealed class SubSourceTests : IAsyncLifetime
{
    private const string Name = "subsource";

    private ProviderLab _lab = null!;
    private FakeSubSource _service = null!;

    public async Task InitializeAsync()
    {
        _lab = await ProviderLab.StartAsync();
        _service = await FakeService.StartAsync<FakeSubSource>();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task The_season_is_found_first_and_the_episode_by_the_names_of_releases()
    {
        await SetUpAsync(FakeSubSource.Key);

        var found = await _lab.FoundAsync(ProviderLab.Episode);

        _service.Requests[0].Query.ShouldBe("?searchType=imdb&imdb=tt9000001&season=2");
        found.Select(subtitle => (subtitle.Id, subtitle.IsHearingImpaired)).ShouldBe([("901", true), ("903", false)], "what people write says the rest");
        found.ShouldAllBe(subtitle => subtitle.Matched.Has(ScoringKey.Series) && subtitle.Matched.Has(ScoringKey.Season) && subtitle.Matched.Has(ScoringKey.Episode));
        (await _lab.FoundAsync(ProviderLab.Episode with { WantsPacks = true })).Single(subtitle => subtitle.IsPack).Id.ShouldBe("904");
    }

    [Fact]
    public async Task A_title_that_it_does_not_know_by_its_id_is_found_by_its_whole_name()
    {
        _service.KnowsNoIds = true;
        await SetUpAsync(FakeSubSource.Key);

        (await _lab.FoundAsync(ProviderLab.Episode)).Count.ShouldBe(2);
        (await _lab.FoundAsync(ProviderLab.Movie)).ShouldBeEmpty();

        _service.Requests.ShouldContain(request => request.Query.Contains("searchType=text&q=Harbor%20Lights&season=2"));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_a_right_one_taken()
    {
        await SetUpAsync("another0123456789");
        var failure = await _lab.FailureAsync(ProviderLab.Episode);
        (await _lab.TestAsync(Name)).Steps.ShouldBe("reached + key accepted -");

        failure.Reason.ShouldBe(ProviderFailureReason.KeyRefused);
        failure.Message.ShouldContain("Invalid API key");
    }

    [Fact]
    public async Task An_archive_is_delivered_as_it_is()
    {
        await SetUpAsync(FakeSubSource.Key);

        var fetched = await _lab.FetchAsync((await _lab.FoundAsync(ProviderLab.Episode))[0]);

        (fetched.Name, fetched.Content.Length).ShouldBe(("901.zip", 4));
    }

    private Task SetUpAsync(string key) => _lab.SetUpAsync(Name, ("base_url", $"{_service.Url}/api/v1"), ("api_key", key));
}
