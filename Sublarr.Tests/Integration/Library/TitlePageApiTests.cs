using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What belongs to one title: its poster, its numbers, its files' history.</summary>
public sealed class TitlePageApiTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private readonly TemporaryFolder _media = new();
    private readonly TemporaryFolder _outside = new();
    private readonly SublarrApp _app;
    private HttpClient _api = null!;

    public TitlePageApiTests() => _app = new SublarrApp { MediaPath = _media.Path };

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _app.DisposeAsync();
        _media.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public async Task A_poster_in_the_folder_is_served_as_what_its_bytes_say()
    {
        var id = await FooAsync();
        await File.WriteAllBytesAsync(_media.File("Foo (2020)/poster.png"), Jpeg);

        using var answer = await _api.GetAsync($"/api/v1/library/movies/{id}/poster");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Jpeg);
    }

    [Fact]
    public async Task Only_who_is_signed_in_sees_a_poster()
    {
        var id = await FooAsync();
        await File.WriteAllBytesAsync(_media.File("Foo (2020)/poster.jpg"), Jpeg);
        using var stranger = _app.CreateClient(new() { AllowAutoRedirect = false });

        using var page = await stranger.GetAsync($"/posters/{id}");
        using var api = await stranger.GetAsync($"/api/v1/library/movies/{id}/poster");

        page.StatusCode.ShouldNotBe(HttpStatusCode.OK);
        api.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_or_lies_elsewhere_is_not_served()
    {
        var id = await FooAsync();
        var poster = _media.File("Foo (2020)/poster.jpg");
        await RefusedAsync(id);

        await File.WriteAllTextAsync(poster, "<svg onload='alert(1)'/>");
        await RefusedAsync(id);

        await using (var large = File.OpenWrite(poster))
        {
            await large.WriteAsync(Jpeg);
            large.SetLength(Posters.LongestBytes + 1);
        }

        await RefusedAsync(id);
        File.Delete(poster);
        await File.WriteAllBytesAsync(_outside.File("secret.jpg"), Jpeg);
        File.CreateSymbolicLink(poster, _outside.File("secret.jpg"));
        await RefusedAsync(id);
        File.Delete(poster);
        // Nobody writes into it: who opened it would wait for ever.
        using var pipe = System.Diagnostics.Process.Start("mkfifo", [poster]);
        await pipe.WaitForExitAsync();
        pipe.ExitCode.ShouldBe(0);
        await RefusedAsync(id);
        File.Delete(poster);
        Directory.CreateDirectory(poster);
        await RefusedAsync(id);
    }

    [Fact]
    public async Task Numbers_of_a_series_are_kept_and_refused_where_they_cannot_be()
    {
        _media.Put("Iron Petal/[Grp] Iron Petal - 13 [1080p].mkv");
        await ScanAsync();
        var id = await IdAsync("series");

        using var saved = await _api.PutAsJsonAsync($"/api/v1/library/series/{id}/numbers", new[] { new { season = 2, episode = 1, absolute = 13 }, new { season = 2, episode = 2, absolute = 14 } });
        using var again = await _api.PutAsJsonAsync($"/api/v1/library/series/{id}/numbers", new[] { new { season = 3, episode = 1, absolute = 13 } });
        using var twice = await _api.PutAsJsonAsync($"/api/v1/library/series/{id}/numbers", new[] { new { season = 1, episode = 1 }, new { season = 1, episode = 1 } });

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        twice.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await twice.Content.ReadAsStringAsync()).ShouldContain("Season 1 episode 1 is there twice");
        var number = (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/library/series/{id}/numbers")).EnumerateArray().ShouldHaveSingleItem();
        (number.GetProperty("season").GetInt32(), number.GetProperty("absolute").GetInt32()).ShouldBe((3, 13));
        var file = (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/library/series/{id}")).GetProperty("files")[0];
        (file.GetProperty("season").GetInt32(), file.GetProperty("episodes")[0].GetInt32()).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_file_names_the_jobs_that_found_something_new_of_it()
    {
        await FooAsync();
        await ScanAsync();
        var file = await FirstFileAsync();

        var jobs = (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/library/files/{file}/jobs")).EnumerateArray().Select(job => job.GetProperty("kind").GetString()).ToList();

        jobs.Count(kind => kind == "library-scan").ShouldBe(1);
        using var none = await _api.GetAsync("/api/v1/library/files/0/jobs");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<long> FooAsync()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv");
        await ScanAsync();
        return await IdAsync("movies");
    }

    private async Task ScanAsync()
    {
        using var answer = await _api.PostAsync("/api/v1/library/scan", null);
        var job = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_ids")[0].GetInt64();
        await Eventually.TrueAsync(
            async () => (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}")).GetProperty("job").GetProperty("state").GetString() == "succeeded", () => "the scan does not end");
    }

    private async Task<long> IdAsync(string kind) => (await _api.GetFromJsonAsync<JsonElement>($"/api/v1/library/{kind}")).GetProperty("items")[0].GetProperty("id").GetInt64();

    private async Task<long> FirstFileAsync()
    {
        await using var context = await _app.ContextAsync();
        return await context.Videos.Select(video => video.Id).SingleAsync();
    }

    private async Task RefusedAsync(long id)
    {
        using var answer = await _api.GetAsync($"/api/v1/library/movies/{id}/poster");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
