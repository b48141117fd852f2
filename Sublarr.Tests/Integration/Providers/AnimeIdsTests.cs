using Microsoft.Extensions.Configuration;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;
using Sublarr.Web.Startup;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>The list of ids of anime: fetched seldom, kept over restarts, and never the fault of a search.</summary>
public sealed class AnimeIdsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FakeTsukiHime _service = null!;
    private FakeAnimeIds _list = null!;

    private string KeptAt => Path.Combine(_folder.Path, "cache", "anime-ids.json");

    public async Task InitializeAsync() => (_service, _list) = (await FakeService.StartAsync<FakeTsukiHime>(), await FakeService.StartAsync<FakeAnimeIds>());

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _list.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_is_fetched_once_a_week_and_kept_over_a_restart()
    {
        await using (var lab = await StartAsync())
        {
            (await lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();
            (await lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();
            _list.Requests.Count.ShouldBe(1);
        }

        await using var again = await StartAsync(isSetUp: true);
        (await again.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();
        _list.Requests.Count.ShouldBe(1);
        again.Clock.Advance(AnimeIds.MaxAge + TimeSpan.FromMinutes(1));
        (await again.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();
        _list.Requests.Count.ShouldBe(2);
        (await again.Engine.Get<AnimeIds>().LookAsync(CancellationToken.None)).ShouldSatisfyAllConditions(
            state => state.Count.ShouldBe(FakeAnimeIds.Count), state => state.Problem.ShouldBeNull(), state => state.FetchedAt.ShouldNotBeNull());
    }

    [Fact]
    public async Task Without_it_nothing_is_found_nothing_fails_and_it_is_told()
    {
        await using var lab = await StartAsync();
        _list.AnswerNext(503, "");

        (await lab.FoundAsync(ProviderLab.Episode)).ShouldBeEmpty();
        (await lab.FoundAsync(ProviderLab.Episode)).ShouldBeEmpty();

        _list.Requests.Count.ShouldBe(1, "it is not tried again with each search");
        _service.Requests.ShouldBeEmpty("nobody is asked who could not know what is meant");
        (await lab.Engine.Get<AnimeIds>().LookAsync(CancellationToken.None)).Problem!.ShouldContain("could not be fetched");
        (await lab.TestAsync("tsukihime")).ShouldSatisfyAllConditions(
            test => test.Steps.ShouldBe("reached + ids of anime -"), test => test.Last.ShouldContain("503"));
        lab.Clock.Advance(AnimeIds.AfterFailure);
        (await lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();
        (await lab.TestAsync("tsukihime")).Steps.ShouldBe("reached + ids of anime +");
    }

    [Theory]
    [InlineData(200, "<!DOCTYPE html><html></html>", "page to look at")]
    [InlineData(200, "[]", "does not understand")]
    [InlineData(200, "{}", "does not understand")]
    [InlineData(403, "", "turns Sublarr away")]
    [InlineData(404, "404: Not Found", "no longer has it")]
    public async Task An_old_one_is_good_where_no_new_one_can_be_had(int status, string body, string expected)
    {
        await using var lab = await StartAsync();
        await lab.FoundAsync(ProviderLab.Episode);
        lab.Clock.Advance(AnimeIds.MaxAge);
        _list.AnswerNext(status, body);

        (await lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();

        var state = await lab.Engine.Get<AnimeIds>().LookAsync(CancellationToken.None);
        state.Count.ShouldBe(FakeAnimeIds.Count);
        state.Problem!.ShouldContain(expected);
        File.ReadAllText(KeptAt).ShouldBe(FakeAnimeIds.List);
    }

    [Fact]
    public async Task One_that_is_too_large_is_not_taken()
    {
        await using var lab = await StartAsync();
        _list.AnswerNext(200, new string(' ', AnimeIds.ByteLimit + 1));

        (await lab.FoundAsync(ProviderLab.Episode)).ShouldBeEmpty();

        (await lab.Engine.Get<AnimeIds>().LookAsync(CancellationToken.None)).Problem!.ShouldContain("16.8 MB");
        File.Exists(KeptAt).ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_is_damaged_on_disk_is_fetched_again()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeptAt)!);
        await File.WriteAllTextAsync(KeptAt, "{\"20151\":");
        await using var lab = await StartAsync();

        (await lab.FoundAsync(ProviderLab.Episode)).ShouldNotBeEmpty();

        _list.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_is_not_fetched_for_providers_that_need_none()
    {
        await using var gestdown = await FakeService.StartAsync<FakeGestdown>();
        await using var lab = await ProviderLab.StartAsync(_folder, _list.Address);
        await lab.SetUpAsync("gestdown", ("base_url", gestdown.Url));

        await lab.FoundAsync(ProviderLab.Episode);

        _list.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("anime_ids.json")]
    [InlineData("ftp://list.example/ids")]
    [InlineData("https://user:canary@list.example/ids")]
    public void An_address_that_cannot_be_one_stops_the_start(string address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("SUBLARR_ANIME_IDS", address)]).Build();

        var told = Should.Throw<StartupException>(() => SublarrSettings.Read(configuration)).Message;

        told.ShouldContain("SUBLARR_ANIME_IDS");
        told.ShouldNotContain("canary");
    }

    private async Task<ProviderLab> StartAsync(bool isSetUp = false)
    {
        var lab = await ProviderLab.StartAsync(_folder, _list.Address);
        if (!isSetUp)
        {
            await lab.SetUpAsync("tsukihime", ("base_url", $"{_service.Url}/v1"), ("storage_url", _service.Url));
        }

        return lab;
    }
}
