using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What a look through a folder of real files finds, and what it keeps.</summary>
public sealed class LibraryScanTests : IAsyncLifetime
{
    private readonly TemporaryFolder _media = new();
    private Engine _engine = null!;

    public async Task InitializeAsync() => _engine = await Engine.StartAsync();

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _media.Dispose();
    }

    [Fact]
    public async Task Titles_videos_and_subtitles_are_found_by_names_of_folders_and_files()
    {
        _media.Put("Harbour Line (2019)/Season 02/Harbour Line - S02E03.mkv", "Harbour Line (2019)/Season 02/Harbour Line - S02E03.de.forced.srt");
        _media.Put("Foo Film (2020)/Foo Film (2020).mkv", "Foo Film (2020)/Foo Film (2020).en.srt", "Foo Film (2020)/poster.jpg", "Foo Film (2020)/Foo Film (2020)-trailer.mkv");

        var scanned = await ScanAsync();

        (scanned.Files, scanned.Added, scanned.Changed, scanned.Removed).ShouldBe((2, 2, 0, 0));
        await using var context = await _engine.ContextAsync();
        (await context.Titles.OrderBy(title => title.SortName).Select(title => new { title.Kind, title.Name, title.Year, title.Source }).ToListAsync())
            .ShouldBe([new { Kind = TitleKind.Movie, Name = "Foo Film", Year = (int?)2020, Source = "folder" }, new { Kind = TitleKind.Series, Name = "Harbour Line", Year = (int?)2019, Source = "folder" }]);
        var episode = await context.Videos.SingleAsync(video => video.Season == 2);
        (episode.Episodes, episode.Path).ShouldBe(("3", _media.File("Harbour Line (2019)/Season 02/Harbour Line - S02E03.mkv")));
        (await context.Subtitles.OrderBy(subtitle => subtitle.Language).Select(subtitle => new { subtitle.Language, subtitle.IsForced, subtitle.Format, subtitle.Origin }).ToListAsync())
            .ShouldBe([new { Language = (string?)"de", IsForced = true, Format = (string?)"srt", Origin = SubtitleOrigin.Found }, new { Language = (string?)"en", IsForced = false, Format = (string?)"srt", Origin = SubtitleOrigin.Found }]);
    }

    [Fact]
    public async Task A_second_look_finds_only_what_came_changed_and_went()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv", "Bar (2021)/Bar (2021).mkv", "Qux (2022)/Qux (2022).mkv", "Zip (2023)/Zip (2023).mkv");
        await ScanAsync();
        var again = await ScanAsync();
        (again.Folders, again.Files, again.Added, again.Changed, again.Removed).ShouldBe((5, 4, 0, 0, 0));
        _media.Put("New (2024)/New (2024).mkv", "Foo (2020)/Foo (2020).en.srt");
        await File.WriteAllTextAsync(_media.File("Bar (2021)/Bar (2021).mkv"), "longer now");
        Directory.Delete(_media.File("Qux (2022)"), recursive: true);

        var scanned = await ScanAsync();

        (scanned.Files, scanned.Added, scanned.Changed, scanned.Removed).ShouldBe((4, 1, 2, 1));
        await using var context = await _engine.ContextAsync();
        (await context.Titles.OrderBy(title => title.SortName).Select(title => title.Name).ToListAsync()).ShouldBe(["Bar", "Foo", "New", "Zip"]);
        (await context.Subtitles.SingleAsync()).Name.ShouldBe("Foo (2020).en.srt");
    }

    [Fact]
    public async Task A_folder_that_is_empty_of_a_sudden_takes_nothing_from_the_library()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv", "Bar (2021)/Bar (2021).mkv");
        await ScanAsync();
        Directory.Delete(_media.File("Foo (2020)"), recursive: true);
        Directory.Delete(_media.File("Bar (2021)"), recursive: true);

        var scanned = await ScanAsync();

        (scanned.Removed, scanned.KeptUnseen).ShouldBe((0, 2));
        ScanSentences.Of(_media.Path, scanned).Note!.ShouldContain("Is its disk mounted?");
        await using var context = await _engine.ContextAsync();
        (await context.Videos.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_with_a_marker_and_links_to_folders_are_left_out()
    {
        _media.Put("Foo (2020)/Foo (2020).mkv", "Kids/.nosubs", "Kids/Bar (2021)/Bar (2021).mkv", "@eaDir/Foo.mkv", "Foo (2020)/Extras/More.mkv");
        Directory.CreateSymbolicLink(_media.File("circle"), _media.Path);
        File.CreateSymbolicLink(_media.File("Linked (2022).mkv"), _media.File("Foo (2020)/Foo (2020).mkv"));
        File.CreateSymbolicLink(_media.File("Broken (2022).mkv"), _media.File("nowhere.mkv"));

        var scanned = await ScanAsync();

        await using var context = await _engine.ContextAsync();
        (await context.Videos.OrderBy(video => video.Path).Select(video => video.Path).ToListAsync()).ShouldBe([_media.File("Foo (2020)/Foo (2020).mkv"), _media.File("Linked (2022).mkv")]);
        scanned.Closed.ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_none_that_may_not_be_read()
    {
        var walk = new FolderWalk(_media.File("gone"));

        walk.Next(10).ShouldNotBeNull().ShouldBeEmpty();

        walk.Next(10).ShouldBeNull();
        walk.Closed.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Sonarr_said_of_a_video_stands_against_the_names_of_folders()
    {
        _media.Put("Harbour Line/Season 02/odd name.mkv");
        var path = _media.File("Harbour Line/Season 02/odd name.mkv");
        await KeepAsync(path, new KnownTitle("sonarr", "Main", 7, "The Harbour Line") { Year = 2019, Folder = _media.File("Harbour Line") }, season: 2, episode: 5);
        await File.WriteAllTextAsync(path, "changed since");
        _media.Put("Harbour Line/Season 02/Harbour Line - S02E06.mkv");

        var scanned = await ScanAsync();

        (scanned.Added, scanned.Changed).ShouldBe((1, 1));
        await using var context = await _engine.ContextAsync();
        var title = await context.Titles.SingleAsync();
        (title.Name, title.Source, title.SourceId).ShouldBe(("The Harbour Line", "sonarr", 7));
        (await context.Videos.OrderBy(video => video.Episode).Select(video => new { video.TitleId, video.Season, video.Episode }).ToListAsync())
            .ShouldBe([new { TitleId = title.Id, Season = (int?)2, Episode = (int?)5 }, new { TitleId = title.Id, Season = (int?)2, Episode = (int?)6 }]);
    }

    [Fact]
    public async Task A_folder_becomes_the_series_of_the_Sonarr_that_reports_it_and_a_folder_again_when_that_lets_it_go()
    {
        _media.Put("Harbour Line/Harbour Line - S01E01.mkv");
        await ScanAsync();
        var title = new KnownTitle("sonarr", "Main", 7, "The Harbour Line") { Folder = _media.File("Harbour Line") };

        await KeepAsync(_media.File("Harbour Line/Harbour Line - S01E01.mkv"), title, season: 1, episode: 1);

        (await TitlesAsync()).ShouldBe(["sonarr The Harbour Line"]);
        await _engine.Get<LibraryKeeper>().RemovedAsync(new RemovedFiles(title, [], IsWholeTitle: true, FilesStay: true), CancellationToken.None);
        (await TitlesAsync()).ShouldBe(["folder The Harbour Line"]);
        await KeepAsync(_media.File("Harbour Line/Harbour Line - S01E01.mkv"), title, season: 1, episode: 1);
        await _engine.Get<LibraryKeeper>().RemovedAsync(new RemovedFiles(title, [], IsWholeTitle: true, FilesStay: false), CancellationToken.None);
        (await TitlesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_id_at_another_instance_is_another_title()
    {
        _media.Put("One/One - S01E01.mkv", "Two/Two - S01E01.mkv");
        await KeepAsync(_media.File("One/One - S01E01.mkv"), new KnownTitle("sonarr", "Main", 7, "One") { Folder = _media.File("One") }, season: 1, episode: 1);
        await KeepAsync(_media.File("Two/Two - S01E01.mkv"), new KnownTitle("sonarr", "Anime", 7, "Two") { Folder = _media.File("Two") }, season: 1, episode: 1);

        (await TitlesAsync()).ShouldBe(["sonarr One", "sonarr Two"]);
    }

    [Fact]
    public async Task A_video_that_is_renamed_or_replaced_leaves_nothing_behind()
    {
        _media.Put("One/a.mkv", "One/b.mkv");
        var title = new KnownTitle("sonarr", "Main", 7, "One") { Folder = _media.File("One") };
        await KeepAsync(_media.File("One/a.mkv"), title, season: 1, episode: 1);

        await _engine.Get<LibraryKeeper>().RenamedAsync(new RenamedFiles(title, [new(_media.File("One/a.mkv"), _media.File("One/b.mkv"))]), CancellationToken.None);
        await KeepAsync(_media.File("One/c.mkv"), title, season: 1, episode: 1, replaced: _media.File("One/b.mkv"));

        await using var context = await _engine.ContextAsync();
        (await context.Videos.SingleAsync()).Path.ShouldBe(_media.File("One/c.mkv"));
    }

    [Fact]
    public async Task A_look_at_one_place_leaves_the_rest_as_it_is()
    {
        _media.Put("One/One - S01E01.mkv", "Two/Two - S01E01.mkv", "Three/Three - S01E01.mkv");
        await ScanAsync();
        _media.Put("One/One - S01E02.mkv", "Two/Two - S01E02.mkv");
        Directory.Delete(_media.File("Three"), recursive: true);

        var one = await ScanAsync("One");
        var three = await ScanAsync("Three");

        (one.Files, one.Added, one.Changed, one.Removed).ShouldBe((2, 1, 0, 0));
        (three.Files, three.Removed, three.KeptUnseen).ShouldBe((0, 1, 0));
        (await TitlesAsync()).ShouldBe(["folder One", "folder Two"]);
    }

    [Fact]
    public async Task What_is_gone_with_all_that_was_beside_it_may_only_be_away()
    {
        _media.Put("One/One - S01E01.mkv");
        await ScanAsync();
        Directory.Delete(_media.File("One"), recursive: true);

        var scanned = await ScanAsync("One");

        (scanned.Removed, scanned.KeptUnseen).ShouldBe((0, 1));
        (await TitlesAsync()).ShouldBe(["folder One"]);
    }

    [Fact]
    public async Task A_number_through_all_seasons_is_the_episode_that_the_numbers_of_the_series_say()
    {
        _media.Put("Iron Petal/[Grp] Iron Petal - 13 [1080p].mkv");
        await ScanAsync();
        await using (var context = await _engine.ContextAsync())
        {
            (await context.Videos.SingleAsync()).Absolute.ShouldBe(13);
            context.Add(EpisodeNumberRow.Of((await context.Titles.SingleAsync()).Id, new EpisodeNumber(2, 1, 13)));
            context.Add(EpisodeNumberRow.Of((await context.Titles.SingleAsync()).Id, new EpisodeNumber(2, 2, 14)));
            await context.SaveChangesAsync();
            await _engine.Get<INumberedEpisodes>().ApplyAsync((await context.Titles.SingleAsync()).Id, CancellationToken.None);
        }

        _media.Put("Iron Petal/[Grp] Iron Petal - 14 [1080p].mkv", "Iron Petal/[Grp] Iron Petal - 15 [1080p].mkv");
        await ScanAsync();

        await using var after = await _engine.ContextAsync();
        (await after.Videos.OrderBy(video => video.Absolute).Select(video => new { video.Absolute, video.Season, video.Episodes }).ToListAsync()).ShouldBe(
            [
                new { Absolute = (int?)13, Season = (int?)2, Episodes = "1" }, new { Absolute = (int?)14, Season = (int?)2, Episodes = "2" },
                new { Absolute = (int?)15, Season = (int?)null, Episodes = "" },
            ]);
    }

    [Fact]
    public async Task Episodes_stand_until_others_are_told()
    {
        _media.Put("One/a.mkv");
        var (path, title) = (_media.File("One/a.mkv"), new KnownTitle("sonarr", "Main", 7, "One") { Folder = _media.File("One") });
        await KeepAsync(path, title, season: 2, episode: 5);

        await _engine.Get<LibraryKeeper>().SeenAsync(new SeenFile(title, 75, null, [], new VideoFile(path, 1, DateTimeOffset.UnixEpoch, Probe: null), [], []), CancellationToken.None);

        await using var context = await _engine.ContextAsync();
        var video = await context.Videos.SingleAsync();
        (video.Season, video.Episodes, video.Episode).ShouldBe((2, "5", 5));
    }

    [Fact]
    public async Task Tags_stand_until_others_are_told()
    {
        _media.Put("One/a.mkv");
        var title = new KnownTitle("sonarr", "Main", 7, "One") { Folder = _media.File("One"), Tags = ["anime", "kids"] };

        await KeepAsync(_media.File("One/a.mkv"), title, season: 1, episode: 1);
        await KeepAsync(_media.File("One/a.mkv"), title with { Tags = null }, season: 1, episode: 1);

        (await SubjectAsync()).Tags.ShouldBe(["anime", "kids"]);
        await KeepAsync(_media.File("One/a.mkv"), title with { Tags = [] }, season: 1, episode: 1);
        (await SubjectAsync()).Tags.ShouldBeEmpty();
    }

    private async Task<Domain.Languages.ProfileSubject> SubjectAsync()
    {
        await using var context = await _engine.ContextAsync();
        return (await context.Titles.SingleAsync()).Subject();
    }

    private Task KeepAsync(string path, KnownTitle title, int season, int episode, params string[] replaced)
    {
        var video = new VideoFile(path, 1, DateTimeOffset.UnixEpoch, Probe: null);
        return _engine.Get<LibraryKeeper>().SeenAsync(new SeenFile(title, 70 + episode, season, [episode], video, [], replaced), CancellationToken.None);
    }

    private async Task<List<string>> TitlesAsync()
    {
        await using var context = await _engine.ContextAsync();
        return await context.Titles.OrderBy(title => title.Id).Select(title => title.Source + " " + title.Name).ToListAsync();
    }

    private async Task<ScannedLibrary> ScanAsync(string place) =>
        (await _engine.Get<LibraryScan>().RunAsync(new ScanTurn(_media.Path) { From = _media.File(place) }, CancellationToken.None)).ShouldNotBeNull();

    private async Task<ScannedLibrary> ScanAsync() =>
        (await _engine.Get<LibraryScan>().RunAsync(new ScanTurn(_media.Path), CancellationToken.None)).ShouldNotBeNull();
}
