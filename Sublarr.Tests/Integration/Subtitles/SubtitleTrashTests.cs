using Sublarr.Domain.Subtitles;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Subtitles;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Subtitles;

public sealed class SubtitleTrashTests : IDisposable
{
    private readonly TemporaryFolder _config = new();
    private readonly ManualClock _clock = new();
    private readonly SubtitleTrash _trash;

    public SubtitleTrashTests() => _trash = new SubtitleTrash(new SublarrOptions { ConfigDirectory = _config.Path }, _clock);

    public void Dispose() => _config.Dispose();

    [Fact]
    public void What_is_kept_says_where_it_came_from_and_is_private()
    {
        var id = _trash.Keep("/media/Foo/Foo.en.srt", "text"u8, "Foo.en.srt took its place.");

        _trash.List().ShouldBe([new TrashedSubtitle(id, "/media/Foo/Foo.en.srt", _clock.GetUtcNow(), 4, "Foo.en.srt took its place.")]);
        _trash.Content(_trash.Find(id)!).ShouldBe("text"u8.ToArray());
        Directory.EnumerateFiles(_config.Path, "*", SearchOption.AllDirectories).ShouldAllBe(path => File.GetUnixFileMode(path) == PrivateFiles.FileMode);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../keys")]
    [InlineData("")]
    [InlineData("/etc")]
    public void An_id_leads_nowhere_but_into_the_trash(string id)
    {
        File.WriteAllText(_config.File("origin.json"), "{}");

        _trash.Find(id).ShouldBeNull();
        _trash.Drop(id);
        File.Exists(_config.File("origin.json")).ShouldBeTrue();
    }

    [Fact]
    public void What_is_old_and_what_is_too_much_is_removed_the_oldest_first()
    {
        var settings = new PlacingSettings();
        settings.Keep(trashDays: 10, trashMegabytes: 1);
        var old = _trash.Keep("/media/old.srt", "text"u8, "Replaced.");
        _clock.Advance(TimeSpan.FromDays(11));
        _trash.Keep("/media/second.srt", new byte[600_000], "Replaced.");
        _clock.Advance(TimeSpan.FromMinutes(1));
        var newest = _trash.Keep("/media/third.srt", new byte[600_000], "Replaced.");
        Directory.CreateDirectory(Path.Combine(_config.Path, "trash", "somebody-elses"));

        var removed = _trash.Clean(settings, _clock.GetUtcNow());

        removed.ShouldBe(2);
        _trash.List().Select(trashed => trashed.Id).ShouldBe([newest]);
        _trash.Find(old).ShouldBeNull();
        Directory.Exists(Path.Combine(_config.Path, "trash", "somebody-elses")).ShouldBeTrue();
    }
}
