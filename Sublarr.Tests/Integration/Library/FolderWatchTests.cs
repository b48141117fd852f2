using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What is noticed of folders that change, by the system's own events. Time moves by hand, and only as far as a change has to settle.</summary>
public sealed class FolderWatchTests : IAsyncLifetime
{
    private readonly TemporaryFolder _parent = new();
    private readonly TemporaryFolder _elsewhere = new();
    private readonly ManualClock _clock = new();
    private Engine _engine = null!;

    private string Root => _parent.File("media");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Root);
        _engine = await Engine.StartAsync(Engine.WithoutSchedules, _clock, set: Set);
        await _engine.Get<FolderWatch>().RefreshAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _parent.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task A_folder_that_is_moved_in_is_found_with_what_is_in_it_and_the_rest_is_not_looked_through()
    {
        _parent.Put("media/Old (2019)/Old (2019).mkv");
        await NoticedAsync("Old");
        _elsewhere.Put("Foo (2020)/Foo (2020).mkv", "Foo (2020)/Foo (2020).en.srt");

        Directory.Move(_elsewhere.File("Foo (2020)"), Path.Combine(Root, "Foo (2020)"));

        await NoticedAsync("Foo", "Old");
        var job = (await _engine.JobsAsync()).Last(job => job.Kind == JobKinds.LibraryChanges);
        await _engine.UntilAsync(job.Id, JobState.Succeeded);
        (await _engine.AttemptsAsync(job.Id))[^1].ReadDetail()!.Parts!.ShouldHaveSingleItem().Text.ShouldBe(Path.Combine(Root, "Foo (2020)"));
    }

    [Fact]
    public async Task What_is_moved_out_is_gone_and_what_comes_beside_it_stays()
    {
        _parent.Put("media/Foo (2020)/Foo (2020).mkv", "media/Bar (2021)/Bar (2021).mkv");
        await NoticedAsync("Bar", "Foo");

        Directory.Move(Path.Combine(Root, "Foo (2020)"), _elsewhere.File("Foo (2020)"));

        await NoticedAsync("Bar");
    }

    [Fact]
    public async Task A_folder_that_was_made_anew_is_watched_again()
    {
        Directory.Move(Root, _elsewhere.File("media"));
        Directory.CreateDirectory(Root);
        await _engine.Get<FolderWatch>().RefreshAsync(CancellationToken.None);
        _engine.Get<IFolderWatch>().ProblemOf(Root).ShouldBeNull();

        _parent.Put("media/Foo (2020)/Foo (2020).mkv");

        await NoticedAsync("Foo");
    }

    [Fact]
    public async Task Of_a_folder_that_is_away_it_is_said_and_its_return_is_noticed()
    {
        Directory.Move(Root, _elsewhere.File("media"));
        await _engine.Get<FolderWatch>().RefreshAsync(CancellationToken.None);
        _engine.Get<IFolderWatch>().ProblemOf(Root)!.ShouldContain("not there now");
        _elsewhere.Put("media/Foo (2020)/Foo (2020).mkv");
        Directory.Move(_elsewhere.File("media"), Root);

        await _engine.Get<FolderWatch>().RefreshAsync(CancellationToken.None);

        await NoticedAsync("Foo");
        _engine.Get<IFolderWatch>().ProblemOf(Root).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_whole_look_leaves_out_is_left_out_here_too()
    {
        _elsewhere.Put("new/Kids (2020)/.nosubs", "new/Kids (2020)/inner/Kids (2020).mkv", "new/.hidden/Foo (2020)/Foo (2020).mkv", "linked/Linked (2021).mkv");
        foreach (var folder in new[] { "Kids (2020)", ".hidden" })
        {
            Directory.Move(_elsewhere.File($"new/{folder}"), Path.Combine(Root, folder));
        }

        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), _elsewhere.File("linked"));
        _parent.Put("media/Kids (2020)/inner/Kids (2020) 2.mkv", "media/.hidden/Foo (2020)/Foo (2020) 2.mkv", "media/Foo (2022)/Foo (2022).mkv");

        await NoticedAsync("Foo");

        await using var context = await _engine.ContextAsync();
        (await context.Videos.SingleAsync()).Path.ShouldBe(Path.Combine(Root, "Foo (2022)", "Foo (2022).mkv"));
    }

    [Fact]
    public async Task Switched_off_nothing_is_noticed()
    {
        await using (var context = await _engine.ContextAsync())
        {
            var settings = context.Add(new LibrarySettings()).Entity;
            settings.Watch(false);
            await context.SaveChangesAsync();
        }

        await _engine.Get<FolderWatch>().RefreshAsync(CancellationToken.None);
        _parent.Put("media/Foo (2020)/Foo (2020).mkv");
        var marker = new FolderChanges(_clock);
        using var other = new WatchedFolder(Root, marker);
        _parent.Put("media/Bar (2021)/Bar (2021).mkv");

        // What another one has noticed, this one would have noticed too.
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return marker.SettledRoots().Count > 0;
            },
            "nobody notices anything");
        _engine.Get<FolderChanges>().SettledRoots().ShouldBeEmpty();
    }

    private void Set(SublarrOptions options)
    {
        options.MediaPaths = [Root];
        options.FfprobePath = "";
    }

    private Task NoticedAsync(params string[] names) => Eventually.TrueAsync(
        async () =>
        {
            // In small steps: who waits for the disk does so by this clock.
            _clock.Advance(TimeSpan.FromSeconds(1));
            await using var context = await _engine.ContextAsync();
            return (await context.Titles.OrderBy(title => title.Name).Select(title => title.Name).ToListAsync()).SequenceEqual(names);
        },
        () => $"the library does not have {string.Join(", ", names)} alone");
}
