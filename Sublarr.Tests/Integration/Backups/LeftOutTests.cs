using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Backups;

/// <summary>What is not in a backup: it is told, and keeps nothing else out of it.</summary>
public sealed class LeftOutTests
{
    [Fact]
    public async Task A_link_is_named_on_the_job_and_in_the_list()
    {
        await using var engine = await Engine.StartAsync();
        File.CreateSymbolicLink(Path.Combine(engine.Options().HooksDirectory, "elsewhere"), "/etc/passwd");

        var path = await engine.BackUpAsync();

        BackupYard.ManifestOf(path).LeftOut.ShouldBe(["hooks/elsewhere"]);
        var job = (await engine.JobsAsync()).Single(row => row.Kind == JobKinds.Backup);
        (await engine.AttemptsAsync(job.Id)).ShouldHaveSingleItem().Detail.ShouldNotBeNull().ShouldContain("hooks/elsewhere");
        (await engine.Get<IBackupDesk>().ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Manifest!.Missing.ShouldContain("hooks/elsewhere");
    }

    [FactWithMounts]
    public void So_is_a_folder_that_may_not_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Put("hooks/mine.sh", "hooks/foreign/theirs.sh");
        AsNobody.Give(folder.Path);
        Take(folder.File("hooks/foreign"));
        BackupGathering? gathered = null;

        AsNobody.Run(() => gathered = BackupGathering.Of(new SublarrOptions { ConfigDirectory = folder.Path }, CancellationToken.None));

        gathered!.Files.ShouldBe(["hooks/mine.sh"]);
        gathered.LeftOut.ShouldBe(["hooks/foreign"]);
    }

    [Fact]
    public async Task A_folder_that_holds_too_much_is_left_out_with_the_remedy_and_all_else_is_backed_up()
    {
        await using var engine = await Engine.StartAsync();
        var deep = Path.Combine([engine.Options().HooksDirectory, .. Enumerable.Repeat(new string('x', 230), 4)]);
        Directory.CreateDirectory(deep);
        for (var file = 0; file < 8_000; file++)
        {
            File.Create(Path.Combine(deep, $"{file}")).Dispose();
        }

        var path = await engine.BackUpAsync();

        BackupYard.FilesOf(path).Keys.ShouldContain(name => name.StartsWith("keys/", StringComparison.Ordinal));
        BackupYard.FilesOf(path).Keys.ShouldNotContain(name => name.StartsWith("hooks/", StringComparison.Ordinal));
        var manifest = BackupYard.ManifestOf(path);
        manifest.LeftOut.ShouldBe(["hooks"]);
        manifest.Missing.ShouldBe("hooks holds 8,000 files, more than a backup takes, and is not in it. Move out of it what can be made again, such as an environment of Python.");
    }

    [FactWithMounts]
    public async Task A_file_that_cannot_be_read_is_named_and_the_folder_of_the_backups_is_not_blamed()
    {
        await using var engine = await Engine.StartAsync();
        var hooks = engine.Options().HooksDirectory;
        var bad = Path.Combine(hooks, "bad.sh");
        await File.WriteAllTextAsync(bad, "");
        await File.WriteAllTextAsync(Path.Combine(hooks, "good.sh"), "good");
        // To read the memory of a process at its very beginning fails as a bad block does.
        SmallDisk.Run("mount", "--bind", $"/proc/{Environment.ProcessId}/mem", bad).ShouldBe(0);
        try
        {
            var path = await engine.BackUpAsync();

            BackupYard.FilesOf(path).Keys.ShouldContain("hooks/good.sh");
            BackupYard.ManifestOf(path).LeftOut.ShouldBe(["hooks/bad.sh"]);
        }
        finally
        {
            SmallDisk.Run("umount", bad);
        }
    }

    /// <summary>Gives a folder to another user, for whom alone it is.</summary>
    internal static void Take(string folder)
    {
        SmallDisk.Run("chown", "-R", "0:0", folder).ShouldBe(0);
        File.SetUnixFileMode(folder, PrivateFiles.FolderMode);
    }
}
