using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Search;

namespace Sublarr.Tests.Integration.History;

/// <summary>A house with one movie and a folder of subtitles, of which some fit better than others.</summary>
/// <param name="isListening">True for a real port, for a browser.</param>
internal sealed class HistoryHouse(bool isListening = false) : IAsyncDisposable
{
    public const string Movie = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.mkv";

    /// <summary>Where a downloaded subtitle lies.</summary>
    public const string Beside = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt";

    /// <summary>One for this very release.</summary>
    public const string Exact = "Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt";

    /// <summary>One for another release.</summary>
    public const string Other = "Foo.Film.2020.720p.HDTV.x264-OTHER.en.srt";

    public SearchHouse Search { get; } = new(isListening);

    public HttpClient Api => Search.Api;

    /// <summary>A house in which the movie was imported while the provider had some subtitles, so that the best of them lies beside it.</summary>
    public static async Task<HistoryHouse> WithDownloadAsync(params IReadOnlyList<string> offers)
    {
        var house = new HistoryHouse();
        await house.DownloadAsync(offers);
        return house;
    }

    /// <summary>Imports the movie while the provider has some subtitles, and waits until the best of them lies beside it.</summary>
    public async Task DownloadAsync(params IReadOnlyList<string> offers)
    {
        await Search.SwitchOnAsync();
        Search.Put(Movie);
        foreach (var name in offers)
        {
            Offer(name);
        }

        await Search.ImportAsync(Movie);
        await Search.ToldAsync("subtitle_downloaded");
    }

    /// <summary>Puts a subtitle into the provider's folder; its last line is its own name.</summary>
    public void Offer(string name, string? content = null) => Search.Offer(name, content ?? SearchHouse.English(name));

    public string Path(string name = Beside) => Search.Video(name);

    public string Text() => File.ReadAllText(Path());

    public async Task<JsonElement> GetAsync(string path) => await Api.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");

    /// <summary>What was done, the newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(string query = "") => [.. (await GetAsync($"history{query}")).GetProperty("items").EnumerateArray()];

    /// <summary>The ids of the subtitles beside the movie.</summary>
    public async Task<IReadOnlyList<SubtitleRow>> SubtitlesAsync()
    {
        await using var context = await Search.App.ContextAsync();
        return await context.Subtitles.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    public async Task<long> OnlySubtitleAsync() => (await SubtitlesAsync()).ShouldHaveSingleItem().Id;

    /// <summary>Asks for something to be done about a subtitle.</summary>
    public async Task<JsonElement> DoAsync(string path, HttpStatusCode expected = HttpStatusCode.OK, object? body = null)
    {
        using var answer = await Api.PostAsync($"/api/v1/{path}", body is null ? null : JsonContent.Create(body));
        return await ReadAsync(answer, expected);
    }

    public async Task<JsonElement> DeleteAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Api.DeleteAsync($"/api/v1/{path}");
        return await ReadAsync(answer, expected);
    }

    /// <summary>Waits until a job has ended, and gives what it says of itself.</summary>
    public async Task<string> EndedAsync(long jobId)
    {
        JobRow? job = null;
        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await Search.App.ContextAsync();
                job = await context.Jobs.AsNoTracking().SingleAsync(row => row.Id == jobId);
                return job.FinishedAt is not null;
            },
            () => $"job {jobId} does not end: {job?.State} {job?.LastError}");
        await using var context = await Search.App.ContextAsync();
        var attempt = await context.Attempts.AsNoTracking().Where(row => row.JobId == jobId).OrderByDescending(row => row.Id).FirstAsync();
        return $"{job!.LastError} {attempt.ReadDetail()?.Note}";
    }

    public async ValueTask DisposeAsync() => await Search.DisposeAsync();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
