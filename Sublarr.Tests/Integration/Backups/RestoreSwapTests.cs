using Microsoft.Extensions.Logging.Abstractions;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Backups;

/// <summary>What a start does that finds something to be restored, killed before each of its steps.</summary>
public sealed class RestoreSwapTests
{
    private static readonly string[] Before =
        ["sublarr.db: old", "sublarr.db-wal: old", "sublarr.db-shm: old", "keys/key-old.xml: old", "hooks/old.sh: old", "hooks/.revisions/old: old", "api_key: old", "logs/one.log: log", "hooks/link: old"];

    private static readonly string[] Restored = ["sublarr.db: new", "keys/key-new.xml: new", "hooks/new.sh: new", "api_key: new", "logs/one.log: log", "hooks/link: new"];

    [Fact]
    public void A_restore_that_is_killed_before_any_step_is_finished_by_the_next_start()
    {
        var steps = 0;
        for (var killed = 1; ; killed++, steps++)
        {
            using var folder = new TemporaryFolder();
            var options = Prepare(folder);
            var wasKilled = IsKilled(options, killed);

            Start(options).Outcome.ShouldNotBeNull().Problem.ShouldBeNull();

            ContentOf(folder).ShouldBe(Restored, ignoreOrder: true, $"killed before step {killed}");
            Start(options, isUp: true);
            Directory.GetDirectories(folder.Path, "restore*").ShouldBeEmpty();
            ContentOf(folder).ShouldBe(Restored, ignoreOrder: true);
            if (!wasKilled)
            {
                break;
            }
        }

        steps.ShouldBeGreaterThan(14);
    }

    [Fact]
    public void One_on_which_Sublarr_does_not_come_up_is_taken_back_also_when_that_is_killed_before_any_step()
    {
        var steps = 0;
        for (var killed = 1; ; killed++, steps++)
        {
            using var folder = new TemporaryFolder();
            var options = Prepare(folder);
            Start(options).Refuse("It is damaged.").ShouldBeTrue();
            folder.Put("sublarr.db-wal");
            var wasKilled = IsKilled(options, killed);

            // What was being removed when it died has been taken back already, and is told of no more.
            var outcome = Start(options).Outcome;
            (outcome is null || outcome.Problem == "It is damaged.").ShouldBeTrue();

            ContentOf(folder).ShouldBe(Before, ignoreOrder: true, $"killed before step {killed}");
            Directory.Exists(folder.File("restore")).ShouldBeFalse();
            if (!wasKilled)
            {
                break;
            }
        }

        steps.ShouldBeGreaterThan(14);
    }

    [Fact]
    public void One_on_which_Sublarr_dies_three_times_is_taken_back()
    {
        using var folder = new TemporaryFolder();
        var options = Prepare(folder);

        for (var start = 1; start <= 3; start++)
        {
            Start(options).Outcome!.Problem.ShouldBeNull();
            ContentOf(folder).ShouldContain("sublarr.db: new");
        }

        Start(options).Outcome!.Problem.ShouldNotBeNull().ShouldContain("three times");
        ContentOf(folder).ShouldBe(Before, ignoreOrder: true);
    }

    [Fact]
    public void Without_a_mark_nothing_is_changed_and_what_was_unpacked_is_removed()
    {
        using var folder = new TemporaryFolder();
        var options = Prepare(folder);
        File.Delete(folder.File("restore/mark.json"));

        Start(options).Outcome.ShouldBeNull();

        ContentOf(folder).ShouldBe(Before, ignoreOrder: true);
        Directory.Exists(folder.File("restore")).ShouldBeFalse();
    }

    [FactWithMounts]
    public void A_folder_that_cannot_be_moved_keeps_all_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var options = Prepare(folder);
        Directory.CreateDirectory(folder.File("sample-library"));
        using var disk = new SmallDisk(folder.File("sample-library"));
        disk.Fill();

        Start(options).Outcome!.Problem.ShouldNotBeNull().ShouldStartWith("Nothing was changed");

