using System.Text;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Incoming;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Incoming;

public sealed class ArrReportTests
{
    [Fact]
    public void Import_names_series_episode_ids_file_and_what_it_replaced()
    {
        var report = ArrSamples.Report("Recorded/sonarr-Download-upgrade.json");

        report.Subject.ShouldBe(ArrSubject.Imported);
        report.Instance.ShouldBe("Sonarr");
        (report.MediaId, report.Title, report.Year, report.Folder).ShouldBe((42, "The Harbour Line", 2023, "/data/media/tv/The Harbour Line"));
        (report.TvdbId, report.TmdbId, report.ImdbId).ShouldBe((400123, 120345, "tt9900123"));
        report.Tags.ShouldBe(["subs-de", "weekly"]);
        report.Episodes.ShouldHaveSingleItem().ShouldBe(new ArrEpisode(901, 2, 1, "Low Tide") { AiredOn = new DateOnly(2025, 1, 5) });
        report.Release.ShouldBe("The.Harbour.Line.S02E01.1080p.AMZN.WEB-DL.DDP5.1.H.264-NTb");
        report.IsUpgrade.ShouldBeTrue();
        var file = report.Files.ShouldHaveSingleItem();
        (file.Id, file.Size, file.Quality, file.ReleaseGroup).ShouldBe((5502, 2147483648, "WEBDL-1080p", "NTb"));
        file.Path.ShouldBe("/data/media/tv/The Harbour Line/Season 02/The Harbour Line - S02E01 - Low Tide WEBDL-1080p.mkv");
        file.EmbeddedSubtitles.ShouldBe(["eng", "ger"]);
        report.Replaced.ShouldHaveSingleItem().Id.ShouldBe(5400);
        report.Summary.ShouldBe("Sonarr imported The Harbour Line S02E01");
    }

    [Theory]
    [InlineData("Recorded/sonarr-Test.json", ArrSubject.Test, "Test Title", 0)]
    [InlineData("Recorded/sonarr-Grab.json", ArrSubject.Grabbed, "The Harbour Line", 0)]
    [InlineData("Recorded/sonarr-Download-new.json", ArrSubject.Imported, "The Harbour Line", 1)]
    [InlineData("Recorded/sonarr-Download-import-complete.json", ArrSubject.ImportComplete, "The Harbour Line", 1)]
    [InlineData("Recorded/sonarr-Rename.json", ArrSubject.Renamed, "The Harbour Line", 1)]
    [InlineData("Recorded/sonarr-SeriesAdd.json", ArrSubject.Added, "The Harbour Line", 0)]
    [InlineData("Recorded/sonarr-SeriesDelete.json", ArrSubject.Removed, "The Harbour Line", 0)]
    [InlineData("Recorded/sonarr-EpisodeFileDelete-Manual.json", ArrSubject.FileDeleted, "The Harbour Line", 1)]
    [InlineData("Recorded/sonarr-Health.json", ArrSubject.Unhealthy, null, 0)]
    [InlineData("Recorded/sonarr-HealthRestored.json", ArrSubject.HealthRestored, null, 0)]
    [InlineData("Recorded/sonarr-ApplicationUpdate.json", ArrSubject.Updated, null, 0)]
    [InlineData("Recorded/sonarr-ManualInteractionRequired.json", ArrSubject.NeedsAttention, "The Harbour Line", 0)]
    [InlineData("Recorded/radarr-Test.json", ArrSubject.Test, "Test Title", 0)]
    [InlineData("Recorded/radarr-Grab.json", ArrSubject.Grabbed, "Foo Film", 0)]
    [InlineData("Recorded/radarr-Download-new.json", ArrSubject.Imported, "Foo Film", 1)]
    [InlineData("Recorded/radarr-Rename.json", ArrSubject.Renamed, "Foo Film", 1)]
    [InlineData("Recorded/radarr-MovieAdded.json", ArrSubject.Added, "Foo Film", 0)]
    [InlineData("Recorded/radarr-MovieDelete.json", ArrSubject.Removed, "Foo Film", 0)]
    [InlineData("Recorded/radarr-MovieFileDelete-Manual.json", ArrSubject.FileDeleted, "Foo Film", 1)]
    [InlineData("Recorded/radarr-Health.json", ArrSubject.Unhealthy, null, 0)]
    [InlineData("Recorded/radarr-HealthRestored.json", ArrSubject.HealthRestored, null, 0)]
    [InlineData("Recorded/radarr-ApplicationUpdate.json", ArrSubject.Updated, null, 0)]
    [InlineData("Recorded/radarr-ManualInteractionRequired.json", ArrSubject.NeedsAttention, "Foo Film", 0)]
    [InlineData("edge-unknown-event.json", ArrSubject.Unknown, "The Harbour Line", 0)]
    [InlineData("edge-manual-interaction-no-series.json", ArrSubject.NeedsAttention, null, 0)]
    [InlineData("edge-radarr-minimal-download.json", ArrSubject.Imported, "The Matrix", 0)]
    public void Every_event_is_understood(string sample, ArrSubject subject, string? title, int files)
    {
        var report = ArrSamples.Report(sample);

        (report.Subject, report.Title, report.Files.Count).ShouldBe((subject, title, files));
    }

