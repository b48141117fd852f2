using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Search;

/// <summary>Sublarr with a folder of videos, and a folder of subtitles as the one provider.</summary>
internal sealed class SearchHouse : IAsyncDisposable
{
    private static readonly string[] lines =
    [
        "I never thought that we would come back to this house.", "The lights are still on, and nobody has been here for years.", "What did you tell them about the money?",
        "She said that she would be waiting for us at the station.", "There is something that you should know before we go.", "He was my brother, and I could not leave him there.",
        "Where have you been all this time?", "You know that this is not what your father wanted.",
    ];

    private readonly TemporaryFolder _media = new();
    private readonly TemporaryFolder _subtitles = new();

    /// <param name="isListening">True for a real port, for a browser.</param>
    public SearchHouse(bool isListening = false)
    {
        App = new() { MediaPath = _media.Path };
        Address = isListening ? App.Listen() : App.ClientOptions.BaseAddress;
        Api = App.CreateApiClient();
    }

    /// <summary>Where a browser finds it, if it listens.</summary>
    public Uri Address { get; }

    public SublarrApp App { get; }

    public HttpClient Api { get; }

    public string Video(string name) => _media.File(name);

    /// <summary>A subtitle in English of some minutes, of which no two are the same.</summary>
    public static string English(string mark, int cues = 60)
    {
        var text = new StringBuilder();
        for (var number = 1; number <= cues; number++)
        {
            var start = TimeSpan.FromSeconds(20 * number);
            text.Append(CultureInfo.InvariantCulture, $"{number}\n{start:hh\\:mm\\:ss},000 --> {start + TimeSpan.FromSeconds(3):hh\\:mm\\:ss},500\n{lines[number % lines.Length]}{(number == cues ? $" {mark}" : "")}\n\n");
        }

        return text.ToString();
    }

