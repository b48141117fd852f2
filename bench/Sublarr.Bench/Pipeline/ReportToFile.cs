using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Bench.Pipeline;

/// <summary>From the report of Radarr to the subtitle beside the video.</summary>
internal sealed class ReportToFile : IBenchmark
{
    private const int Reports = 40;
    private const int WarmUps = 5;

    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    public string Name => "pipeline";

    public string Conditions =>
        $"{Reports} reports of Radarr, one a second, of movies that are on disk; two providers that speak as OpenSubtitles.com does and answer in {SubtitleServer.Slowness.TotalMilliseconds} ms; from the post to the file; "
        + "limit: the three answers that have to be waited for, with the distance that OpenSubtitles.com wants between requests";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        using var media = new WorkFolder();
        await using var app = await AppProcess.StartAsync();
        await using var server = await FakeService.StartAsync<SubtitleServer>();
        server.Takes = SubtitleServer.Slowness;
        using var api = app.OpenApi();
        await SucceedAsync(api.PostAsJsonAsync("api/v1/library/folders", new { path = media.Path }));
        await SucceedAsync(api.PutAsJsonAsync("api/v1/providers/opensubtitles", new { enabled = true, settings = new { base_url = $"{server.Url}/api/v1", api_key = "0123456789abcdef0123456789abcdef" } }));
        await SucceedAsync(api.PutAsJsonAsync("api/v1/providers/opensubtitles-compatible", new { enabled = true, settings = new { base_url = $"{server.Url}/api/v1" } }));

        var times = new List<double>();
        for (var number = 1; number <= WarmUps + Reports; number++)
        {
            var took = await OneAsync(api, media, number);
            if (number > WarmUps)
            {
                times.Add(took);
            }

            await Task.Delay(pause);
        }

        var (sorted, limit) = (times.Order().ToList(), new Figure("three answers, kept apart", "ms", [(2 * 210) + SubtitleServer.Slowness.TotalMilliseconds]));
        return
        [
            new(new Figure("report to file, p50", "ms", [Quantile.Of(sorted, 0.5)]), limit, Promise.None),
            new(new Figure("report to file, p95", "ms", [Quantile.Of(sorted, 0.95)]), limit, Promise.AtMost(1_000)),
        ];
    }

    private static async Task<double> OneAsync(HttpClient api, WorkFolder media, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"A Long Way {number:0000} (1999)");
        var video = Path.Combine(Directory.CreateDirectory(Path.Combine(media.Path, name)).FullName, $"{name} [Bluray-1080p][x264]-GRP1.mkv");
        await File.WriteAllTextAsync(video, "video");
        var body = new
        {
            eventType = "Download", instanceName = "Radarr", isUpgrade = false,
            movie = new { id = number, title = string.Create(CultureInfo.InvariantCulture, $"A Long Way {number:0000}"), year = 1999, tmdbId = 700_000 + number, folderPath = Path.GetDirectoryName(video) },
            movieFile = new { id = number, path = video, relativePath = Path.GetFileName(video), size = 5 },
        };
        using var content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        var (subtitle, start) = (Path.ChangeExtension(video, ".en.srt"), Stopwatch.GetTimestamp());
        await SucceedAsync(api.PostAsync("webhooks/radarr", content));
        while (!File.Exists(subtitle))
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                throw new InvalidOperationException($"No subtitle came for {video} within {patience.TotalSeconds} s. {await api.GetStringAsync("api/v1/wanted")}");
            }

            await Task.Delay(2);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task SucceedAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
