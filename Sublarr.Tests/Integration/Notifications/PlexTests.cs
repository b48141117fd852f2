using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Channels.Plex;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class PlexTests : IAsyncLifetime
{
    private readonly ChannelLab<PlexChannel> _lab = new();
    private FakePlex _plex = null!;

    private static SubtitleDownloaded Subtitle => ChannelLab<PlexChannel>.Downloaded("The Harbour Line");

    private static WebhookReceived NewSeries => WebhookReceived.Example with
    {
        Title = "Unheard",
        TvdbId = 1,
        TmdbId = null,
        ImdbId = null,
        Files = [new("a.mkv", "S1/a.mkv", 1, 1, [1]) { Path = "/data/tv/anime/Unheard/S1/a.mkv" }],
    };

    public async Task InitializeAsync() => _plex = await FakeService.StartAsync<FakePlex>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _plex.DisposeAsync();
    }

    [Fact]
    public async Task The_episode_itself_is_refreshed_so_that_a_new_subtitle_is_seen()
    {
        var report = await _lab.DeliverAsync(Settings(), Subtitle);

        report.ShouldHaveArrived();
        report.Detail.Note.ShouldBe("Plex lists the subtitle.");
        _plex.Refreshed.ShouldBe(["21"]);
        _plex.Scanned.ShouldBeEmpty();
        report.ShouldShowNothingOf(FakePlex.Token);
    }

    [Fact]
    public async Task A_series_under_another_title_is_found_by_its_id()
    {
        var written = new WrittenSubtitle("/data/tv/Die Hafenlinie/S02E01.de.srt", "/data/tv/Die Hafenlinie/S02E01.mkv", MediaType.Episode, 2, 1, 400123, null, null);

        (await _lab.DeliverAsync(Settings(), Subtitle with { Title = "Die Hafenlinie", Written = written })).ShouldHaveArrived();

        _plex.Refreshed.ShouldBe(["21"]);
    }

    [Fact]
    public async Task A_subtitle_that_was_overwritten_is_refreshed_although_the_old_one_is_listed()
    {
        var subscription = _lab.Subscription(Settings());
        _plex.Stays = true;
        _plex.AnswerNext(503, "");

        (await _lab.DeliverToAsync(subscription, Subtitle)).ShouldBeTriedAgain();
        (await _lab.DeliverToAsync(subscription, Subtitle, attempt: 2)).ShouldHaveArrived();

        _plex.Refreshed.ShouldBe(["21"]);
    }

    [Fact]
    public async Task A_subtitle_that_is_listed_a_while_after_the_refresh_is_not_refreshed_again()
    {
        var subscription = _lab.Subscription(Settings());
        _plex.HasSidecar = false;
        (await _lab.DeliverToAsync(subscription, Subtitle)).Outcome.ShouldBeOfType<JobOutcome.Deferred>();
        _plex.HasSidecar = true;

        (await _lab.DeliverToAsync(subscription, Subtitle, attempt: 2)).ShouldHaveArrived();

        _plex.Refreshed.ShouldBe(["21"]);
    }

    [Fact]
    public async Task A_subtitle_that_is_not_listed_is_asked_for_once_more()
    {
        _plex.HasSidecar = false;
        var subscription = _lab.Subscription(Settings());

        var first = await _lab.DeliverToAsync(subscription, Subtitle);
        var second = await _lab.DeliverToAsync(subscription, Subtitle);
        var third = await _lab.DeliverToAsync(subscription, Subtitle);

        var once = first.Outcome.ShouldBeOfType<JobOutcome.Deferred>("it has not failed, and uses up no attempt");
        once.Reason.ShouldBe("Plex does not list the de subtitle yet: it is looked at again.");
        once.NotBefore.ShouldBe(_lab.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        second.Outcome.ShouldBeOfType<JobOutcome.Deferred>().NotBefore.ShouldBe(_lab.Clock.GetUtcNow() + TimeSpan.FromMinutes(3));
        third.Outcome.ShouldBeOfType<JobOutcome.Skipped>().Reason.ShouldBe(
            "Plex was asked twice to look at the video, and does not list the de subtitle beside it. Switch on Local Media Assets for the library, and check that Plex sees the folder the subtitle was written to.");
        _plex.Refreshed.ShouldBe(["21", "21"]);
    }

    [Fact]
    public async Task What_is_new_is_looked_for_in_its_folder_by_the_library_with_the_longest_one()
    {
        var report = await _lab.DeliverAsync(Settings() with { PathMappings = [new("/data/tv", "/tv")] }, NewSeries);

        report.ShouldHaveArrived();
        _plex.Scanned.ShouldBe(["3: /tv/anime/Unheard/S1"]);
    }

    [Fact]
    public async Task A_folder_that_no_library_holds_is_told_and_not_taken_for_a_success()
    {
        var report = await _lab.DeliverAsync(Settings(), NewSeries);

        report.ShouldBeRejected().ShouldBe("No library of Plex holds the folder of \"Unheard\": correct the path mappings, or add the folder to a library.");
        report.Detail.Note.ShouldBe("It was looked for at \"/data/tv/anime/Unheard/S1\". Plex has /tv, /tv/anime/.");
        _plex.Scanned.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_title_that_Plex_does_not_know_and_that_has_no_folder_is_skipped()
    {
        var report = await _lab.DeliverAsync(Settings(), ChannelLab<PlexChannel>.Downloaded("Unheard"));

        report.Outcome.ShouldBeOfType<JobOutcome.Skipped>().Reason.ShouldContain("the whole library is not scanned");
    }

    [Fact]
    public async Task A_wrong_token_is_final_and_a_server_that_starts_is_asked_later()
    {
        var refused = await _lab.DeliverAsync(Settings() with { Token = "other" }, Subtitle);
        _plex.AnswerNext(503, "");
        var starting = await _lab.DeliverAsync(Settings(), Subtitle);

        refused.ShouldBeRejected().ShouldContain("which was sent as X-Plex-Token");
        starting.ShouldBeTriedAgain();
    }

    private PlexSettings Settings() => new() { Url = _plex.Url, Token = FakePlex.Token };
}