    [Fact]
    public void Renamed_file_has_both_its_paths()
    {
        var file = ArrSamples.Report("Recorded/radarr-Rename.json").Files.ShouldHaveSingleItem();

        file.PreviousPath.ShouldBe("/data/media/movies/Foo Film (2020)/old.mkv");
        file.Path.ShouldBe("/data/media/movies/Foo Film (2020)/Foo Film (2020) Bluray-1080p.mkv");
    }

    [Fact]
    public void Deletes_say_why_and_what_goes_with_them()
    {
        ArrSamples.Report("Recorded/sonarr-EpisodeFileDelete-MissingFromDisk.json").DeleteReason.ShouldBe("missingFromDisk");
        ArrSamples.Report("Recorded/radarr-MovieDelete.json").WithFiles.ShouldBeTrue();
        ArrSamples.Report("Recorded/radarr-MovieDelete-nofile.json").WithFiles.ShouldBeFalse();
    }

    [Fact]
    public void Id_of_zero_is_none()
    {
        var report = ArrSamples.Report("Recorded/radarr-Test.json");

        report.TmdbId.ShouldBe(1234, "the movie's own is 0, the remote movie's counts");
        report.ImdbId.ShouldBe("5678");
        ArrSamples.Report("Recorded/sonarr-Test.json").TmdbId.ShouldBeNull();
    }

    [Fact]
    public void Pack_is_one_report_for_each_file_and_one_for_all()
    {
        var all = ArrSamples.Report("Recorded/sonarr-Download-import-complete.json");
        var one = Read("""{"eventType":"Download","instanceName":"Sonarr","episodeFile":{"id":5501},"isUpgrade":false}""");

        all.DedupKey!.ShouldStartWith("sonarr/Sonarr/Download/files=5501/new/");
        one.DedupKey!.ShouldStartWith("sonarr/Sonarr/Download/file=5501/new/");
    }

    [Theory]
    [InlineData("""{"eventType":"Download","episodeFiles":[{"id":3},{"id":1},{"id":2}],"downloadId":"X"}""", "sonarr//Download/files=1,2,3/new")]
    [InlineData("""{"eventType":"Download","episodeFiles":[],"downloadId":"X"}""", "sonarr//Download/download=X/new")]
    [InlineData("""{"eventType":"Download","episodeFile":{"id":1},"isUpgrade":true}""", "sonarr//Download/file=1/upgrade")]
    [InlineData("""{"eventType":"Grab","downloadId":"a/b","instanceName":"c/d"}""", "sonarr/c%2Fd/Grab/download=a%2Fb/new")]
    [InlineData("""{"eventType":"EpisodeFileDelete","episodeFile":{"id":1}}""", "sonarr//EpisodeFileDelete/file=1/new")]
    public void Repeats_are_recognised_by_their_ids(string body, string key)
    {
        Read(body).DedupKey!.ShouldStartWith(key + "/");
        Read(body).DedupKey.ShouldBe(Read(body).DedupKey);
    }

    [Theory]
    [InlineData("""{"eventType":"Download","series":{"title":"B","path":"/b"},"episodeFile":{"id":1,"path":"/b/x.mkv"}}""")]
    [InlineData("""{"eventType":"Download","series":{"title":"A","path":"/a","tvdbId":9},"episodeFile":{"id":1,"path":"/a/x.mkv"}}""")]
    [InlineData("""{"eventType":"Download","series":{"title":"A","path":"/a"},"episodeFile":{"id":1,"path":"/a/y.mkv"}}""")]
    [InlineData("""{"eventType":"Download","series":{"title":"A","path":"/a"},"episodeFile":{"id":1,"path":"/a/x.mkv"},"applicationUrl":"http://other"}""")]
    public void Same_file_id_of_another_thing_is_no_repeat(string other)
    {
        var first = Read("""{"eventType":"Download","series":{"title":"A","path":"/a"},"episodeFile":{"id":1,"path":"/a/x.mkv"}}""");

        Read(other).DedupKey.ShouldNotBe(first.DedupKey);
    }

