using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Channels.Jellyfin;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class JellyfinTests : IAsyncLifetime
{
    private readonly ChannelLab<JellyfinChannel> _lab = new();
    private FakeMediaBrowser _jellyfin = null!;

    private static SubtitleDownloaded Subtitle => ChannelLab<JellyfinChannel>.Downloaded("The Harbour Line");

    public async Task InitializeAsync() => _jellyfin = await FakeService.StartAsync<FakeMediaBrowser>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _jellyfin.DisposeAsync();
    }

    [Fact]
    public async Task The_episode_is_refreshed_by_the_query_and_the_new_subtitle_seen()
    {
        var report = await _lab.DeliverAsync(Settings(), Subtitle);

        report.ShouldHaveArrived();
        report.Detail.Note.ShouldBe("Jellyfin lists the subtitle.");
        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Episode]);
        var refresh = _jellyfin.Requests.Single(request => request.Path.EndsWith("/Refresh", StringComparison.Ordinal));
        refresh.Query.ShouldContain("metadataRefreshMode=FullRefresh");
        refresh.Body.ShouldBeEmpty();
        report.ShouldShowNothingOf(FakeMediaBrowser.Key);
    }

    [Fact]
    public async Task A_server_that_repeats_the_bare_key_does_not_bring_it_into_the_log()
    {
        _jellyfin.Complaint = $"Token {FakeMediaBrowser.Key} cannot be looked up: the database is locked.";

        var report = await _lab.DeliverAsync(Settings(), Subtitle);

        report.ShouldBeTriedAgain();
        report.ShouldShowNothingOf(FakeMediaBrowser.Key);
    }

    [Fact]
    public async Task A_subtitle_that_is_not_listed_yet_is_looked_for_again_and_not_refreshed_when_it_is_there()
    {
        _jellyfin.SlowReads = 1;
        var subscription = _lab.Subscription(Settings());

        var first = await _lab.DeliverToAsync(subscription, Subtitle);
        var second = await _lab.DeliverToAsync(subscription, Subtitle, attempt: 2);

        first.Outcome.ShouldBeOfType<JobOutcome.Deferred>();
        second.ShouldHaveArrived();
        _jellyfin.Refreshed.Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_subtitle_that_stays_away_is_refreshed_once_more()
    {
        _jellyfin.Sidecars.Clear();
        var subscription = _lab.Subscription(Settings());

        var first = await _lab.DeliverToAsync(subscription, Subtitle);
        var second = await _lab.DeliverToAsync(subscription, Subtitle);
        var third = await _lab.DeliverToAsync(subscription, Subtitle);

        var once = first.Outcome.ShouldBeOfType<JobOutcome.Deferred>("it has not failed, and uses up no attempt");
        once.Reason.ShouldBe("Jellyfin does not list the de subtitle yet: it is looked at again.");
        once.NotBefore.ShouldBe(_lab.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        second.Outcome.ShouldBeOfType<JobOutcome.Deferred>().NotBefore.ShouldBe(_lab.Clock.GetUtcNow() + TimeSpan.FromMinutes(3));
        third.Outcome.ShouldBeOfType<JobOutcome.Skipped>().Reason
            .ShouldBe("Jellyfin was asked twice to look at the video, and does not list the de subtitle beside it. Check that it sees the folder the subtitle was written to.");
        _jellyfin.Refreshed.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_subtitle_that_is_listed_a_while_after_the_second_refresh_has_arrived()
    {
        List<string> sidecars = [.. _jellyfin.Sidecars];
        _jellyfin.Sidecars.Clear();
        var subscription = _lab.Subscription(Settings());
        await _lab.DeliverToAsync(subscription, Subtitle);
        await _lab.DeliverToAsync(subscription, Subtitle);
        sidecars.ForEach(_jellyfin.Sidecars.Add);

        (await _lab.DeliverToAsync(subscription, Subtitle)).ShouldHaveArrived();

        _jellyfin.Refreshed.Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_subtitle_that_is_sent_again_after_it_stayed_away_is_asked_for_twice_again()
    {
        _jellyfin.Sidecars.Clear();
        var subscription = _lab.Subscription(Settings());
        for (var sent = 0; sent < 2; sent++)
        {
            (await _lab.DeliverToAsync(subscription, Subtitle)).Outcome.ShouldBeOfType<JobOutcome.Deferred>();
            (await _lab.DeliverToAsync(subscription, Subtitle)).Outcome.ShouldBeOfType<JobOutcome.Deferred>();
            (await _lab.DeliverToAsync(subscription, Subtitle)).Outcome.ShouldBeOfType<JobOutcome.Skipped>();
        }

        _jellyfin.Refreshed.Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_subtitle_that_was_overwritten_is_refreshed_although_the_old_one_is_listed()
    {
        var subscription = _lab.Subscription(Settings());
        await _lab.DeliverToAsync(subscription, Subtitle);
        _jellyfin.Forget();
        _jellyfin.Stays = true;
        _jellyfin.AnswerNext(503, "");

        var failed = await _lab.DeliverToAsync(subscription, Subtitle);
        var second = await _lab.DeliverToAsync(subscription, Subtitle, attempt: 2);

        failed.ShouldBeTriedAgain();
        second.ShouldHaveArrived();
        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Episode]);
    }

    [Fact]
    public async Task A_series_under_another_title_is_found_by_its_id_among_those_of_its_year()
    {
        var report = await _lab.DeliverAsync(Settings(), WebhookReceived.Example with { Title = "Die Hafenlinie" });

        report.ShouldHaveArrived();
        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Series]);
    }

    [Fact]
    public async Task What_the_server_does_not_know_it_is_told_of_under_its_own_path_and_the_library_is_left_alone()
    {
        var report = await _lab.DeliverAsync(
            Settings() with { PathMappings = [new("/data/media/tv", @"D:\TV")] }, WebhookReceived.Example with { Title = "Unheard", TvdbId = 1, TmdbId = null, ImdbId = null });

        report.ShouldHaveArrived();
        var update = _jellyfin.Told.ShouldHaveSingleItem().Json.GetProperty("Updates")[0];
        update.GetProperty("Path").GetString().ShouldBe(@"D:\TV\The Harbour Line\Season 02\The Harbour Line - S02E01.mkv");
        update.GetProperty("UpdateType").GetString().ShouldBe("Created");
        _jellyfin.Requests.ShouldNotContain(request => request.Path == "/Library/Refresh");
    }

    [Fact]
    public async Task A_path_that_no_mapping_reaches_is_named()
    {
        var report = await _lab.DeliverAsync(
            Settings() with { PathMappings = [new("/films", "/media/films")] }, WebhookReceived.Example with { Title = "Unheard", TvdbId = 1, TmdbId = null, ImdbId = null });

        report.Detail.Note.ShouldNotBeNull().ShouldContain("which no path mapping reaches");
    }

    [Fact]
    public async Task A_title_that_the_server_does_not_know_and_that_has_no_folder_is_skipped()
    {
        var report = await _lab.DeliverAsync(Settings(), ChannelLab<JellyfinChannel>.Downloaded("Unheard"));

        report.Outcome.ShouldBeOfType<JobOutcome.Skipped>().Reason.ShouldBe("Jellyfin knows no \"Unheard\", and the event names no folder: the whole library is not refreshed for it.");
    }

    [Fact]
    public async Task An_event_that_changes_no_file_asks_the_server_nothing()
    {
        var grabbed = await _lab.DeliverAsync(Settings(), WebhookReceived.Example with { EventType = "Grab" });
        var scanned = await _lab.DeliverAsync(Settings(), ProviderFailed.Example);

        grabbed.Outcome.ShouldBeOfType<JobOutcome.Skipped>();
        scanned.Outcome.ShouldBeOfType<JobOutcome.Skipped>();
        _jellyfin.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_episode_is_noticed_by_the_series_around_it()
    {
        await _lab.DeliverAsync(Settings(), WebhookReceived.Example with { EventType = "EpisodeFileDelete" });

        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Series]);
    }

    [Fact]
    public async Task A_wrong_key_is_final_and_the_header_that_was_sent_is_named()
    {
        var report = await _lab.DeliverAsync(Settings() with { ApiKey = "another" }, Subtitle);

        report.ShouldBeRejected().ShouldContain("which was sent as Authorization: MediaBrowser");
    }

    [Fact]
    public async Task A_server_that_starts_is_asked_later()
    {
        _jellyfin.AnswerNext(503, "");

        (await _lab.DeliverAsync(Settings(), Subtitle)).ShouldBeTriedAgain();
    }

    [Fact]
    public async Task Emby_is_asked_in_the_same_way_and_signed_in_to_with_its_own_header_too()
    {
        await using var lab = new ChannelLab<EmbyChannel>();
        await using var emby = await FakeService.StartAsync<FakeEmby>();

        var report = await lab.DeliverAsync(new EmbySettings { Url = emby.Url, ApiKey = FakeMediaBrowser.Key }, Subtitle);

        report.ShouldHaveArrived();
        emby.Refreshed.ShouldBe([FakeMediaBrowser.Episode]);
        emby.Requests.ShouldAllBe(request => request.Headers["Authorization"] == $"MediaBrowser Token=\"{FakeMediaBrowser.Key}\"");
        report.ShouldShowNothingOf(FakeMediaBrowser.Key);
    }

    private JellyfinSettings Settings() => new() { Url = _jellyfin.Url, ApiKey = FakeMediaBrowser.Key };
}
