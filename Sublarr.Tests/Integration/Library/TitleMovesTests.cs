using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Sublarr.Domain.Arr;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>A title stays one, whatever its Sonarr calls itself and wherever its folder goes.</summary>
public sealed class TitleMovesTests : IAsyncLifetime
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
    public async Task The_name_of_an_instance_in_other_capitals_is_the_same_instance()
    {
        await KeepAsync("One/One - S01E01.mkv", Series("Main", 7), episode: 1);

        await KeepAsync("One/One - S01E02.mkv", Series("MAIN", 7) with { Folder = null }, episode: 2);
        var titles = await TitlesAsync();
        await _engine.Get<LibraryKeeper>().RemovedAsync(new RemovedFiles(Series("main", 7), [], IsWholeTitle: true, FilesStay: false), CancellationToken.None);

        titles.ShouldHaveSingleItem();
        (await TitlesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_stored_twice_for_the_capitals_of_an_instance_is_one_after_the_update()
    {
        await using var context = await _engine.ContextAsync();
        await context.GetService<IMigrator>().MigrateAsync("20261130060000_SubtitleHistory");
        await context.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO titles (id, kind, source, instance, source_id, name, sort_name, tvdb_id, folder, tags, added_at) VALUES
                (1, 'series', 'sonarr', 'Main', 7, 'One', 'one', 400, '/tv/One', '[]', 0), (2, 'series', 'sonarr', 'MAIN', 7, 'One', 'one', NULL, '/tv/One', '[]', 0),
                (3, 'series', 'sonarr', 'main', 8, 'Two', 'two', 500, '/tv/Two', '[]', 0), (4, 'series', 'sonarr', 'MAIN', 8, 'Other', 'other', 501, '/tv/Other', '[]', 0);
            INSERT INTO videos (title_id, path, episodes, size, changed_at, sidecar_mark, added_at) VALUES
                (1, '/tv/One/1.mkv', '', 0, 0, 0, 0), (2, '/tv/One/2.mkv', '', 0, 0, 0, 0), (4, '/tv/Other/1.mkv', '', 0, 0, 0, 0);
            INSERT INTO language_profile_assignments (scope, key, profile_id) VALUES ('title', '2', 1);
            """);

        await context.Database.MigrateAsync();

        (await TitlesAsync()).Select(title => (title.Id, title.Instance, title.SourceId)).ShouldBe([(1L, "Main", (int?)7), (3L, "main", 8), (4L, "MAIN", null)]);
        (await context.Videos.OrderBy(video => video.Path).Select(video => video.TitleId).ToListAsync()).ShouldBe([1, 1, 4]);
        (await context.ProfileAssignments.SingleAsync(row => row.Scope == ProfileScope.Title)).Key.ShouldBe("1");
    }

    [Fact]
    public async Task A_Sonarr_that_calls_itself_otherwise_by_now_has_the_titles_it_had()
    {
        await KeepAsync("One/One - S01E01.mkv", Series("Old", 7), episode: 1);

        await KeepAsync("One/One - S01E02.mkv", Series("New", 7), episode: 2);

        (await TitlesAsync()).ShouldHaveSingleItem().Instance.ShouldBe("New");
    }

    [Fact]
    public async Task What_a_Sonarr_has_that_is_asked_is_not_taken_by_another()
    {
        await using (var context = await _engine.ContextAsync())
        {
            var instance = new ArrInstance(ArrSource.Sonarr, DateTimeOffset.UnixEpoch);
            instance.Edit("OLD", "http://sonarr:8989", "key", isEnabled: true);
            context.Add(instance);
            await context.SaveChangesAsync();
        }

        await KeepAsync("One/One - S01E01.mkv", Series("Old", 7), episode: 1);

        await KeepAsync("One/One - S01E02.mkv", Series("New", 7), episode: 2);

        (await TitlesAsync()).Select(title => title.Instance).ShouldBe(["Old", "New"]);
    }

    [Fact]
    public async Task A_series_that_was_moved_to_another_folder_is_one_with_what_was_found_there()
    {
        await KeepAsync("One/One - S01E01.mkv", Series("Main", 7), episode: 1);
        _media.Put("Elsewhere/One/One - S01E01.mkv", "Elsewhere/One/One - S01E02.mkv", "Elsewhere/One/One - S01E03.mkv");
        await _engine.Get<LibraryScan>().RunAsync(new ScanTurn(_media.File("Elsewhere")), CancellationToken.None);
        var found = (await TitlesAsync()).Single(title => title.Source == "folder");
        await AssignAsync(found.Id);

        await KeepAsync("Elsewhere/One/One - S01E03.mkv", Series("Main", 7) with { Folder = _media.File("Elsewhere/One") }, episode: 3);

        var title = (await TitlesAsync()).ShouldHaveSingleItem();
        (title.Source, title.SourceId, title.Folder).ShouldBe(("sonarr", 7, _media.File("Elsewhere/One")));
        await using var context = await _engine.ContextAsync();
        (await context.Videos.Where(video => video.TitleId == title.Id).Select(video => video.Path).Order().ToListAsync()).ShouldBe(
            [_media.File("Elsewhere/One/One - S01E01.mkv"), _media.File("Elsewhere/One/One - S01E02.mkv"), _media.File("Elsewhere/One/One - S01E03.mkv"), _media.File("One/One - S01E01.mkv")]);
        (await context.ProfileAssignments.SingleAsync(row => row.Scope == ProfileScope.Title)).Key.ShouldBe($"{title.Id}");
    }

    private KnownTitle Series(string instance, int id) => new("sonarr", instance, id, "One") { Folder = _media.File("One"), TvdbId = 400 };

    private async Task AssignAsync(long title)
    {
        await using var context = await _engine.ContextAsync();
        context.Add(new ProfileAssignment(ProfileScope.Title, $"{title}", LanguageProfile.FirstId));
        await context.SaveChangesAsync();
    }

    private Task KeepAsync(string path, KnownTitle title, int episode)
    {
        var video = new VideoFile(_media.File(path), 1, DateTimeOffset.UnixEpoch, Probe: null);
        return _engine.Get<LibraryKeeper>().SeenAsync(new SeenFile(title, 70 + episode, 1, [episode], video, [], []), CancellationToken.None);
    }

    private async Task<List<TitleRow>> TitlesAsync()
    {
        await using var context = await _engine.ContextAsync();
        return await context.Titles.AsNoTracking().OrderBy(title => title.Id).ToListAsync();
    }
}
