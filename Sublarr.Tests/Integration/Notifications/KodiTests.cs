using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Kodi;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class KodiTests : IAsyncLifetime
{
    private readonly ChannelLab<KodiChannel> _lab = new();
    private FakeKodi _kodi = null!;

    private static WebhookReceived Second => WebhookReceived.Example with { Episodes = [2] };

    public async Task InitializeAsync() => _kodi = await FakeService.StartAsync<FakeKodi>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _kodi.DisposeAsync();
    }

    [Fact]
    public async Task The_folder_is_looked_through_under_the_name_that_Kodi_has_for_it()
    {
        var report = await _lab.DeliverAsync(Settings(), ChannelLab<KodiChannel>.Downloaded("The Harbour Line"));

        report.ShouldHaveArrived();
        _kodi.ParametersOf("VideoLibrary.Scan").GetProperty("directory").GetString().ShouldBe("smb://nas/tv/The Harbour Line/Season 02/");
        _kodi.ParametersOf("VideoLibrary.Scan").GetProperty("showdialogs").GetBoolean().ShouldBeFalse();
        _kodi.Called.ShouldNotContain("GUI.ShowNotification");
        report.ShouldShowNothingOf(FakeKodi.Password);
    }

    [Fact]
    public async Task While_a_video_plays_the_scan_is_put_off_and_not_dropped()
    {
        _kodi.IsPlaying = true;
        var put = await _lab.DeliverAsync(Settings(), Second);
        _kodi.IsPlaying = false;
        _kodi.FoundByScan = 2;

        var done = await _lab.DeliverAsync(Settings(), Second);

        put.Outcome.ShouldBeOfType<JobOutcome.Deferred>().NotBefore.ShouldBe(_lab.Clock.GetUtcNow().AddMinutes(2));
        done.ShouldHaveArrived();
        _kodi.Called.Count(method => method == "VideoLibrary.Scan").ShouldBe(1);
    }

    [Fact]
    public async Task An_OK_counts_when_the_episode_is_in_the_library_afterwards()
    {
        var subscription = _lab.Subscription(Settings());

        var first = await _lab.DeliverToAsync(subscription, Second);
        _kodi.Episodes.Add(2);
        var second = await _lab.DeliverToAsync(subscription, Second, attempt: 2);

        first.ShouldBeTriedAgain().ShouldBe(_lab.Clock.GetUtcNow().AddSeconds(15));
        second.ShouldHaveArrived();
        second.Detail.Note.ShouldBe("Kodi has it in its library.");
        _kodi.Called.Count(method => method == "VideoLibrary.Scan").ShouldBe(1);
    }

    [Fact]
    public async Task What_Kodi_does_not_know_is_looked_for_under_the_mapped_path()
    {
        await _lab.DeliverAsync(
            Settings() with { PathMappings = [new("/data/media/tv", "smb://nas/tv")] }, WebhookReceived.Example with { Title = "Unheard", TvdbId = 1, TmdbId = null, ImdbId = null });

        _kodi.ParametersOf("VideoLibrary.Scan").GetProperty("directory").GetString().ShouldBe("smb://nas/tv/The Harbour Line/Season 02/");
    }

    [Fact]
    public async Task A_title_that_Kodi_does_not_know_and_that_has_no_folder_is_skipped()
    {
        var report = await _lab.DeliverAsync(Settings(), ChannelLab<KodiChannel>.Downloaded("Unheard"));

        report.Outcome.ShouldBeOfType<JobOutcome.Skipped>().Reason.ShouldContain("the whole library is not scanned");
        _kodi.Called.ShouldNotContain("VideoLibrary.Scan");
    }

    [Fact]
    public async Task An_error_within_a_200_is_a_failure()
    {
        _kodi.AnswerNext(200, """{"error":{"code":-32602,"message":"Invalid params."},"id":1,"jsonrpc":"2.0"}""");
        var refused = await _lab.DeliverAsync(Settings(), Second);
        _kodi.AnswerNext(200, """{"jsonrpc":"2.0","id":1,"error":{"message":"Failed to execute method.","code":-32100}}""");
        var busy = await _lab.DeliverAsync(Settings(), Second);

        refused.ShouldBeRejected().ShouldContain("its error -32602: Invalid params.");
        busy.ShouldBeTriedAgain();
    }

    [Fact]
    public async Task A_wrong_password_is_final()
    {
        (await _lab.DeliverAsync(Settings() with { Password = "other" }, Second)).ShouldBeRejected().ShouldContain("under Settings, Services, Control");
    }

    [Fact]
    public async Task A_notice_is_shown_for_any_event_where_it_is_wanted()
    {
        var report = await _lab.DeliverAsync(Settings() with { UpdateLibrary = false, ShowNotification = true }, ProviderFailed.Example);

        report.ShouldHaveArrived();
        _kodi.Called.ShouldBe(["GUI.ShowNotification"]);
        _kodi.ParametersOf("GUI.ShowNotification").GetProperty("displaytime").GetInt32().ShouldBe(5000);
    }

    [Fact]
    public async Task An_event_that_changes_no_file_is_skipped_without_a_notice()
    {
        (await _lab.DeliverAsync(Settings(), ProviderFailed.Example)).Outcome.ShouldBeOfType<JobOutcome.Skipped>();
        _kodi.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_deleted_is_cleaned_away_in_its_folder()
    {
        await _lab.DeliverAsync(Settings(), WebhookReceived.Example with { EventType = "EpisodeFileDelete" });

        _kodi.ParametersOf("VideoLibrary.Clean").GetProperty("directory").GetString().ShouldBe("smb://nas/tv/The Harbour Line/Season 02/");
    }

    private KodiSettings Settings() => new() { Url = _kodi.Url, Username = "kodi", Password = FakeKodi.Password };
}
