using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.History;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;

namespace Sublarr.Tests.Fixtures;

/// <summary>Something of everything, so that every page has something on it: what arrived, what failed, what waits and what is held.</summary>
internal static class BusyHouse
{
    /// <summary>Fills the app, and waits until all of it was tried.</summary>
    /// <returns>What is to be put for the names in braces of a page's path.</returns>
    public static async Task<Dictionary<string, string>> FillAsync(SublarrApp app, WebhookReceiver receiver)
    {
        using var api = app.CreateApiClient();
        PutScript(app, "copy-to-nas.sh", "#!/bin/sh\nset -eu\necho \"copied $SUBLARR_EVENT_TYPE\"\n");
        PutScript(app, "rescan.sh", "#!/bin/sh\necho 'The library does not answer' >&2\nexit 3\n");
        var webhook = await CreateAsync(api, "webhooks", new { name = "Home Assistant", event_name = "*", url = receiver.Url, retry_count = 0 });
        var paused = await CreateAsync(api, "webhooks", new { name = "Media server", event_name = "upgrade_complete", url = receiver.Url });
        var hook = await CreateAsync(api, "hooks", new { name = "Copy to NAS", event_name = "subtitle_downloaded", script_path = "copy-to-nas.sh" });
        await CreateAsync(api, "hooks", new { name = "Scan the library", event_name = "upgrade_complete", script_path = "rescan.sh" });
        var profile = await CreateAsync(api, "profiles", new { name = "German, else English", languages = new[] { new { code = "de" }, new { code = "en" } } });
        using var assigned = await api.PutAsJsonAsync("/api/v1/profiles/assignments", new { scope = "tag", key = "anime", profile_id = profile });
        assigned.EnsureSuccessStatusCode();
        using var held = await api.PostAsync($"/api/v1/webhooks/{paused}/pause", null);
        held.EnsureSuccessStatusCode();
        using var report = new ByteArrayContent(ArrSamples.Bytes("sonarr-Download-new.json")) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var taken = await api.PostAsync("/webhooks/sonarr", report);
        taken.EnsureSuccessStatusCode();
        await PublishAsync(app, SubtitleDownloaded.Example);
        await PublishAsync(app, UpgradeComplete.Example);
        await PublishAsync(app, ProviderFailed.Example);
        await PublishAsync(app, TranslationComplete.Example);
        await PublishAsync(app, WantedScanComplete.Example);
        var arr = await CreateAsync(api, "arr", new { name = "Sonarr", kind = "sonarr", url = receiver.Url, api_key = app.ApiKey, path_mappings = new[] { new { from = "/tv", to = "/media/tv" } } });
        await Eventually.TrueAsync(() => IsQuietAsync(app), () => "something is still being delivered");

        await FillLibraryAsync(app);
        await FillHistoryAsync(app);
        var media = Directory.CreateDirectory(Path.Combine(app.ConfigDirectory, "media")).FullName;
        using var folder = await api.PostAsJsonAsync("/api/v1/library/folders", new { path = media });
        folder.EnsureSuccessStatusCode();

        await using var context = await app.ContextAsync();
        var search = await SampleSearch.AddAsync(context);
        return new()
        {
            ["arr"] = $"{arr}",
            ["search"] = $"{search}",
            ["webhook"] = $"{webhook}",
            ["hook"] = $"{hook}",
            ["profile"] = $"{profile}",
            ["job"] = $"{await context.Jobs.Where(job => job.SubscriptionId == webhook).Select(job => job.Id).FirstAsync()}",
            ["failed"] = $"{await context.Jobs.Where(job => job.State == JobState.Dead).Select(job => job.Id).FirstAsync()}",
            ["report"] = $"{await context.Jobs.Where(job => job.SubscriptionId == null).Select(job => job.Id).FirstAsync()}",
            ["series"] = $"{await context.Titles.Where(title => title.Kind == TitleKind.Series).Select(title => title.Id).FirstAsync()}",
            ["subtitle"] = $"{await context.SubtitleHistory.OrderByDescending(row => row.Id).Select(row => row.SubtitleId).FirstAsync()}",
            ["stream"] = $"{await context.Subtitles.Where(row => row.Stream != null).Select(row => row.Id).FirstAsync()}",
            ["event"] = await context.Events.Where(row => row.Name == "subtitle_downloaded").Select(row => row.Id).FirstAsync(),
            ["received"] = await context.Events.Where(row => row.Name == "webhook_received").Select(row => row.Id).FirstAsync(),
        };
    }

