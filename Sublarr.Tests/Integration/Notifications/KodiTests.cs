using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Channels.Kodi;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class KodiTests : IAsyncLifetime
{
    private readonly ChannelLab<KodiChannel> _lab = new();
    private FakeKodi _kodi = null!;

    private static WebhookReceived Second => Imported(2);

    public async Task InitializeAsync() => _kodi = await FakeService.StartAsync<FakeKodi>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _kodi.DisposeAsync();
    }

    [Fact]
    public async Task The_folder_is_looked_through_under_the_name_that_Kodi_has_for_it()
    {
        _kodi.FoundByScan.Add(FakeKodi.EpisodeOf(2));

        var report = await _lab.DeliverAsync(Settings(), Second);

        report.ShouldHaveArrived();
        _kodi.ParametersOf("VideoLibrary.Scan").GetProperty("directory").GetString().ShouldBe("smb://nas/tv/The Harbour Line/Season 02/");
        _kodi.ParametersOf("VideoLibrary.Scan").GetProperty("showdialogs").GetBoolean().ShouldBeFalse();
        _kodi.Called.ShouldNotContain("GUI.ShowNotification");
        report.ShouldShowNothingOf(FakeKodi.Password);
    }

    [Fact]
    public async Task A_subtitle_of_a_video_that_Kodi_has_needs_no_scan()
    {
        _kodi.IsPlaying = true;

        var report = await _lab.DeliverAsync(Settings(), ChannelLab<KodiChannel>.Downloaded("The Harbour Line"));

        report.ShouldHaveArrived();
        report.Detail.Note.ShouldNotBeNull().ShouldContain("when playback begins");
        _kodi.Scans.ShouldBe(0);
    }

    [Fact]
    public async Task While_a_video_plays_the_scan_is_put_off_and_not_dropped()
    {
        _kodi.IsPlaying = true;
        var put = await _lab.DeliverAsync(Settings(), Second);
        _kodi.IsPlaying = false;
        _kodi.FoundByScan.Add(FakeKodi.EpisodeOf(2));

        var done = await _lab.DeliverAsync(Settings(), Second);

        put.Outcome.ShouldBeOfType<JobOutcome.Deferred>().NotBefore.ShouldBe(_lab.Clock.GetUtcNow().AddMinutes(2));
        done.ShouldHaveArrived();
        _kodi.Scans.ShouldBe(1);
    }

    [Theory]
    [InlineData("Download")]
    [InlineData("EpisodeFileDelete")]
    public async Task A_scan_that_runs_is_not_stopped_by_another(string report)
    {
        _kodi.ScansSlowly = true;
        _kodi.FoundByScan.Add(FakeKodi.EpisodeOf(2));
        var subscription = _lab.Subscription(Settings());

        var first = await _lab.DeliverToAsync(subscription, Second);
        var other = await _lab.DeliverToAsync(subscription, Imported(3) with { EventType = report });
        var again = await _lab.DeliverToAsync(subscription, Second, attempt: 2);
        _kodi.EndScan();
        var last = await _lab.DeliverToAsync(subscription, Second, attempt: 2);

        first.ShouldBeTriedAgain();
        other.Outcome.ShouldBeOfType<JobOutcome.Deferred>().NotBefore.ShouldBe(_lab.Clock.GetUtcNow().AddSeconds(30));
        again.Outcome.ShouldBeOfType<JobOutcome.Deferred>();
        last.ShouldHaveArrived();
        _kodi.Stopped.ShouldBe(0);
        _kodi.Cleaned.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_OK_counts_when_the_episode_is_in_the_library_afterwards()
    {
        var subscription = _lab.Subscription(Settings());

        var first = await _lab.DeliverToAsync(subscription, Second);
        _kodi.Episodes.Add(FakeKodi.EpisodeOf(2, NameOf(2)));
        var second = await _lab.DeliverToAsync(subscription, Second, attempt: 2);

        first.ShouldBeTriedAgain().ShouldBe(_lab.Clock.GetUtcNow().AddSeconds(15));
        second.ShouldHaveArrived();
        second.Detail.Note.ShouldBe("Kodi has it in its library.");
        _kodi.Scans.ShouldBe(1);
    }

    [Fact]
    public async Task On_a_retry_a_known_episode_is_there_only_when_Kodi_has_the_very_file()
    {
        await _lab.DeliverToAsync(_lab.Subscription(Settings()), WebhookReceived.Example, attempt: 2);

        _kodi.Scans.ShouldBe(1);
    }

    [Fact]
    public async Task On_a_retry_all_that_came_together_must_be_there()
    {
        _kodi.Episodes.Add(FakeKodi.EpisodeOf(4, NameOf(4)));
        IReadOnlyList<MediaChange> together = [ChangeOf(Imported(2)), ChangeOf(Imported(3))];
        var subscription = _lab.Subscription(Settings());

        var first = await _lab.DeliverToAsync(subscription, Imported(4), attempt: 2, together);
        _kodi.Episodes.AddRange([FakeKodi.EpisodeOf(2, NameOf(2)), FakeKodi.EpisodeOf(3, NameOf(3))]);
        var second = await _lab.DeliverToAsync(subscription, Imported(4), attempt: 3, together);

        first.ShouldBeTriedAgain();
        second.ShouldHaveArrived();
        _kodi.Scans.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_Kodi_counts_to_another_season_is_there()
    {
        _kodi.FoundByScan.Add(FakeKodi.EpisodeOf(2, NameOf(2)) with { Season = 1, Episode = 14 });

        (await _lab.DeliverAsync(Settings(), Second)).ShouldHaveArrived();
    }

    [Fact]
    public async Task A_series_that_Kodi_does_not_know_is_looked_for_in_its_own_folder_under_the_mapped_path()
    {
        var unheard = WebhookReceived.Example with { Title = "Unheard", TvdbId = 1, TmdbId = null, ImdbId = null };

        await _lab.DeliverAsync(Settings() with { PathMappings = [new("/data/media/tv", "smb://nas/tv")] }, unheard);

        _kodi.ParametersOf("VideoLibrary.Scan").GetProperty("directory").GetString().ShouldBe("smb://nas/tv/The Harbour Line/");
    }

    [Theory]
    [InlineData("""{"tmdb":"400123"}""", "400123", false)]
    [InlineData("""{"tvdb":"400123"}""", "400123", true)]
    [InlineData("""{"tvdb":"1","imdb":"tt9900123"}""", "1", true)]
    [InlineData("""{"unknown":"400123"}""", "400123", true)]
    [InlineData("""{"unknown":"120345"}""", "120345", false)]
    public async Task An_id_is_compared_with_those_of_the_same_maker(string ids, string number, bool isIt)
    {
        _kodi.Shows[0] = _kodi.Shows[0] with { Title = "Hafenlinie", File = "smb://nas/tv/Hafenlinie/", Ids = ids, Number = number };

        await _lab.DeliverAsync(Settings(), Second);

        _kodi.ParametersOf("VideoLibrary.Scan").GetProperty("directory").GetString().ShouldStartWith(isIt ? "smb://nas/tv/" : "/data/media/tv/");
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
    public async Task What_was_deleted_is_removed_and_nothing_else()
    {
        _kodi.Episodes.Add(FakeKodi.EpisodeOf(2, NameOf(2)));

        var report = await _lab.DeliverAsync(Settings(), Second with { EventType = "EpisodeFileDelete" });

        report.ShouldHaveArrived();
        _kodi.Episodes.Single().Episode.ShouldBe(1);
        _kodi.Cleaned.ShouldBeEmpty();
        _kodi.Scans.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_deleted_and_has_another_name_there_is_cleaned_away_among_its_kind()
    {
        (await _lab.DeliverAsync(Settings(), WebhookReceived.Example with { EventType = "EpisodeFileDelete" })).ShouldHaveArrived();

        _kodi.Cleaned.ShouldBe(["tvshows"]);
        _kodi.Episodes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_series_or_movie_that_was_deleted_goes_as_a_whole()
    {
        _kodi.Movies.AddRange([new(3, "Foo Film", "smb://nas/movies/Foo Film (2020)/foo.mkv"), new(4, "Foo Film", "smb://nas/movies/Foo Film (1987)/foo.mkv")]);
        var series = WebhookReceived.Example with { EventType = "SeriesDelete", WithFiles = true, Season = null, Episodes = [], Files = [] };
        var movie = series with { Source = "radarr", EventType = "MovieDelete", Title = "Foo Film", TvdbId = null, TmdbId = null, ImdbId = null, FolderPath = "/data/media/movies/Foo Film (2020)" };

        await _lab.DeliverAsync(Settings(), series);
        await _lab.DeliverAsync(Settings(), movie);

        _kodi.Shows.ShouldBeEmpty();
        _kodi.Movies.Single().Id.ShouldBe(4);
        _kodi.Cleaned.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_upgrade_or_a_rename_replaced_is_removed_before_the_scan()
    {
        var file = WebhookReceived.Example.Files[0];
        var former = file.Path!.Replace("S02E01", "S02E01 720p", StringComparison.Ordinal);
        _kodi.Episodes[0] = FakeKodi.EpisodeOf(1, ForeignPath.NameOf(former));
        _kodi.FoundByScan.Add(FakeKodi.EpisodeOf(1, file.Name));
        var upgrade = WebhookReceived.Example with { IsUpgrade = true, Replaced = [file with { Path = former }] };
        var renamed = file.Path!.Replace("S02E01", "2x01", StringComparison.Ordinal);

        (await _lab.DeliverAsync(Settings(), upgrade)).ShouldHaveArrived();
        var upgraded = _kodi.Episodes.Single();
        _kodi.FoundByScan.Add(FakeKodi.EpisodeOf(1, ForeignPath.NameOf(renamed)));
        (await _lab.DeliverAsync(Settings(), WebhookReceived.Example with { EventType = "Rename", Season = null, Episodes = [], Files = [file with { Path = renamed, PreviousPath = file.Path }] })).ShouldHaveArrived();

        upgraded.File.ShouldEndWith("/The Harbour Line - S02E01.mkv");
        _kodi.Episodes.Single().File.ShouldEndWith("/The Harbour Line - 2x01.mkv");
    }

    [Fact]
    public async Task A_source_of_several_folders_is_each_of_them()
    {
        _kodi.Sources.Add("multipath://%2fmedia%2ftv%2f/%2fmedia%2fmy%20anime%2f/");

        var steps = await _lab.TestAsync(Settings() with { PathMappings = [new("/data/anime", "/media/my anime")] });

        var (isOk, message) = steps.Of("sees the path");
        isOk.ShouldBeTrue(message);
        message.ShouldContain("/media/tv/, /media/my anime/");
    }

    private static string NameOf(int episode) => $"The Harbour Line - S02E{episode:00}.mkv";

    private static WebhookReceived Imported(int episode)
    {
        var file = WebhookReceived.Example.Files[0];
        return WebhookReceived.Example with { Episodes = [episode], Files = [file with { Name = NameOf(episode), Path = file.Path!.Replace("S02E01", $"S02E{episode:00}", StringComparison.Ordinal) }] };
    }

    private static MediaChange ChangeOf(IFileEvent received) => received.Change!;

    private KodiSettings Settings() => new() { Url = _kodi.Url, Username = "kodi", Password = FakeKodi.Password };
}
