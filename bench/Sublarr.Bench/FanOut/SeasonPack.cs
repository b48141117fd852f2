using System.Net.Http.Json;
using System.Text;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Bench.FanOut;

/// <summary>A season of 24 files as Sonarr reports it, one report for each file and one for the whole: how often each media server is asked to look at the folder.</summary>
internal sealed class SeasonPack : IBenchmark
{
    private const int Rounds = 3;
    private const int Files = 24;
    private const string Folder = "/data/media/tv";

    /// <summary>Twice as long as a look at a folder waits for what else comes into it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "fanout";

    public string Conditions => $"{Files} reports of one season and its import-complete, for Jellyfin, Emby, Plex and Kodi: refreshes of its folder for each; limit: one";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var samples = await Samples.OfAsync(Rounds, RoundAsync, warmUps: 0);
        return
        [
            .. new[] { "Jellyfin", "Emby", "Plex", "Kodi" }
                .Select(target => new Finding(samples.Figure($"refreshes by {target}", ""), samples.Figure("one folder", ""), Promise.AtMost(1))),
            new(samples.Figure("reports taken", ""), samples.Figure("reports sent", ""), Promise.RatioAtLeast(1)),
        ];
    }

    private static async Task RoundAsync(Samples round)
    {
        await using var app = await AppProcess.StartAsync();
        await using var jellyfin = await FakeService.StartAsync<FakeMediaBrowser>();
        await using var emby = await FakeService.StartAsync<FakeEmby>();
        await using var plex = await FakeService.StartAsync<FakePlex>();
        await using var kodi = await FakeService.StartAsync<FakeKodi>();
        // As after a scan that has found them: it is asked no second time where they are.
        kodi.Episodes.AddRange(Enumerable.Range(2, Files - 1).Select(number => FakeKodi.EpisodeOf(number)));
        using var api = app.OpenApi();
        await AddAsync(api, "jellyfin", new { url = jellyfin.Url, api_key = FakeMediaBrowser.Key });
        await AddAsync(api, "emby", new { url = emby.Url, api_key = FakeMediaBrowser.Key });
        await AddAsync(api, "plex", new { url = plex.Url, token = FakePlex.Token, path_mappings = new[] { new { from = Folder, to = "/tv" } } });
        await AddAsync(api, "kodi", new { url = kodi.Url, username = "kodi", password = FakeKodi.Password });

        var taken = 0;
        foreach (var body in Reports())
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await api.PostAsync("webhooks/sonarr", content);
            taken += answer.IsSuccessStatusCode ? 1 : 0;
        }

        // One more than there should be would come with the others: all of them are due by then.
        await Task.Delay(Patience);
        round.Add("reports sent", Files + 1);
        round.Add("reports taken", taken);
        round.Add("one folder", 1);
        round.Add("refreshes by Jellyfin", jellyfin.Refreshed.Count());
        round.Add("refreshes by Emby", emby.Refreshed.Count());
        round.Add("refreshes by Plex", plex.Scanned.Count() + plex.Refreshed.Count());
        round.Add("refreshes by Kodi", kodi.Scans);
    }

    private static IEnumerable<string> Reports()
    {
        var folder = Path.Combine(Repository.Folder, "Sublarr.Tests", "TestData", "Arr", "Recorded");
        var one = File.ReadAllText(Path.Combine(folder, "sonarr-Download-new.json"));
        // Another file each: the same report within an hour is a repeat.
        return Enumerable.Range(1, Files)
            .Select(number => one.Replace("S02E01", $"S02E{number:00}", StringComparison.Ordinal).Replace("5501", $"{5500 + number}", StringComparison.Ordinal))
            .Append(File.ReadAllText(Path.Combine(folder, "sonarr-Download-import-complete.json")));
    }

    private static async Task AddAsync(HttpClient api, string kind, object settings)
    {
        using var answer = await api.PostAsJsonAsync("api/v1/notifications", new { name = kind, kind, event_names = new[] { "webhook_received" }, settings });
        answer.EnsureSuccessStatusCode();
    }
}
