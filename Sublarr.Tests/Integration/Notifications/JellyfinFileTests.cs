using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Channels.Jellyfin;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

/// <summary>Which file it is that a Jellyfin looks at, and what becomes of one that is gone or has another name.</summary>
public sealed class JellyfinFileTests : IAsyncLifetime
{
    private const string Season = "/data/media/tv/The Harbour Line/Season 02";

    private readonly ChannelLab<JellyfinChannel> _lab = new();
    private SlowServer _jellyfin = null!;

    public async Task InitializeAsync() => _jellyfin = await FakeService.StartAsync<SlowServer>();

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _jellyfin.DisposeAsync();
    }

    [Fact]
    public async Task A_subtitle_of_a_series_that_has_another_title_there_is_found_by_the_id_of_the_series()
    {
        var report = await _lab.DeliverAsync(Settings(), Written("S02E01.de.srt"));

        report.ShouldHaveArrived();
        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Episode]);
    }

    [Fact]
    public async Task Another_subtitle_of_the_same_language_is_not_taken_for_the_one_that_was_written()
    {
        var report = await _lab.DeliverAsync(Settings(), Written("S02E01.de.sdh.srt"));

        report.Outcome.ShouldBeOfType<JobOutcome.Deferred>();
    }

    [Fact]
    public async Task A_movie_whose_file_took_the_place_of_one_with_another_name_is_told_by_its_path()
    {
        (await _lab.DeliverAsync(Settings(), Movie("/films/Salt (2010)/Salt.2160p.mkv"))).ShouldHaveArrived();

        _jellyfin.Told.ShouldHaveSingleItem().Json.GetProperty("Updates")[0].GetProperty("Path").GetString().ShouldBe("/films/Salt (2010)/Salt.2160p.mkv");
        _jellyfin.Refreshed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_movie_whose_file_kept_its_name_is_refreshed_although_no_mapping_reaches_it()
    {
        (await _lab.DeliverAsync(Settings(), Movie("/mnt/films/Salt (2010)/Salt.mkv"))).ShouldHaveArrived();

        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Movie]);
    }

    [Fact]
    public async Task A_movie_without_the_id_is_found_by_its_path()
    {
        var report = await _lab.DeliverAsync(
            Settings() with { PathMappings = [new PathMapping("/mnt/films", "/films")] }, Movie("/mnt/films/Salt (2010)/Salt.mkv") with { ImdbId = "tt0000001" });

        report.ShouldHaveArrived();
        _jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Movie]);
    }

    [Fact]
    public async Task A_series_that_is_gone_with_its_files_is_told_as_gone_and_one_that_left_them_is_not()
    {
        var removed = WebhookReceived.Example with { EventType = "SeriesDelete", Files = [], WithFiles = true };

        (await _lab.DeliverAsync(Settings(), removed)).ShouldHaveArrived();
        var kept = await _lab.DeliverAsync(Settings(), removed with { WithFiles = false });

        _jellyfin.Request.Body.ShouldBe("""{"Updates":[{"Path":"/data/media/tv/The Harbour Line","UpdateType":"Deleted"}]}""");
        kept.Outcome.ShouldBeOfType<JobOutcome.Skipped>();
    }

    [Fact]
    public async Task A_list_that_is_longer_than_any_should_be_is_not_taken_for_one_without_the_item()
    {
        _jellyfin.AnswerNext(200, $"[{new string(' ', 9 * 1024 * 1024)}]");

        (await _lab.DeliverAsync(Settings(), WebhookReceived.Example)).Outcome.ShouldBeOfType<JobOutcome.RetryLater>().Reason.ShouldContain("longer than any list");
    }

    [Fact]
    public async Task All_requests_of_an_attempt_share_the_time_it_is_given()
    {
        _jellyfin.Asked = () => _lab.Clock.Advance(TimeSpan.FromSeconds(6));

        var report = await _lab.DeliverAsync(Settings(), WebhookReceived.Example);

        report.Outcome.ShouldBeOfType<JobOutcome.RetryLater>();
        report.Detail.Failure.ShouldBe(FailureClass.TimeoutResponse);
        _jellyfin.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_takes_too_long_to_answer_a_question_was_reached_all_the_same()
    {
        _jellyfin.Asked = () => _lab.Clock.Advance(TimeSpan.FromSeconds(11));

        (await _lab.DeliverAsync(Settings(), WebhookReceived.Example)).Detail.Failure.ShouldBe(FailureClass.TimeoutResponse);
    }

    private static SubtitleDownloaded Written(string name) => ChannelLab<JellyfinChannel>.Downloaded("Die Hafenlinie") with
    {
        Written = new WrittenSubtitle($"{Season}/{name}", $"{Season}/S02E01.mkv", MediaType.Episode, 2, 1, 400123, null, null),
    };

    private static WebhookReceived Movie(string path) => WebhookReceived.Example with
    {
        Source = "radarr", Title = "Salt", TvdbId = null, TmdbId = null, ImdbId = "tt0944835", Year = 2010, Season = null, Episodes = [], FolderPath = null,
        Files = [new(null, null, null, null, []) { Path = path }],
    };

    private JellyfinSettings Settings() => new() { Url = _jellyfin.Url, ApiKey = FakeMediaBrowser.Key };

    private sealed class SlowServer : FakeMediaBrowser
    {
        public Action Asked { get; set; } = () => { };

        protected override ServiceAnswer Answer(SentRequest request)
        {
            Asked();
            return base.Answer(request);
        }
    }
}