    [Theory]
    [InlineData("""{"eventType":"Test","series":{"id":1}}""")]
    [InlineData("""{"eventType":"SeriesDelete","series":{"id":1}}""")]
    [InlineData("""{"eventType":"Grab","downloadId":""}""")]
    [InlineData("""{"eventType":"Rename","renamedEpisodeFiles":[{"id":1}]}""")]
    [InlineData("""{"eventType":"Download","episodeFile":{"id":"1"},"downloadId":"X"}""")]
    [InlineData("""{"eventType":"Download","episodeFile":"moved","downloadId":"X"}""")]
    [InlineData("""{"eventType":"Download","episodeFiles":[{"id":1},{}],"downloadId":"X"}""")]
    [InlineData("""{"eventType":"New","episodeFile":{"id":1}}""")]
    public void Without_ids_no_report_is_a_repeat(string body) => Read(body).DedupKey.ShouldBeNull();

    [Fact]
    public void Name_in_the_address_wins_over_that_in_the_body()
    {
        var body = Encoding.UTF8.GetBytes("""{"eventType":"Test","instanceName":"Sonarr"}""");

        ArrReportReader.Read(ArrSource.Sonarr, body, "anime").Instance.ShouldBe("anime");
    }

    [Theory]
    [InlineData(@"{""series"":{""title"":""a\ud83d""}}", "a\uFFFD")]
    [InlineData(@"{""series"":{""title"":""a\ud83dz""}}", "a\uFFFDz")]
    [InlineData(@"{""series"":{""title"":""\uDE00\ud83d\ude00""}}", "\uFFFD😀")]
    [InlineData(@"{""series"":{""title"":""\ud83d\ud83d\ude00""}}", "\uFFFD😀")]
    [InlineData(@"{""series"":{""title"":""\\ud83d""}}", @"\ud83d")]
    [InlineData(@"{""series"":{""title"":""\ud83d\n""}}", "\uFFFD\n")]
    [InlineData(@"{""\ud83d"":1,""series"":{""\udead"":1,""title"":""a"",""i\ud83d"":2}}", "a")]
    [InlineData(@"{""series"":{""title"":""a\u0000b""}}", "a\uFFFDb")]
    [InlineData(@"{""series"":{""title"":""one"",""title"":""two""}}", "two")]
    public void Text_that_is_none_is_mended(string body, string title) => Read(body).Title.ShouldBe(title);

    [Theory]
    [InlineData(@"""\ud83d")]
    [InlineData(@"{""a"":""\ud8")]
    [InlineData(@"{""a"":""\")]
    [InlineData("[]")]
    [InlineData("12")]
    [InlineData("{} {}")]
    public void What_is_no_object_is_refused(string body) => Should.Throw<JsonException>(() => Read(body));

    [Fact]
    public void Summary_stays_one_short_line()
    {
        var title = new string('x', 300) + "\n";
        var summary = Read($$"""{"eventType":"Down\nload\u2028","series":{"title":{{JsonSerializer.Serialize(title)}}},"episodes":[{},{}]}""").Summary;

        summary.ShouldStartWith("Sonarr reported Down load : xxx");
        summary.ShouldEndWith("x… SE and 1 more");
        summary.ShouldNotContain("\n");
        summary.Length.ShouldBeLessThan(500);
    }

    [Fact]
    public void Cut_line_ends_with_a_whole_character()
    {
        var line = ArrText.OneLine(string.Concat(Enumerable.Repeat("😀", 150)));

        line.Length.ShouldBeLessThanOrEqualTo(ArrText.LineLimit);
        line.EnumerateRunes().ShouldAllBe(rune => rune.Value != 0xFFFD);
    }

    [Fact]
    public void Shared_event_holds_no_whole_path()
    {
        foreach (var name in ArrSamples.Names)
        {
            var report = ArrSamples.Report(name);
            var published = WebhookReceivedHandler.EventOf(report);

            published.Title.ShouldBe(report.Title);
            EventEnvelope.Of(published, EventCause.None, DateTimeOffset.UnixEpoch).Shared().Data.ShouldNotContain("/data/");
        }
    }

    [Fact]
    public void Event_of_several_seasons_names_the_episodes_of_the_first()
    {
        var report = Read("""{"eventType":"Download","episodes":[{"seasonNumber":1,"episodeNumber":9},{"seasonNumber":1,"episodeNumber":10},{"seasonNumber":2,"episodeNumber":1}]}""");

        var published = WebhookReceivedHandler.EventOf(report);

        published.Season.ShouldBe(1);
        published.Episodes.ShouldBe([9, 10]);
        published.Seasons.Select(season => (season.Season, string.Join(',', season.Episodes))).ShouldBe([(1, "9,10"), (2, "1")]);
    }

    private static ArrReport Read(string body) => ArrReportReader.Read(ArrSource.Sonarr, Encoding.UTF8.GetBytes(body));
}
