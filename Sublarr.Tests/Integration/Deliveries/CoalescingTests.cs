using System.Text;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Jellyfin;
using Sublarr.Infrastructure.Channels.Kodi;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Deliveries;

/// <summary>A season comes as one report for each file and one for the whole: a media server is asked once to look at its folder.</summary>
public sealed class CoalescingTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Engine _engine = null!;
    private FakeMediaBrowser _jellyfin = null!;

    public async Task InitializeAsync()
    {
        _jellyfin = await FakeService.StartAsync<FakeMediaBrowser>();
        _engine = await Engine.StartAsync(Engine.WithoutSchedules, _clock);
        await using var context = await _engine.ContextAsync();
        var subscription = new Subscription(JellyfinSettings.Channel, DateTimeOffset.UnixEpoch);
        subscription.Edit("Living room", ["webhook_received"], _engine.Get<ChannelSettings>().Write(new JellyfinSettings { Url = _jellyfin.Url, ApiKey = FakeMediaBrowser.Key }), 30, 0);
        context.Add(subscription);
        await context.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _jellyfin.DisposeAsync();
    }

    [Fact]
    public async Task A_season_of_24_files_and_its_import_complete_are_one_refresh()
    {
        foreach (var episode in Enumerable.Range(1, 24))
        {
            await PublishAsync(Imported(episode));
            _clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        await PublishAsync(WebhookReceivedHandler.EventOf(ArrSamples.Report("Recorded/sonarr-Download-import-complete.json")));
        _jellyfin.Requests.ShouldBeEmpty();
        await UntilIdleAsync();

        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Series]);
        var deliveries = await DeliveriesAsync();
        deliveries.Count.ShouldBe(25);
        deliveries.Count(job => job.State == JobState.Succeeded).ShouldBe(1);
        deliveries[^1].State.ShouldBe(JobState.Succeeded);
        deliveries[0].LastError!.ShouldEndWith("does the same work for what came later.");
    }

    [Fact]
    public async Task Another_folder_is_another_refresh()
    {
        await PublishAsync(Imported(1));
        await PublishAsync(Imported(1) with { Files = [], FolderPath = "/data/media/tv/Elsewhere" });
        await UntilIdleAsync();

        _jellyfin.Refreshed.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_that_does_not_end_puts_a_refresh_off_for_two_minutes_and_not_for_ever()
    {
        for (var second = 0; second < 180; second += 5)
        {
            await PublishAsync(Imported(1 + (second / 5)));
            _clock.Advance(TimeSpan.FromSeconds(5));
            await Eventually.TrueAsync(async () => (await DeliveriesAsync()).TrueForAll(job => job.State.IsTerminal() || job.DueAt >= _clock.GetUtcNow()), () => "what is due has not ended");
        }

        _jellyfin.Refreshed.Count().ShouldBe(1);
        await UntilIdleAsync();
        _jellyfin.Refreshed.Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_a_person_sends_again_is_done_whatever_waits()
    {
        await PublishAsync(Imported(1));
        await UntilIdleAsync();
        var first = (await DeliveriesAsync())[0];
        await PublishAsync(Imported(2));

        await _engine.Queue.RedeliverAsync(first.Id, CancellationToken.None);
        await UntilIdleAsync();

        _jellyfin.Refreshed.Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_comes_after_a_failure_takes_its_work_over_and_does_not_wait_for_its_next_attempt()
    {
        await AllowAsync(retries: 3);
        _jellyfin.AnswerNext(503, "");
        _jellyfin.AnswerNext(503, "");
        await PublishAsync(Imported(1));
        await UntilTriedAsync(times: 1);
        await UntilTriedAsync(times: 2);
        var failed = (await DeliveriesAsync())[0];

        await PublishAsync(Imported(2));
        await UntilIdleAsync();

        _clock.GetUtcNow().ShouldBeLessThan(failed.DueAt);
        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Series]);
        var (first, second) = ((await DeliveriesAsync())[0], (await DeliveriesAsync())[1]);
        (first.State, second.State).ShouldBe((JobState.Cancelled, JobState.Succeeded));
        first.LastError.ShouldBe($"Job {second.Id} does the same work for what came later.");
    }

    [Fact]
    public async Task What_comes_while_an_attempt_fails_takes_its_work_over_too()
    {
        await AllowAsync(retries: 3);
        var answer = new TaskCompletionSource();
        _jellyfin.Until = answer.Task;
        _jellyfin.AnswerNext(503, "");
        await PublishAsync(Imported(1));
        _clock.Advance(TimeSpan.FromSeconds(16));
        await Eventually.TrueAsync(() => Task.FromResult(_jellyfin.Requests.Count > 0), () => "it is not asked");
        await PublishAsync(Imported(2));
        _clock.Advance(TimeSpan.FromSeconds(16));
        await Eventually.TrueAsync(async () => (await DeliveriesAsync())[1].State == JobState.Queued, () => "the second does not wait for the first");

        answer.SetResult();
        await _engine.UntilIdleAsync();

        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Series]);
        (await DeliveriesAsync()).Select(job => job.State).ShouldBe([JobState.Cancelled, JobState.Succeeded]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Kodi_that_shows_notices_looks_once_too_and_says_how_many_came_together(bool isPlaying)
    {
        await using var kodi = await FakeService.StartAsync<FakeKodi>();
        kodi.Episodes.AddRange(Enumerable.Range(2, 23).Select(number => FakeKodi.EpisodeOf(number)));
        kodi.IsPlaying = isPlaying;
        await SubscribeAsync(kodi);

        foreach (var episode in Enumerable.Range(1, 24))
        {
            await PublishAsync(Imported(episode) with { Episodes = [episode] });
        }

        _clock.Advance(TimeSpan.FromSeconds(16));
        await Eventually.TrueAsync(async () => (await DeliveriesAsync()).Count(job => job.State.IsTerminal()) >= 23, () => "what came together is not told by one");
        if (isPlaying)
        {
            await Eventually.TrueAsync(async () => (await DeliveriesAsync())[^1].State == JobState.Retrying, () => "it does not wait for the end of the video");
            kodi.IsPlaying = false;
            _clock.Advance(TimeSpan.FromSeconds(121));
        }

        await _engine.UntilIdleAsync();
        await _engine.Bus.PublishAsync(ProviderFailed.Example, EventCause.None, CancellationToken.None);
        await PublishAsync(Imported(3) with { Episodes = [3] });
        await UntilIdleAsync();

        var notices = kodi.Requests.Select(request => request.Json).Where(call => call.GetProperty("method").GetString() == "GUI.ShowNotification")
            .Select(call => call.GetProperty("params").GetProperty("message").GetString()).ToList();
        kodi.Scans.ShouldBe(2);
        notices.Count.ShouldBe(3);
        notices[0].ShouldBe("24 episodes of The Harbour Line");
        notices[1].ShouldNotBeNull().ShouldContain(ProviderFailed.Example.Provider);
        notices[2].ShouldNotBeNull().ShouldContain("S02E03");
    }

    [Fact]
    public async Task What_was_given_up_is_not_told_with_what_comes_later()
    {
        await using var kodi = await FakeService.StartAsync<FakeKodi>();
        kodi.Episodes.AddRange(Enumerable.Range(2, 5).Select(number => FakeKodi.EpisodeOf(number)));
        await SubscribeAsync(kodi);
        foreach (var episode in Enumerable.Range(1, 4))
        {
            await PublishAsync(Imported(episode) with { Episodes = [episode] });
        }

        kodi.AnswerNext(200, """{"jsonrpc":"2.0","id":1,"error":{"message":"Failed to execute method.","code":-32100}}""");
        await UntilIdleAsync();
        (await DeliveriesAsync())[^1].State.ShouldBe(JobState.Dead);

        await PublishAsync(Imported(5) with { Episodes = [5] });
        await UntilIdleAsync();

        kodi.ParametersOf("GUI.ShowNotification").GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("S02E05");
    }

    [Fact]
    public async Task What_a_person_cancelled_is_not_told_with_what_comes_later_and_puts_nothing_off()
    {
        await using var kodi = await FakeService.StartAsync<FakeKodi>();
        kodi.Episodes.AddRange(Enumerable.Range(2, 6).Select(number => FakeKodi.EpisodeOf(number)));
        await SubscribeAsync(kodi);
        await PublishAsync(Imported(1) with { Episodes = [1] });
        _clock.Advance(TimeSpan.FromSeconds(10));
        await PublishAsync(Imported(2) with { Episodes = [2] });
        _clock.Advance(TimeSpan.FromSeconds(6));
        await Eventually.TrueAsync(async () => (await DeliveriesAsync())[0].State == JobState.Cancelled, () => "the first does not leave its work to the second");

        (await _engine.Queue.CancelAsync((await DeliveriesAsync())[1].Id, CancellationToken.None)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(10));
        await PublishAsync(Imported(3) with { Episodes = [3] });
        await PublishAsync(Imported(4) with { Episodes = [4] });
        await UntilIdleAsync();

        kodi.Scans.ShouldBe(1);
        kodi.ParametersOf("GUI.ShowNotification").GetProperty("message").GetString().ShouldBe("2 episodes of The Harbour Line");
    }

    private async Task AllowAsync(int retries)
    {
        await using var context = await _engine.ContextAsync();
        var subscription = await context.Subscriptions.SingleAsync();
        subscription.Edit(subscription.Name, subscription.EventNames, subscription.Settings, subscription.TimeoutSeconds, retries);
        await context.SaveChangesAsync();
    }

    // One try each, and notices.
    private async Task SubscribeAsync(FakeKodi kodi)
    {
        await using var context = await _engine.ContextAsync();
        context.RemoveRange(await context.Subscriptions.ToListAsync());
        var subscription = new Subscription(KodiSettings.Channel, DateTimeOffset.UnixEpoch);
        var settings = new KodiSettings { Url = kodi.Url, Username = "kodi", Password = FakeKodi.Password, ShowNotification = true };
        subscription.Edit("Living room", ["webhook_received", "provider_failed"], _engine.Get<ChannelSettings>().Write(settings), 30, 0);
        context.Add(subscription);
        await context.SaveChangesAsync();
    }

    private static WebhookReceived Imported(int episode)
    {
        var body = Encoding.UTF8.GetString(ArrSamples.Bytes("Recorded/sonarr-Download-new.json")).Replace("S02E01", $"S02E{episode:00}", StringComparison.Ordinal);
        return WebhookReceivedHandler.EventOf(ArrReportReader.Read(ArrSource.Sonarr, Encoding.UTF8.GetBytes(body)));
    }

    private async Task PublishAsync(WebhookReceived received) => await _engine.Bus.PublishAsync(received, EventCause.None, CancellationToken.None);

    private async Task<List<Sublarr.Infrastructure.Jobs.JobRow>> DeliveriesAsync() => (await _engine.JobsAsync()).FindAll(job => job.SubscriptionId is not null);

    private async Task UntilTriedAsync(int times)
    {
        _clock.Advance(TimeSpan.FromSeconds(16));
        await Eventually.TrueAsync(async () => (await DeliveriesAsync())[0] is { State: JobState.Retrying } job && job.Attempts == times, () => $"it is not tried {times} times");
    }

    private async Task UntilIdleAsync()
    {
        // The alarm rings a moment after what is due.
        _clock.Advance(TimeSpan.FromSeconds(16));
        await _engine.UntilIdleAsync();
    }
}
