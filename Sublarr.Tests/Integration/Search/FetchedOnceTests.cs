using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;
using Sublarr.Tests.Integration.Subtitles;

namespace Sublarr.Tests.Integration.Search;

/// <summary>A download is a part of somebody's quota: through the whole way it is paid once.</summary>
public sealed class FetchedOnceTests : IAsyncLifetime
{
    private const string Episode = "Harbor Lights/Season 02/Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv";
    private const string Pack = "/subtitle/pack.zip";

    private readonly SearchHouse _house = new();
    private FakeSubDl _service = null!;

    public async Task InitializeAsync()
    {
        _service = await FakeService.StartAsync<FakeSubDl>();
        await _house.SwitchOnAsync(_service);
        _service.Finds = FakeSubDl.Found("Harbor Lights", FakeSubDl.Row("Harbor.Lights.S02.1080p.WEB.H264-GROUPA", Pack));
        _service.Files[Pack] = new(200, "") { File = SeasonOf(24) };
    }

    public async Task DisposeAsync()
    {
        await _house.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_preview_and_the_download_after_it_cost_one()
    {
        var search = await _house.AskAsync(await _house.KnowAsync(Episode));
        var candidate = search.GetProperty("candidates").EnumerateArray().ShouldHaveSingleItem();
        candidate.GetProperty("pack").GetBoolean().ShouldBeTrue();

        using var preview = await _house.Api.PostAsJsonAsync($"/api/v1/searches/{search.GetProperty("id")}/preview", new { candidate_id = candidate.GetProperty("id").GetString() });
        preview.StatusCode.ShouldBe(HttpStatusCode.OK, await preview.Content.ReadAsStringAsync());
        await _house.UntilAsync(await _house.DownloadAsync(search, candidate), "succeeded");

        _service.FetchedOf(Pack).ShouldBe(1);
        (await File.ReadAllTextAsync(_house.Video(Episode.Replace(".mkv", ".en.srt")))).ShouldContain("episode 5 ends");
    }

    [Fact]
    public async Task A_pack_that_all_episodes_of_a_season_want_is_fetched_once_and_each_has_its_own()
    {
        var names = Enumerable.Range(1, 24).Select(number => $"Harbor Lights/Season 02/Harbor.Lights.S02E{number:00}.1080p.WEB.H264-GROUPA").ToList();
        await _house.KnowAsync([.. names.Select(name => $"{name}.mkv")]);
        await Eventually.TrueAsync(async () => await _house.CountAsync() == 24, () => "not all of them are wanted");
        var wanted = (await _house.Api.GetFromJsonAsync<JsonElement>("/api/v1/wanted")).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()).ToList();

        foreach (var answer in await Task.WhenAll(wanted.Select(id => _house.Api.PostAsync($"/api/v1/wanted/{id}/search", null))))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            answer.Dispose();
        }

        await Eventually.TrueAsync(() => names.TrueForAll(name => File.Exists(_house.Video($"{name}.en.srt"))), "not every episode has its subtitle");
        _service.FetchedOf(Pack).ShouldBe(1);
        foreach (var (index, name) in names.Index())
        {
            (await File.ReadAllTextAsync(_house.Video($"{name}.en.srt"))).ShouldContain($"episode {index + 1} ends");
        }

        await using var context = await _house.App.ContextAsync();
        (await context.Jobs.CountAsync(job => job.Kind == "search-subtitles")).ShouldBe(24);
    }

    private static byte[] SeasonOf(int episodes) => Packs.Zip(
        [.. Enumerable.Range(1, episodes).Select(number => ($"Harbor.Lights.S02E{number:00}.WEB.srt", Encoding.UTF8.GetBytes(SearchHouse.English($"episode {number} ends"))))]);
}