    /// <summary>Puts an empty video into the library's folder.</summary>
    public void Put(string video)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_media.File(video))!);
        File.WriteAllText(_media.File(video), "");
    }

    /// <summary>Puts a subtitle into the provider's folder.</summary>
    public void Offer(string name, string content) => File.WriteAllText(_subtitles.File(name), content);

    /// <summary>Switches the folder of subtitles on as a provider.</summary>
    public async Task SwitchOnAsync()
    {
        using var answer = await Api.PutAsJsonAsync("/api/v1/providers/local", new { enabled = true, settings = new { folder = _subtitles.Path } });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Switches SubDL on as a provider, at the address of a fake.</summary>
    public async Task SwitchOnAsync(FakeSubDl service)
    {
        var settings = new { base_url = $"{service.Url}/api/v1", download_url = service.Url, api_key = FakeSubDl.Key };
        using var answer = await Api.PutAsJsonAsync("/api/v1/providers/subdl", new { enabled = true, settings });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Puts empty videos into the library's folder, and waits until the library has them.</summary>
    /// <returns>The id of the first.</returns>
    public async Task<long> KnowAsync(params string[] videos)
    {
        Array.ForEach(videos, Put);
        using var scan = await Api.PostAsync("/api/v1/library/scan", null);
        scan.EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => await VideoCountAsync() == videos.Length, () => "the library does not know the videos");
        await using var context = await App.ContextAsync();
        var path = Video(videos[0]);
        return await context.Videos.Where(video => video.Path == path).Select(video => video.Id).SingleAsync();
    }

    /// <summary>Looks through the folder of videos, and waits until all is stored.</summary>
    public async Task ScanAsync() =>
        (await App.Services.GetRequiredService<LibraryScan>().RunAsync(new ScanTurn(_media.Path), CancellationToken.None)).ShouldNotBeNull();

    /// <summary>Asks by hand, and waits for the end.</summary>
    public async Task<JsonElement> AskAsync(long videoId, object? wish = null)
    {
        using var answer = await Api.PostAsJsonAsync($"/api/v1/library/files/{videoId}/search", wish ?? new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await EndedAsync((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("search_id").GetInt64());
    }

    /// <summary>Waits for the end of a search.</summary>
    public async Task<JsonElement> EndedAsync(long searchId)
    {
        var last = default(JsonElement);
        await Eventually.TrueAsync(
            async () => (last = await Api.GetFromJsonAsync<JsonElement>($"/api/v1/searches/{searchId}")).GetProperty("state").GetString() != "running", () => $"the search does not end: {last}");
        return last;
    }

    /// <summary>Asks for one of the candidates.</summary>
    public async Task<long> DownloadAsync(JsonElement search, JsonElement candidate)
    {
        using var answer = await Api.PostAsJsonAsync($"/api/v1/searches/{search.GetProperty("id")}/download", new { candidate_id = candidate.GetProperty("id").GetString() });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
    }

    /// <summary>Waits until a job has a state, and gives why it has not come further.</summary>
    public async Task<string?> UntilAsync(long jobId, params string[] states)
    {
        var last = default(JsonElement);
        await Eventually.TrueAsync(
            async () =>
            {
                last = (await Api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{jobId}")).GetProperty("job");
                return Array.IndexOf(states, last.GetProperty("state").GetString()) >= 0;
            },
            () => $"job {jobId} does not come to {string.Join(" or ", states)}: {last}");
        return last.GetProperty("last_error").GetString();
    }

    private async Task<int> VideoCountAsync()
    {
        await using var context = await App.ContextAsync();
        return await context.Videos.CountAsync();
    }

    /// <summary>Radarr reports a movie.</summary>
    public async Task ImportAsync(string video)
    {
        var body = $$"""
            {"eventType":"Download","instanceName":"Radarr","movie":{"id":17,"title":"Foo Film","year":2020,"tmdbId":4711,"folderPath":{{JsonSerializer.Serialize(Path.GetDirectoryName(Video(video)))}}},
             "movieFile":{"id":170,"path":{{JsonSerializer.Serialize(Video(video))}},"relativePath":{{JsonSerializer.Serialize(Path.GetFileName(video))}},"size":0},"isUpgrade":false}
            """;
        using var answer = await Api.PostAsync("/webhooks/radarr", new StringContent(body, Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Looks through the library's folder, and waits until something is wanted.</summary>
    public async Task<JsonElement> WantedAsync()
    {
        using var scan = await Api.PostAsync("/api/v1/library/scan", null);
        scan.EnsureSuccessStatusCode();
        await Eventually.TrueAsync(async () => await CountAsync() > 0, () => "nothing is wanted");
        return (await Api.GetFromJsonAsync<JsonElement>("/api/v1/wanted")).GetProperty("items")[0];
    }

    public async Task<int> CountAsync() => (await Api.GetFromJsonAsync<JsonElement>("/api/v1/wanted")).GetProperty("total").GetInt32();

    /// <summary>Looks for a wanted subtitle, and waits until the search has an outcome; null when it is no longer wanted.</summary>
    public async Task<JsonElement?> SearchAsync(long id)
    {
        using var answer = await Api.PostAsync($"/api/v1/wanted/{id}/search", null);
        answer.EnsureSuccessStatusCode();
        JsonElement? now = null;
        await Eventually.TrueAsync(
            async () =>
            {
                now = (await Api.GetFromJsonAsync<JsonElement>("/api/v1/wanted?state=all")).GetProperty("items").EnumerateArray().Where(row => row.GetProperty("id").GetInt64() == id).Select(row => (JsonElement?)row).FirstOrDefault();
                return now is null || now.Value.GetProperty("outcome").ValueKind == JsonValueKind.String;
            },
            () => "the search comes to nothing");
        return now;
    }

    /// <summary>Waits for an event, and gives the payloads of all of that name, the oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> ToldAsync(string name)
    {
        List<string> told = [];
        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await App.ContextAsync();
                told = await context.Events.Where(row => row.Name == name).OrderBy(row => row.Sequence).Select(row => row.Data).ToListAsync();
                return told.Count > 0;
            },
            () => $"{name} is not told");
        return told.ConvertAll(data => JsonSerializer.Deserialize<JsonElement>(data));
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await App.DisposeAsync();
        _media.Dispose();
        _subtitles.Dispose();
    }
}
