using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Events;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Wanted;

/// <summary>Sublarr over a folder of real files, with a search that answers what a test tells it.</summary>
internal sealed class WantedHouse : IAsyncDisposable
{
    private readonly TemporaryFolder _media = new();
    private readonly SearchingApp _app;

    public WantedHouse(bool canSearch = true)
    {
        Search = new() { Obstacle = canSearch ? null : "Set up a provider." };
        _app = new(Search) { MediaPath = _media.Path };
        Api = _app.CreateApiClient();
    }

    public SublarrApp App => _app;

    public HttpClient Api { get; }

    public ToldSearch Search { get; }

    public string File(string name) => _media.File(name);

    /// <summary>Puts empty files into the folder.</summary>
    public void Put(params string[] names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_media.File(name))!);
            System.IO.File.WriteAllText(_media.File(name), "");
        }
    }

    /// <summary>Looks through the folder, and waits until what is missing is worked out.</summary>
    public async Task ScanAsync()
    {
        // By hand alone: at a quarter past each hour it would be searched by itself, in the middle of a test.
        using var off = await Api.PutAsJsonAsync("/api/v1/schedules/wanted-search", new { enabled = false });
        off.EnsureSuccessStatusCode();
        using var answer = await Api.PostAsync("/api/v1/library/scan", null);
        answer.EnsureSuccessStatusCode();
        await EndAsync((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_ids")[0].GetInt64());
    }

    /// <summary>Radarr reports a movie that lies in the folder.</summary>
    public async Task ImportAsync(string file, int fileId = 170, long size = 0)
    {
        var body = $$"""
            {"eventType":"Download","instanceName":"Radarr","movie":{"id":17,"title":"Foo Film","year":2020,"tmdbId":4711,"folderPath":{{JsonSerializer.Serialize(Path.GetDirectoryName(File(file)))}}},
             "movieFile":{"id":{{fileId}},"path":{{JsonSerializer.Serialize(File(file))}},"relativePath":{{JsonSerializer.Serialize(Path.GetFileName(file))}},"size":{{size}}},"isUpgrade":false}
            """;
        using var answer = await Api.PostAsync("/webhooks/radarr", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks for work; returns its job.</summary>
    public async Task<long> PostAsync(string address)
    {
        using var answer = await Api.PostAsync(address, null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
    }

    /// <summary>Waits for the end of a job.</summary>
    public async Task<JsonElement> EndAsync(long job)
    {
        var last = default(JsonElement);
        await Eventually.TrueAsync(
            async () =>
            {
                last = (await Api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}")).GetProperty("job");
                return last.GetProperty("state").GetString() is "succeeded" or "cancelled" or "dead";
            },
            () => $"job {job} does not end: {last}");
        return last;
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

    /// <summary>What is listed.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string query = "") => [.. (await Api.GetFromJsonAsync<JsonElement>($"/api/v1/wanted?{query}")).GetProperty("items").EnumerateArray()];

    /// <summary>Waits until these languages are wanted of all, sorted, with a space between them.</summary>
    public async Task AreWantedAsync(string languages, string query = "")
    {
        var seen = "";
        await Eventually.TrueAsync(
            async () => (seen = string.Join(' ', (await ListAsync(query)).Select(row => row.GetProperty("language").GetString()).Order(StringComparer.Ordinal))) == languages,
            () => $"wanted is \"{seen}\" and not \"{languages}\"");
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _app.DisposeAsync();
        _media.Dispose();
    }

    private sealed class SearchingApp(ToldSearch search) : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ISubtitleSearch>(search));
        }
    }
}

/// <summary>A search that answers what it is told, and remembers what it was asked.</summary>
internal sealed class ToldSearch : ISubtitleSearch
{
    public string? Obstacle { get; set; }

    /// <summary>What it says of each language; what is not named nobody has.</summary>
    public ConcurrentDictionary<string, SearchedSubtitle> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What it was asked: the video, and the languages with their variants.</summary>
    public ConcurrentQueue<(long Video, string Wanted)> Asked { get; } = new();

    /// <summary>What it waits for before it answers; nothing as a rule.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ValueTask<string?> ObstacleAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Obstacle);

    public async Task<IReadOnlyList<SearchedSubtitle>> SearchAsync(long videoId, IReadOnlyList<WantedSubtitle> wanted, SearchOrigin origin, EventCause cause, CancellationToken cancellationToken)
    {
        Asked.Enqueue((videoId, string.Join(' ', wanted.Select(subtitle => $"{subtitle.Language}{(subtitle.IsForced ? "/forced" : "")}"))));
        await Gate.WaitAsync(cancellationToken);
        return [.. wanted.Select(subtitle => Answers.GetValueOrDefault(subtitle.Language.Text, new(SearchOutcome.NotFound, "Nobody has one.")))];
    }
}
