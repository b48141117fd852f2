using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What becomes of the subtitles of a video that Sonarr or Radarr gives a new name.</summary>
public sealed class RenameTests : IAsyncLifetime
{
    private readonly TemporaryFolder _media = new();
    private Engine _engine = null!;

    private KnownTitle Series => new("sonarr", "Main", 7, "One") { Folder = _media.File("One") };

    public async Task InitializeAsync() => _engine = await Engine.StartAsync();

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _media.Dispose();
    }

    [Fact]
    public async Task A_subtitle_that_moved_with_its_video_stays_Sublarrs_own()
    {
        var before = await DownloadedAsync("One/One - S01E01.mkv", "One - S01E01.en.srt");
        Move("One/One - S01E01.mkv", "One/Better name.mkv");
        Move("One/One - S01E01.en.srt", "One/Better name.en.srt");

        await RenameAsync(_media.File("One/One - S01E01.mkv"), _media.File("One/Better name.mkv"));

        var after = (await SubtitlesAsync()).ShouldHaveSingleItem();
        (after.Id, after.Name, after.Origin).ShouldBe((before.Id, "Better name.en.srt", SubtitleOrigin.Downloaded));
        await using var context = await _engine.ContextAsync();
        var video = await context.Videos.SingleAsync();
        (video.Path, video.Season, video.Episodes, video.SidecarMark != 0).ShouldBe((_media.File("One/Better name.mkv"), 1, "1", true));
    }

    [Fact]
    public async Task A_subtitle_that_was_left_behind_is_none_of_the_video_any_more_and_is_wanted_again()
    {
        await DownloadedAsync("One/One - S01E01.mkv", "One - S01E01.en.srt");
        Move("One/One - S01E01.mkv", "One/Better name.mkv");

        await RenameAsync(_media.File("One/One - S01E01.mkv"), _media.File("One/Better name.mkv"));

        (await SubtitlesAsync()).ShouldBeEmpty();
        await Eventually.TrueAsync(async () => await WantedCountAsync() == 1, () => "nobody noticed that the video lacks a subtitle now");
    }

    [Fact]
    public async Task A_video_that_was_not_known_by_its_name_before_is_stored_as_a_scan_would()
    {
        _media.Put("One/Season 02/One - S02E05.mkv", "One/Season 02/One - S02E05.de.srt");

        var job = await RenameAsync(_media.File("One/old.mkv"), _media.File("One/Season 02/One - S02E05.mkv"));

        await using var context = await _engine.ContextAsync();
        var video = await context.Videos.SingleAsync();
        (video.Path, video.Season, video.Episodes).ShouldBe((_media.File("One/Season 02/One - S02E05.mkv"), 2, "5"));
        (await context.Titles.SingleAsync()).SourceId.ShouldBe(7);
        (await SubtitlesAsync()).ShouldHaveSingleItem().Language.ShouldBe("de");
        (await _engine.AttemptsAsync(job))[^1].ReadDetail()!.Note!.ShouldContain("Beside it: German");
    }

    [Fact]
    public async Task A_rename_that_is_told_twice_changes_nothing_the_second_time()
    {
        var before = await DownloadedAsync("One/One - S01E01.mkv", "One - S01E01.en.srt");
        Move("One/One - S01E01.mkv", "One/Better name.mkv");
        Move("One/One - S01E01.en.srt", "One/Better name.en.srt");

        await RenameAsync(_media.File("One/One - S01E01.mkv"), _media.File("One/Better name.mkv"));
        await RenameAsync(_media.File("One/One - S01E01.mkv"), _media.File("One/Better name.mkv"));

        var after = (await SubtitlesAsync()).ShouldHaveSingleItem();
        (after.Id, after.Origin).ShouldBe((before.Id, SubtitleOrigin.Downloaded));
        await using var context = await _engine.ContextAsync();
        (await context.Videos.SingleAsync()).Season.ShouldBe(1);
    }

    private async Task<SubtitleRow> DownloadedAsync(string video, string subtitle)
    {
        _media.Put(video, $"One/{subtitle}");
        var file = new VideoFile(_media.File(video), 0, DateTimeOffset.UnixEpoch, Probe: null);
        await _engine.Get<LibraryKeeper>().SeenAsync(new SeenFile(Series, 71, 1, [1], file, [], []), CancellationToken.None);
        await _engine.Get<PlacedSidecars>().KeepAsync(_media.File(video), subtitle, SubtitleOrigin.Downloaded, CancellationToken.None);
        return (await SubtitlesAsync()).ShouldHaveSingleItem();
    }

    private void Move(string from, string to) => File.Move(_media.File(from), _media.File(to));

    private async Task<long> RenameAsync(string from, string to)
    {
        var id = await _engine.EnqueueAsync(new NewJob(JobKinds.RenameFiles, "Rename", JobPriority.High) { Payload = LibraryOrder.Write(new RenameOrder(Series, [new(from, to)])) });
        await _engine.UntilAsync(id, JobState.Succeeded);
        return id;
    }

    private async Task<List<SubtitleRow>> SubtitlesAsync()
    {
        await using var context = await _engine.ContextAsync();
        return await context.Subtitles.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    private async Task<int> WantedCountAsync()
    {
        await using var context = await _engine.ContextAsync();
        return await context.Wanted.CountAsync();
    }
}