        disk.MakeRoom();
        ContentOf(folder).ShouldBe(Before, ignoreOrder: true);
    }

    [FactWithMounts]
    public void A_folder_of_another_user_keeps_no_start_from_going_on_and_what_no_backup_holds_is_not_lost()
    {
        using var folder = new TemporaryFolder();
        var options = Prepare(folder);
        folder.Put("hooks/foreign/theirs.sh", "hooks/theirs.sh");
        new RestoreMark { Name = "a backup", Kept = ["hooks/foreign", "hooks/link", "hooks/theirs.sh"], By = Actor.Sublarr }.Write(options);
        AsNobody.Give(folder.Path);
        LeftOutTests.Take(folder.File("hooks/foreign"));
        SmallDisk.Run("chown", "0:0", folder.File("hooks/theirs.sh")).ShouldBe(0);

        AsNobody.Run(() => Start(options, isUp: true));
        AsNobody.Run(() => Start(options));

        File.Exists(folder.File("hooks/theirs.sh")).ShouldBeTrue("a file can be moved by who owns its folder");
        File.Exists(folder.File("restore.gone/old/hooks/foreign/theirs.sh")).ShouldBeTrue("it can be moved with all of hooks alone, and not be removed");
        ContentOf(folder).ShouldContain("hooks/new.sh: new");
        Directory.Exists(folder.File("restore")).ShouldBeFalse();
    }

    [Fact]
    public void What_no_backup_holds_and_has_no_place_any_more_is_put_aside()
    {
        using var folder = new TemporaryFolder();
        var options = Prepare(folder);
        Write(folder, ["hooks/new.sh: of now", "hooks/deep/more.sh: of now"]);
        new RestoreMark { Name = "a backup", Files = ["api_key"], Kept = ["hooks"], By = Actor.Sublarr }.Write(options);

        Start(options, isUp: true);

        ContentOf(folder).ShouldBe(
            [.. Restored, "hooks/old.sh: old", "hooks/.revisions/old: old", "hooks/deep/more.sh: of now", "before-restore/hooks/new.sh: of now"], ignoreOrder: true);
    }

    [Fact]
    public void What_was_carried_over_is_carried_back()
    {
        using var folder = new TemporaryFolder();
        var options = Prepare(folder);
        new RestoreMark { Name = "a backup", Files = ["api_key"], Kept = ["hooks"], By = Actor.Sublarr }.Write(options);
        Start(options).Refuse("It is damaged.").ShouldBeTrue();

        Start(options, isUp: true);

        ContentOf(folder).ShouldBe(Before, ignoreOrder: true);
    }

    private static SublarrOptions Prepare(TemporaryFolder folder)
    {
        Write(folder, Before.SkipLast(1));
        // No backup has it, so it is carried over and leads to what is restored.
        File.CreateSymbolicLink(folder.File("hooks/link"), "../api_key");
        Write(folder, [.. Restored.SkipLast(2).Select(file => $"restore/new/{file}")]);
        var options = new SublarrOptions { ConfigDirectory = folder.Path };
        new RestoreMark { Name = "a backup", Files = ["api_key"], Kept = ["hooks/link"], By = Actor.Sublarr }.Write(options);
        return options;
    }

    // As every start: folders that are missing are made before anything else is looked at.
    private static RestoreSwap Start(SublarrOptions options, bool isUp = false, Action<string>? before = null)
    {
        ConfigFolder.Prepare(options);
        var swap = new RestoreSwap(options, before ?? (static _ => { }), NullLogger<RestoreSwap>.Instance);
        swap.Run();
        if (isUp)
        {
            swap.Confirm();
        }

        return swap;
    }

    private static bool IsKilled(SublarrOptions options, int killed)
    {
        var step = 0;
        void Kill(string next)
        {
            if (++step == killed)
            {
                throw new InvalidOperationException("killed");
            }
        }

        try
        {
            Start(options, before: Kill);
            return false;
        }
        catch (InvalidOperationException killedThere) when (killedThere.Message == "killed")
        {
            return true;
        }
    }

    private static void Write(TemporaryFolder folder, IEnumerable<string> files)
    {
        foreach (var file in files.Select(file => file.Split(": ")))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file[0]))!);
            File.WriteAllText(folder.File(file[0]), file[1]);
        }
    }

    private static List<string> ContentOf(TemporaryFolder folder) =>
    [
        .. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder.Path, path))
            .Where(path => !path.StartsWith("restore", StringComparison.Ordinal)).Select(path => $"{path}: {File.ReadAllText(folder.File(path))}"),
    ];
}
