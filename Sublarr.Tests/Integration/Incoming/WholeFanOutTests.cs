using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Incoming;

/// <summary>Every body that Sonarr and Radarr are known to send, from their request to what six targets are told that hear of everything.</summary>
public sealed class WholeFanOutTests(WholeFanOutTests.House house) : IClassFixture<WholeFanOutTests.House>
{
    private const int DiscordTitle = 256;
    private const int DiscordText = 4096;
    private const int NtfyText = 4096;
    private const int SubjectLine = 998;

    public static TheoryData<string> Samples => [.. House.Samples];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_target_is_served_and_no_delivery_fails_by_a_fault_of_Sublarr(string sample)
    {
        var deliveries = house.DeliveriesOf(sample);

        deliveries.Select(delivery => delivery.Job.SubscriptionId).Distinct().Count().ShouldBe(House.Targets);
        deliveries.ShouldAllBe(delivery => delivery.Job.State != JobState.Dead, Told(deliveries));
        deliveries.ShouldAllBe(delivery => delivery.Attempts.All(attempt => attempt.Failure != FailureClass.Internal && attempt.Failure != FailureClass.Template), Told(deliveries));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void People_are_told_in_a_sentence_within_the_limits_of_each_service(string sample)
    {
        var name = House.NameOf(sample);
        var embeds = house.Discord.Requests.Select(request => request.Json.GetProperty("embeds")[0]).Select(embed => (Title: Text(embed, "title"), Text: Text(embed, "description"))).Where(Names).ToList();
        var pushed = house.Ntfy.Messages.Select(message => (Title: Text(message, "title"), Text: Text(message, "message"))).Where(Names).ToList();
        var mails = house.Mail.Mails.Select(mail => (Title: mail.Subject ?? "", Text: mail.TextBody ?? "")).Where(Names).ToList();

        var expected = house.DeliveriesOf(sample).Select(delivery => delivery.Job.EventId).Distinct().Count();
        (embeds.Count, pushed.Count, mails.Count).ShouldBe((expected, expected, expected));
        embeds.ShouldAllBe(told => told.Title.Length > 0 && told.Title.Length <= DiscordTitle && told.Text.Length <= DiscordText);
        pushed.ShouldAllBe(told => told.Title.Length > 0 && Encoding.UTF8.GetByteCount(told.Text) <= NtfyText);
        mails.ShouldAllBe(told => told.Title.Length > 0 && told.Title.Length <= SubjectLine);
        foreach (var (title, text) in embeds.Concat(pushed).Concat(mails))
        {
            $"{title} {text}".ShouldNotContain("/data/");
            $"{title} {text}".ShouldNotContain("://");
        }

        bool Names((string Title, string Text) told) => told.Text.Contains(name, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Media_servers_look_at_the_folder_of_each_report_about_files_and_at_none_for_others(string sample)
    {
        var change = ((IFileEvent)WebhookReceivedHandler.EventOf(ArrSamples.Report(sample))).Change;
        var part = $"/{House.NameOf(sample)}";

        var scanned = house.Plex.Scanned.Where(folder => folder.Contains(part, StringComparison.Ordinal)).ToList();
        var looked = house.KodiFolders.Where(folder => folder.Contains(part, StringComparison.Ordinal)).ToList();
        var jellyfin = house.JellyfinOf(sample);
        if (change is not { Folder.Length: > 0 })
        {
            (scanned.Count, looked.Count, jellyfin.Attempts.Count(attempt => attempt.ReadDetail()?.Http is not null)).ShouldBe((0, 0, 0));
            return;
        }

        scanned.ShouldNotBeEmpty();
        jellyfin.Job.State.ShouldBe(JobState.Succeeded, jellyfin.Job.LastError);
        if (!change.IsRemoval)
        {
            looked.ShouldNotBeEmpty();
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static string Told(IEnumerable<Made> deliveries) => string.Join('\n', deliveries.Select(made => $"{made.Job.Kind} {made.Job.State}: {made.Job.LastError}"));

    /// <summary>A delivery with its attempts.</summary>
    internal sealed record Made(JobRow Job, IReadOnlyList<AttemptRow> Attempts);

    /// <summary>One Sublarr, which all bodies are sent to at once: media servers wait for what comes together, and so the wait is paid once.</summary>
    public sealed class House : IAsyncLifetime
    {
        /// <summary>How many targets there are.</summary>
        public const int Targets = 6;

        private readonly ManualClock _clock = new(DateTimeOffset.UtcNow);
        private readonly SublarrApp _app;
        private Dictionary<string, List<Made>> _made = [];
        private long _jellyfin;
        private FakeMediaBrowser _mediaBrowser = null!;
        private FakeKodi _kodi = null!;

        /// <summary>Sets the clock.</summary>
        public House() => _app = new ClockedApp(_clock);

        /// <summary>Every body but that of an event which nobody sends.</summary>
        public static IReadOnlyList<string> Samples { get; } =
            [.. ((IEnumerable<object[]>)ArrSamples.Names).Select(row => (string)row[0]).Where(sample => !sample.StartsWith("edge-unknown", StringComparison.Ordinal))];

        internal FakePlex Plex { get; private set; } = null!;

        internal FakeDiscord Discord { get; private set; } = null!;

        internal FakeNtfy Ntfy { get; private set; } = null!;

        internal FakeMailServer Mail { get; } = new();

        internal IReadOnlyList<string> KodiFolders => [.. _kodi.Requests.Select(request => request.Json).Where(call => call.GetProperty("method").GetString() == "VideoLibrary.Scan").Select(call => call.GetProperty("params").GetProperty("directory").GetString()!)];

        /// <summary>What the sender of a body is called, which every sentence about it says.</summary>
        public static string NameOf(string sample) => string.Create(CultureInfo.InvariantCulture, $"Sender{Samples.ToList().IndexOf(sample):000}");

        public async Task InitializeAsync()
        {
            (_mediaBrowser, _kodi, Plex) = (await FakeService.StartAsync<FakeMediaBrowser>(), await FakeService.StartAsync<FakeKodi>(), await FakeService.StartAsync<FakePlex>());
            (Discord, Ntfy) = (await FakeService.StartAsync<FakeDiscord>(), await FakeService.StartAsync<FakeNtfy>());
            // It asks for the folder then, and not for the one that it knows already.
            _kodi.Shows.Clear();
            using var api = _app.CreateApiClient();
            _jellyfin = await AddAsync(api, "jellyfin", new { url = _mediaBrowser.Url, api_key = FakeMediaBrowser.Key });
            await AddAsync(api, "kodi", new { url = _kodi.Url, username = "kodi", password = FakeKodi.Password, path_mappings = new[] { new { from = "/data/media", to = "smb://nas" } } });
            await AddAsync(api, "plex", new { url = Plex.Url, token = FakePlex.Token, path_mappings = new[] { new { from = "/data/media/tv", to = "/tv" }, new { from = "/data/media/movies", to = "/movies" } } });
            await AddAsync(api, "discord", new { webhook_url = Discord.WebhookUrl });
            await AddAsync(api, "ntfy", new { topic = "sublarr", url = Ntfy.Url });
            await AddAsync(api, "email", new { host = "127.0.0.1", port = Mail.Port, verify_certificate = false, from = "sublarr@example.org", to = new[] { "ann@example.org" } });
            var jobs = new Dictionary<string, long>();
            foreach (var sample in Samples)
            {
                jobs[sample] = await ReportAsync(api, sample);
            }

            await Eventually.TrueAsync(() => IsServedAsync(jobs), () => "not everything was delivered");
        }

        public async Task DisposeAsync()
        {
            await _app.DisposeAsync();
            await _mediaBrowser.DisposeAsync();
            await _kodi.DisposeAsync();
            await Plex.DisposeAsync();
            await Discord.DisposeAsync();
            await Ntfy.DisposeAsync();
            await Mail.DisposeAsync();
        }

        internal IReadOnlyList<Made> DeliveriesOf(string sample) => _made[sample];

        internal Made JellyfinOf(string sample) => _made[sample].First(made => made.Job.SubscriptionId == _jellyfin);

        private static async Task<long> AddAsync(HttpClient api, string kind, object settings)
        {
            using var answer = await api.PostAsJsonAsync("/api/v1/notifications", new { name = kind, kind, event_names = new[] { "*" }, settings });
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        }

        // A folder of its own for each, so that none is looked at together with another.
        private static async Task<long> ReportAsync(HttpClient api, string sample)
        {
            var name = NameOf(sample);
            var body = Encoding.UTF8.GetString(ArrSamples.Bytes(sample))
                .Replace("\"/movies/", "\"/data/media/movies/", StringComparison.Ordinal)
                .Replace("/data/media/tv", $"/data/media/tv/{name}", StringComparison.Ordinal).Replace("/data/media/movies", $"/data/media/movies/{name}", StringComparison.Ordinal);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await api.PostAsync($"/webhooks/{ArrSamples.SourceOf(sample).Key()}/{name}", content);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        }

        private async Task<bool> IsServedAsync(Dictionary<string, long> reports)
        {
            await using var context = await _app.ContextAsync();
            var jobs = await context.Jobs.AsNoTracking().ToListAsync();
            var work = jobs.ToDictionary(job => job.Id);
            if (reports.Values.Any(report => work[report].State != JobState.Succeeded) || jobs.Exists(job => job.SubscriptionId is not null && !IsServed(job)))
            {
                // Media servers wait for what comes together, and Discord takes one in two seconds. Nobody is to time out meanwhile.
                if (!jobs.Exists(job => job.State == JobState.Running))
                {
                    _clock.Advance(TimeSpan.FromSeconds(2));
                }

                return false;
            }

            var attempts = (await context.Attempts.AsNoTracking().ToListAsync()).ToLookup(attempt => attempt.JobId);
            var causes = await context.Events.AsNoTracking().Where(row => row.CauseJobId != null).ToDictionaryAsync(row => row.Id, row => row.CauseJobId!.Value);
            var deliveries = jobs.Where(job => job.SubscriptionId is not null).ToLookup(job => causes.GetValueOrDefault(job.EventId!), job => new Made(job, [.. attempts[job.Id]]));
            _made = reports.ToDictionary(report => report.Key, report => deliveries[report.Value].ToList());
            return true;
        }

        private sealed class ClockedApp(ManualClock clock) : SublarrApp
        {
            protected override void ConfigureWebHost(IWebHostBuilder builder)
            {
                base.ConfigureWebHost(builder);
                builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(clock));
            }
        }

        // One that is asked once more whether it has found the file was told of it.
        private static bool IsServed(JobRow job) => job.State.IsTerminal() || (job.State == JobState.Retrying && job.Runs > 0);
    }
}
