using System.Net.Http.Json;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>What the page of a provider says of the list that its ids are looked up in.</summary>
public sealed class AnimeIdsPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private FakeTsukiHime _service = null!;
    private FakeAnimeIds _list = null!;
    private SublarrApp _app = null!;
    private IPage _page = null!;

    private ILocator State => _page.GetByLabel("State", new() { Exact = true });

    public async Task InitializeAsync()
    {
        (_service, _list) = (await FakeService.StartAsync<FakeTsukiHime>(), await FakeService.StartAsync<FakeAnimeIds>());
        _app = new SublarrApp { AnimeIds = _list.Address };
        var address = _app.Listen();
        using var api = _app.CreateApiClient();
        using var saved = await api.PutAsJsonAsync("/api/v1/providers/tsukihime", new { enabled = true, settings = new { base_url = $"{_service.Url}/v1", storage_url = _service.Url } });
        saved.EnsureSuccessStatusCode();
        _page = await chromium.OpenAsync(address);
        await _app.SignInAsync(_page);
        await _page.GotoAsync(new Uri(address, "/providers/tsukihime").ToString());
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _service.DisposeAsync();
        await _list.DisposeAsync();
    }

    [Fact]
    public async Task What_keeps_the_list_from_being_fetched_is_told()
    {
        await Assertions.Expect(State).ToContainTextAsync("No list yet");
        _list.AnswerNext(503, "");

        await TestAsync();

        await Assertions.Expect(State).ToContainTextAsync("The list of ids of anime could not be fetched");
        await Shots.TakeAsync(_page, "anime-ids-missing", isWhole: true);
    }

    [Fact]
    public async Task A_list_is_told_with_its_size_and_its_age()
    {
        await TestAsync();

        await Assertions.Expect(_page.GetByText($"The list knows {FakeAnimeIds.Count} anime.")).ToBeVisibleAsync();
        await Assertions.Expect(State).ToContainTextAsync($"A list of {FakeAnimeIds.Count} anime");
        await Shots.TakeAsync(_page, "anime-ids", isWhole: true);
    }

    private Task TestAsync() => _page.GetByRole(AriaRole.Button, new() { Name = "Test" }).ClickAsync();
}
