using System.Net;
using System.Net.Http.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Kodi;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Settings;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Deliveries;

/// <summary>Kodi's notice is a message to people: it has words of their own, and is left out while it is quiet.</summary>
public sealed class KodiNoticeTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Night = new(2026, 1, 15, 23, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Night);
    private Engine _engine = null!;
    private FakeKodi _kodi = null!;

    public async Task InitializeAsync() => (_kodi, _engine) = (await FakeService.StartAsync<FakeKodi>(), await Engine.StartAsync(Engine.WithoutSchedules, _clock));

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _kodi.DisposeAsync();
    }

    [Fact]
    public async Task In_quiet_hours_Kodi_scans_and_shows_nothing()
    {
        await SubscribeAsync(new QuietHours("22:00", "07:00", "UTC"));

        await PublishAsync(Imported());
        await PublishAsync(ProviderFailed.Example);
        await UntilIdleAsync();

        _kodi.Scans.ShouldBe(1);
        _kodi.Called.ShouldNotContain("GUI.ShowNotification");
        var jobs = await DeliveriesAsync();
        jobs.Select(job => job.State).ShouldBe([JobState.Succeeded, JobState.Cancelled], ignoreOrder: true);
        jobs.Single(job => job.State == JobState.Cancelled).LastError.ShouldBe("It is quiet: no notice was shown.");
    }

    [Fact]
    public async Task What_a_person_sends_in_quiet_hours_is_shown()
    {
        await SubscribeAsync(new QuietHours("22:00", "07:00", "UTC"));
        await PublishAsync(ProviderFailed.Example);
        await UntilIdleAsync();

        await _engine.Queue.RedeliverAsync((await DeliveriesAsync()).Single().Id, CancellationToken.None);

        await Eventually.TrueAsync(() => Task.FromResult(_kodi.Called.Contains("GUI.ShowNotification")), () => "the notice was not shown");
    }

    [Fact]
    public async Task By_day_the_notice_is_shown_in_words_of_a_persons_own()
    {
        _clock.Advance(TimeSpan.FromHours(10));
        await SubscribeAsync(new QuietHours("22:00", "07:00", "UTC"));

        await PublishAsync(Imported());
        await UntilIdleAsync();

        var notice = _kodi.ParametersOf("GUI.ShowNotification");
        (notice.GetProperty("title").GetString(), notice.GetProperty("message").GetString()).ShouldBe(("New: The Harbour Line", "Season 2"));
        _kodi.Scans.ShouldBe(1);
    }

    [Fact]
    public async Task The_API_takes_words_and_quiet_hours_for_Kodi_and_for_no_other_media_server()
    {
        using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        (await CreateAsync("kodi", new { url = _kodi.Url, show_notification = true })).ShouldBe(HttpStatusCode.Created);
        (await CreateAsync("plex", new { url = "http://plex:32400", token = "t0ken" })).ShouldBe(HttpStatusCode.BadRequest);

        async Task<HttpStatusCode> CreateAsync(string kind, object settings)
        {
            using var answer = await api.PostAsJsonAsync("/api/v1/notifications", new
            {
                name = kind,
                kind,
                event_names = new[] { "*" },
                settings,
                title_template = "{{title}}",
                quiet_hours = new { from = "22:00", to = "07:00", time_zone = "UTC" },
            });
            return answer.StatusCode;
        }
    }

    private static WebhookReceived Imported() => WebhookReceivedHandler.EventOf(ArrReportReader.Read(ArrSource.Sonarr, ArrSamples.Bytes("Recorded/sonarr-Download-new.json")));

    private async Task SubscribeAsync(QuietHours hours)
    {
        await using var context = await _engine.ContextAsync();
        var subscription = new Subscription(KodiSettings.Channel, DateTimeOffset.UnixEpoch);
        var settings = new KodiSettings { Url = _kodi.Url, Username = "kodi", Password = FakeKodi.Password, ShowNotification = true };
        subscription.Edit("Living room", ["webhook_received", "provider_failed"], _engine.Get<ChannelSettings>().Write(settings), 30, 0);
        subscription.Word("New: {{title}}", "Season {{season}}");
        subscription.Hush(hours);
        context.Add(subscription);
        await context.SaveChangesAsync();
    }

    private async Task PublishAsync(IDomainEvent @event) => await _engine.Bus.PublishAsync(@event, EventCause.None, CancellationToken.None);

    private async Task<List<Sublarr.Infrastructure.Jobs.JobRow>> DeliveriesAsync() => (await _engine.JobsAsync()).FindAll(job => job.SubscriptionId is not null);

    private async Task UntilIdleAsync()
    {
        // What comes together waits for 15 seconds.
        _clock.Advance(TimeSpan.FromSeconds(16));
        await _engine.UntilIdleAsync();
    }
}
