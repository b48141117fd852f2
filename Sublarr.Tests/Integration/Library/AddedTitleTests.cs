using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>A series or movie is in the library from the moment that Sonarr or Radarr has it.</summary>
public sealed class AddedTitleTests : IDisposable
{
    private readonly SublarrApp _app = new();
    private readonly HttpClient _api;
    private readonly ReportingArr _arr;

    public AddedTitleTests() => (_arr, _api) = (new(_app), _app.CreateApiClient());

    public void Dispose()
    {
        _api.Dispose();
        _app.Dispose();
    }

    [Theory]
    [InlineData("Recorded/sonarr-SeriesAdd.json", "series", "The Harbour Line", 2023, 42)]
    [InlineData("Recorded/radarr-MovieAdded.json", "movies", "Foo Film", 2020, 17)]
    public async Task It_stands_there_with_all_that_was_told_of_it(string sample, string list, string name, int year, int id)
    {
        await AddAsync(sample);

        var title = (await TitlesAsync(list)).ShouldHaveSingleItem();
        (title.GetProperty("name").GetString(), title.GetProperty("year").GetInt32(), title.GetProperty("source_id").GetInt32(), title.GetProperty("videos").GetInt32()).ShouldBe((name, year, id, 0));
        title.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["subs-de", "weekly"]);
        title.GetProperty("folder").GetString()!.ShouldEndWith(list == "series" ? "/tv/The Harbour Line" : "/movies/Foo Film (2020)");
        title.GetProperty("tmdb_id").GetInt32().ShouldBe(list == "series" ? 120345 : 550123);
    }

    [Fact]
    public async Task Told_twice_it_is_there_once_and_of_another_instance_it_is_another()
    {
        await AddAsync("Recorded/sonarr-SeriesAdd.json", "one");
        await AddAsync("Recorded/sonarr-SeriesAdd.json", "ONE", body => body["series"]!["title"] = "The Harbour Line (US)");
        await AddAsync("Recorded/sonarr-SeriesAdd.json", "two", body => body["series"]!["path"] = "/elsewhere/The Harbour Line");

        (await TitlesAsync("series")).Select(title => (title.GetProperty("instance").GetString(), title.GetProperty("name").GetString()))
            .ShouldBe([("one", "The Harbour Line (US)"), ("two", "The Harbour Line")], ignoreOrder: true);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("path")]
    [InlineData("tags")]
    [InlineData("tvdbId")]
    [InlineData("year")]
    public async Task What_a_report_lacks_does_not_keep_the_title_out(string field)
    {
        await AddAsync("Recorded/sonarr-SeriesAdd.json", change: body => body["series"]!.AsObject().Remove(field));

        (await TitlesAsync("series")).ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("The Harbour Line");
    }

    [Fact]
    public async Task One_without_a_name_is_told_of_and_not_stored()
    {
        var id = await _arr.PostAsync("Recorded/sonarr-SeriesAdd.json", change: body => body.AsObject().Remove("series"));

        (await _arr.CausedByAsync(id)).ShouldBeEmpty();
    }

    private async Task AddAsync(string sample, string? instance = null, Action<JsonNode>? change = null) =>
        await _arr.OnlyOfAsync(await _arr.PostAsync(sample, instance: instance, change: change), JobState.Succeeded);

    private async Task<List<JsonElement>> TitlesAsync(string list) =>
        [.. (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/library/{list}")).GetProperty("items").EnumerateArray()];
}
