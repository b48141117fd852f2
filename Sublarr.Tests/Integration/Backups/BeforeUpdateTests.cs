using Sublarr.Infrastructure.Backups;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Backups;

/// <summary>An update that changes the database makes a backup first.</summary>
public sealed class BeforeUpdateTests
{
    private static readonly string Earlier = Path.Combine(AppContext.BaseDirectory, "TestData", "databases", "thirteen-migrations");

    [Fact]
    public async Task The_database_of_an_earlier_version_is_backed_up_as_it_was()
    {
        using var folder = FolderOfIt();

        await using (var engine = await Engine.StartAsync(folder: folder))
        {
            (await engine.Get<IBackupDesk>().ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Name.Kind.ShouldBe(BackupKind.Update);
        }

        await using (var again = await Engine.StartAsync(folder: folder))
        {
            (await again.Get<IBackupDesk>().ListAsync(CancellationToken.None)).Count.ShouldBe(1, "nothing is pending any more");
        }

        var path = BackupYard.Backups(folder.File("backups")).ShouldHaveSingleItem();
        BackupYard.Ask(path, "SELECT MAX(MigrationId) FROM __EFMigrationsHistory").ShouldBe(BackupYard.Ask(Path.Combine(Earlier, "sublarr.db"), "SELECT MAX(MigrationId) FROM __EFMigrationsHistory"));
        BackupYard.Ask(path, "PRAGMA integrity_check").ShouldBe("ok");
        BackupYard.FilesOf(path).Keys.ShouldContain(name => name.StartsWith("keys/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_database_is_not()
    {
        using var folder = new TemporaryFolder();

        await using var engine = await Engine.StartAsync(folder: folder);

        Directory.Exists(folder.File("backups")).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_none_can_be_made_the_update_goes_on()
    {
        using var folder = FolderOfIt();
        folder.Put("file");

        await using var engine = await Engine.StartAsync(folder: folder, set: options => options.GivenBackupDirectory = folder.File("file/backups"));

        (await engine.JobsAsync()).Count.ShouldBeGreaterThan(10);
    }

    internal static TemporaryFolder FolderOfIt()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Earlier, "*", SearchOption.AllDirectories))
        {
            var copy = folder.File(Path.GetRelativePath(Earlier, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }
}
