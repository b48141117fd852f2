using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary><c>/api/v1/library</c> over a folder of real files.</summary>
public sealed class LibraryApiTests : IAsyncDisposable
{
    private readonly TemporaryFolder _media = new();

    [Fact]
    public async Task What_a_scan_finds_is_listed_with_its_files_and_subtitles()
    {
        await using var app = new SublarrApp { MediaPath = _media.Path };
        using var api = app.CreateApiClient();
        _media.Put("Harbour Line (2019)/Season 02/Harbour Line - S02E03.mkv", "Harbour Line (2019)/Season 02/Harbour Line - S02E03.pt-BR.srt", "Foo Film (2020)/Foo Film (2020).mkv");

        await ScanAsync(api);

        var series = (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/series?search=harbour")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (series.GetProperty("name").GetString(), series.GetProperty("year").GetInt32(), series.GetProperty("source").GetString(), series.GetProperty("videos").GetInt32())
            .ShouldBe(("Harbour Line", 2019, "folder", 1));
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/movies")).GetProperty("total").GetInt32().ShouldBe(1);
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/series?source=sonarr")).GetProperty("total").GetInt32().ShouldBe(0);
        var file = (await api.GetFromJsonAsync<JsonElement>($"/api/v1/library/series/{series.GetProperty("id").GetInt64()}")).GetProperty("files").EnumerateArray().ShouldHaveSingleItem();
        file.GetProperty("season").GetInt32().ShouldBe(2);
        file.GetProperty("episodes").EnumerateArray().Select(number => number.GetInt32()).ShouldBe([3]);
        var subtitle = file.GetProperty("subtitles").EnumerateArray().ShouldHaveSingleItem();
        (subtitle.GetProperty("language").GetString(), subtitle.GetProperty("origin").GetString(), subtitle.GetProperty("format").GetString()).ShouldBe(("pt-BR", "found", "srt"));
        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/library/files/{file.GetProperty("id").GetInt64()}")).GetProperty("path").GetString()
            .ShouldBe(_media.File("Harbour Line (2019)/Season 02/Harbour Line - S02E03.mkv"));
    }

    [Fact]
    public async Task A_report_of_Radarr_puts_its_movie_into_the_library()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        _media.Put("Foo Film (2020)/Foo Film (2020).mkv");
        var body = $$"""
            {"eventType":"Download","instanceName":"Radarr","movie":{"id":17,"title":"Foo Film","year":2020,"tmdbId":4711,"folderPath":{{JsonSerializer.Serialize(_media.File("Foo Film (2020)"))}}},
             "movieFile":{"id":170,"path":{{JsonSerializer.Serialize(_media.File("Foo Film (2020)/Foo Film (2020).mkv"))}},"relativePath":"Foo Film (2020).mkv","size":0},"isUpgrade":false}
            """;

        using var answer = await api.PostAsync("/webhooks/radarr", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        answer.IsSuccessStatusCode.ShouldBeTrue();
        await Eventually.TrueAsync(
            async () => (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/movies")).GetProperty("total").GetInt32() == 1, () => "the movie is not in the library");
        var movie = (await api.GetFromJsonAsync<JsonElement>("/api/v1/library/movies")).GetProperty("items")[0];
        (movie.GetProperty("name").GetString(), movie.GetProperty("source").GetString(), movie.GetProperty("source_id").GetInt32(), movie.GetProperty("tmdb_id").GetInt32(), movie.GetProperty("videos").GetInt32())
            .ShouldBe(("Foo Film", "radarr", 17, 4711, 1));
    }

    [Fact]
    public async Task Without_a_folder_a_scan_is_refused_with_what_to_do()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var answer = await api.PostAsync("/api/v1/library/scan", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("SUBLARR_MEDIA_PATH");
    }

    [Theory]
    [InlineData("/api/v1/library/series/1")]
    [InlineData("/api/v1/library/movies/1")]
    [InlineData("/api/v1/library/files/1")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var answer = await api.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public ValueTask DisposeAsync()
    {
        _media.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task ScanAsync(HttpClient api)
    {
        using var answer = await api.PostAsync("/api/v1/library/scan", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var job = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_ids")[0].GetInt64();
        await Eventually.TrueAsync(
            async () => (await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}")).GetProperty("job").GetProperty("state").GetString() == Wording.Word(JobState.Succeeded), () => "the scan does not end");
    }
}