    private static async Task FillLibraryAsync(SublarrApp app)
    {
        var keeper = app.Services.GetRequiredService<LibraryKeeper>();
        var series = new KnownTitle("sonarr", "Main", 7, "The Harbour Line") { Year = 2019, TvdbId = 371_980, Folder = "/tv/The Harbour Line", Tags = ["crime", "kids"] };
        var movie = new KnownTitle("radarr", "", 17, "Low Tide") { Year = 2021, TmdbId = 4_711, ImdbId = "tt0004711", Folder = "/movies/Low Tide (2021)" };
        foreach (var (season, episode) in ((int, int)[])[(1, 1), (2, 1), (2, 2)])
        {
            var stem = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The Harbour Line - S{season:00}E{episode:00} - Low Tide WEBDL-1080p");
            await keeper.SeenAsync(Seen(series, $"/tv/The Harbour Line/Season 0{season}/{stem}.mkv", season, [episode], episode == 1 ? [$"{stem}.en.srt", $"{stem}.de.forced.srt"] : []), CancellationToken.None);
        }

        await keeper.SeenAsync(Seen(movie, "/movies/Low Tide (2021)/Low Tide (2021) Bluray-1080p.mkv", null, [], []), CancellationToken.None);
    }

    private static SeenFile Seen(KnownTitle title, string path, int? season, int[] episodes, string[] sidecars)
    {
        VideoStream[] streams = [new(0, "video", "hevc", null) { Width = 1920, Height = 1080 }, new(1, "audio", "eac3", LanguageCode.Find("en")), new(2, "subtitle", "subrip", LanguageCode.Find("fr"))];
        var video = new VideoFile(path, 1_800_000_000, new DateTimeOffset(2026, 1, 15, 20, 0, 0, TimeSpan.Zero), sidecars.Length == 0 ? null : new VideoProbe("matroska,webm", TimeSpan.FromMinutes(43), streams));
        return new SeenFile(title, 1, season, episodes, video, [.. sidecars.Select(name => SidecarSubtitle.Of(name, Path.GetFileName(path))).OfType<SidecarSubtitle>()], []);
    }

    // One that was found, and the better one that took its place.
    private static async Task FillHistoryAsync(SublarrApp app)
    {
        await using var context = await app.ContextAsync();
        var video = await context.Videos.FirstAsync(row => row.Season == 2 && row.Episode == 1);
        var subtitle = await context.Subtitles.FirstAsync(row => row.VideoId == video.Id && row.Language == "en" && row.Name != null);
        await context.Subtitles.Where(row => row.Id == subtitle.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Origin, SubtitleOrigin.Downloaded));
        var candidate = new Candidate("opensubtitles", "en", CandidateBits.Of(ScoringKey.Series, ScoringKey.Season, ScoringKey.Episode, ScoringKey.Hash), 0, "The.Harbour.Line.S02E01.1080p.AMZN.WEB-DL.DDP5.1.H.264-NTb", "NTb");
        context.Add(Told(SubtitleAction.Downloaded, candidate with { Bits = CandidateBits.Of(ScoringKey.Series, ScoringKey.Season) }, "It scored highest of all that were found."));
        context.Add(Told(SubtitleAction.Upgraded, candidate, "It was made for this very release, and the one before was made by a person for another release. It scores 599 points, and the one before 210."));
        context.Add(new BlacklistRow { VideoId = video.Id, Provider = "subdl", ProviderSubtitleId = "4711", Language = "en", Release = "The.Harbour.Line.S02E01.720p.HDTV.x264-OTHER", Reason = "Two seconds late", AddedAt = DateTimeOffset.UtcNow });
        await context.SaveChangesAsync();

        SubtitleHistoryRow Told(SubtitleAction action, Candidate told, string reason)
        {
            var score = ScoringEngine.Score(told, MediaType.Episode, ScoringRules.Default);
            return new()
            {
                Action = action, At = DateTimeOffset.UtcNow, VideoId = video.Id, TitleId = video.TitleId, Title = "The Harbour Line S02E01", Type = MediaType.Episode, Language = "en",
                Path = Path.Combine(Path.GetDirectoryName(video.Path)!, subtitle.Name!), Format = "srt", Provider = told.Provider, ProviderSubtitleId = "901", Release = told.ReleaseInfo,
                Score = score.Points, Percent = score.Percent, Parts = JsonSerializer.Serialize(score.Parts, EventJson.Options), Candidate = JsonSerializer.Serialize(told, EventJson.Options),
                Reason = reason, Findings = """[{"subject":"Language","value":"English"},{"subject":"Charset","value":"UTF-8"}]""", SubtitleId = subtitle.Id,
            };
        }
    }

    private static void PutScript(SublarrApp app, string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(app.ConfigDirectory, "hooks"));
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<long> CreateAsync(HttpClient api, string kind, object request)
    {
        using var created = await api.PostAsJsonAsync($"/api/v1/{kind}", request);
        created.EnsureSuccessStatusCode();
        return (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static Task PublishAsync<TEvent>(SublarrApp app, TEvent fact)
        where TEvent : IDomainEvent => app.Services.GetRequiredService<IEventBus>().PublishAsync(fact, EventCause.None, CancellationToken.None);

    private static async Task<bool> IsQuietAsync(SublarrApp app)
    {
        await using var context = await app.ContextAsync();
        return await context.Jobs.AnyAsync(job => job.State == JobState.Dead)
            && !await context.Jobs.AnyAsync(job => job.State == JobState.Queued || job.State == JobState.Running);
    }
}
