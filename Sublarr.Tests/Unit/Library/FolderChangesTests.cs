using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Library;

/// <summary>When something that changed is looked at, and where.</summary>
public sealed class FolderChangesTests
{
    private readonly ManualClock _clock = new();
    private readonly FolderChanges _changes;

    public FolderChangesTests() => _changes = new(_clock);

    [Fact]
    public void A_place_is_looked_at_once_nothing_changes_in_it_any_more()
    {
        _changes.Note("/media", "/media/One");
        _clock.Advance(FolderChanges.Settle / 2);
        _changes.Note("/media", "/media/One");
        _clock.Advance(FolderChanges.Settle / 2);
        _changes.SettledRoots().ShouldBeEmpty();
        _changes.Take("/media").ShouldBeEmpty();

        _clock.Advance(FolderChanges.Settle / 2);

        _changes.SettledRoots().ShouldBe(["/media"]);
        _changes.Take("/media").ShouldBe(["/media/One"]);
        _changes.Take("/media").ShouldBeEmpty();
        _changes.SettledRoots().ShouldBeEmpty();
    }

    [Fact]
    public void A_copy_that_takes_long_is_looked_at_meanwhile()
    {
        for (var passed = TimeSpan.Zero; passed <= FolderChanges.Longest; passed += FolderChanges.Settle / 2)
        {
            _changes.Note("/media", "/media/One");
            _clock.Advance(FolderChanges.Settle / 2);
        }

        _changes.Take("/media").ShouldBe(["/media/One"]);
    }

    [Fact]
    public void What_lies_in_another_place_is_looked_at_with_it()
    {
        foreach (var place in new[] { "/media/One/Season 1", "/media/One", "/media/One more", "/media/Two/Season 2", "/media/Two/Season 2/Subs" })
        {
            _changes.Note("/media", place);
        }

        _clock.Advance(FolderChanges.Settle);

        _changes.Take("/media").ShouldBe(["/media/One", "/media/One more", "/media/Two/Season 2"]);
    }

    [Fact]
    public void Of_very_many_places_all_of_the_folder_is_looked_through()
    {
        for (var index = 0; index < 1_000; index++)
        {
            _changes.Note("/media", $"/media/{index}");
        }

        _clock.Advance(FolderChanges.Settle);

        _changes.Take("/media").ShouldBe(["/media"]);
    }
}
