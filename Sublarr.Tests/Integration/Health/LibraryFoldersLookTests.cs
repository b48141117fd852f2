using Sublarr.Domain.Health;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Health;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Health;

public sealed class LibraryFoldersLookTests : IAsyncLifetime
{
    private readonly TemporaryFolder _media = new();
    private string _shows = null!;
    private HealthLab _lab = null!;

    public async Task InitializeAsync()
    {
        _shows = Directory.CreateDirectory(Path.Combine(_media.Path, "shows")).FullName;
        _lab = await HealthLab.StartAsync(set: options => options.MediaPaths = [_shows]);
    }

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        _media.Dispose();
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_told_once_after_two_looks_and_once_more_when_it_is_back()
    {
        await _lab.CheckAsync();
        (await _lab.FoundAsync("library-folders")).ShouldBeEmpty();

        Directory.Delete(_shows);
        await _lab.CheckAsync();
        var since = _lab.Clock.GetUtcNow();
        (await _lab.NewsAsync("library_folders")).ShouldBeEmpty("its server may only have been restarted");
        await _lab.CheckAsync();
        await _lab.CheckAsync();

        var known = (await _lab.FoundAsync("library-folders")).ShouldHaveSingleItem();
        (known.Finding.Level, known.Finding.Message, known.Finding.Page).ShouldBe((HealthLevel.Error, $"The folder {_shows} of the library is not there.", "library/folders"));
        known.Since.ShouldBe(since, "it has been so since the first look that found it");
        var down = (await _lab.NewsAsync("library_folders")).ShouldHaveSingleItem();
        (down.Status, down.Before).ShouldBe(("error", "ok"));
        down.Message.ShouldStartWith("The folder \"shows\" of the library is not there.");
        down.Message.ShouldNotContain(_media.Path);

        Directory.CreateDirectory(_shows);
        await _lab.CheckAsync();
        await _lab.CheckAsync();

        (await _lab.FoundAsync("library-folders")).ShouldBeEmpty();
        var news = await _lab.NewsAsync("library_folders");
        news.Count.ShouldBe(2);
        news[1].ShouldBe(("ok", "error", "The folder \"shows\" of the library can be used again."));
    }

    [Fact]
    public async Task One_that_is_gone_for_one_look_is_no_news()
    {
        Directory.Delete(_shows);
        await _lab.CheckAsync();
        Directory.CreateDirectory(_shows);
        await _lab.CheckAsync();

        (await _lab.NewsAsync("library_folders")).ShouldBeEmpty();
    }

    [FactWithMounts]
    public async Task One_that_is_mounted_read_only_is_found_until_it_can_be_written()
    {
        using var disk = new SmallDisk(_shows);
        SmallDisk.Run("mount", "-o", "remount,ro", _shows).ShouldBe(0);
        await _lab.CheckAsync();

        (await _lab.FoundAsync("library-folders")).ShouldHaveSingleItem().Finding.Message.ShouldEndWith("cannot be written, so no subtitle can be placed there.");

        SmallDisk.Run("mount", "-o", "remount,rw", _shows).ShouldBe(0);
        await _lab.CheckAsync();

        (await _lab.FoundAsync("library-folders")).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(_shows).ShouldBeEmpty("a look writes nothing to a library");
    }

    [Fact]
    public async Task A_disk_that_hangs_does_not_hold_the_check()
    {
        using var back = new ManualResetEventSlim();
        var disk = _lab.Engine.Get<PatientDisk>();
        var hanging = Task.WhenAll(Enumerable.Range(0, PatientDisk.MostAsking).Select(_ => disk.AskAsync(() => (back.Wait(Eventually.Patience), true).Item2, CancellationToken.None)));

        await _lab.CheckPatientlyAsync();

        (await _lab.FoundAsync("library-folders")).ShouldHaveSingleItem().Finding.Message.ShouldEndWith("does not answer.");
        LibraryFoldersLook.Patience.ShouldBeLessThan(HealthLooks.Patience);

        back.Set();
        await Task.WhenAny(hanging);
        await Eventually.TrueAsync(
            async () =>
            {
                await _lab.CheckAsync();
                return (await _lab.FoundAsync("library-folders")).Count == 0;
            },
            () => "it is not found well again");
    }
}
