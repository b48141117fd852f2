using System.IO.Compression;
using System.Security.Cryptography;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Backups;

public sealed class BackupTests
{
    private const string Counted = "SELECT COUNT(*) FROM audit";

    [Fact]
    public async Task A_backup_under_a_writer_is_whole_and_has_every_row_that_was_committed_before()
    {
        await using var engine = await Engine.StartAsync();
        var trail = engine.Get<AuditTrail>();
        var (written, isOver) = (0, false);
        var writer = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                await trail.RecordAsync("changed", new AuditSubject("thing", null, new string('x', 200)), [], CancellationToken.None);
                Interlocked.Increment(ref written);
            }
        });
        await Eventually.TrueAsync(() => Volatile.Read(ref written) > 50, "nothing was written");

        var before = Volatile.Read(ref written);
        var path = await engine.BackUpAsync();
        var after = Volatile.Read(ref written);
        Volatile.Write(ref isOver, true);
        await writer;

        BackupYard.Ask(path, "PRAGMA integrity_check").ShouldBe("ok");
        ((long)BackupYard.Ask(path, Counted)!).ShouldBeGreaterThanOrEqualTo(before);
        after.ShouldBeGreaterThan(before, "the writer was held up");
    }

    [Fact]
    public async Task It_holds_what_is_needed_to_come_back_and_nothing_else_for_its_owner_alone()
    {
        await using var engine = await Engine.StartAsync();
        var config = engine.Options().ConfigDirectory;
        foreach (var name in (string[])["api_key", "hooks/note.sh", "hooks/.revisions/note.sh/1", "logs/one.log", "trash/a/one.srt", "cache/ids.json", "setup_code"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(config, name))!);
            await File.WriteAllTextAsync(Path.Combine(config, name), name);
        }

        File.SetUnixFileMode(Path.Combine(config, "hooks/note.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(Path.Combine(config, "hooks/elsewhere"), "/etc/passwd");

        var path = await engine.BackUpAsync();

        var files = BackupYard.FilesOf(path);
        files.Keys.Where(name => !name.StartsWith("keys/", StringComparison.Ordinal)).ShouldBe(["sublarr.db", "api_key", "hooks/note.sh", "hooks/.revisions/note.sh/1"], ignoreOrder: true);
        files.Keys.ShouldContain(name => name.StartsWith("keys/key-", StringComparison.Ordinal));
        var manifest = BackupYard.ManifestOf(path);
        manifest.Parts.ToDictionary(part => part.Path, part => part.Sha256).ShouldBe(files.ToDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA256.HashData(file.Value))), ignoreOrder: true);
        manifest.Version.ShouldBe(BackupManifest.ThisVersion);
        manifest.Migration.ShouldBe(BackupYard.Ask(path, "SELECT MAX(MigrationId) FROM __EFMigrationsHistory"));
        manifest.Kind.ShouldBe(BackupKind.Manual);
        File.GetUnixFileMode(path).ShouldBe(PrivateFiles.FileMode);
        File.GetUnixFileMode(Path.GetDirectoryName(path)!).ShouldBe(PrivateFiles.FolderMode);
        using var zip = ZipFile.OpenRead(path);
        ((zip.GetEntry("hooks/note.sh")!.ExternalAttributes >> 16) & 0x1FF).ShouldBe(0x1C0);
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_is_cleared_away()
    {
        await using var engine = await Engine.StartAsync();
        var options = engine.Options();
        string[] leftovers = [Path.Combine(options.BackupDirectory, ".sublarr-2026-11-30T03-15-00Z-scheduled.zip.part"), Path.Combine(options.BackupWorkDirectory, "sublarr.db")];
        foreach (var leftover in leftovers)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(leftover)!);
            await File.WriteAllTextAsync(leftover, "half");
        }

        var path = await engine.BackUpAsync();

        Directory.GetFileSystemEntries(options.BackupDirectory).ShouldBe([path]);
        Directory.Exists(options.BackupWorkDirectory).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told_on_the_job()
    {
        await using var engine = await Engine.StartAsync(set: options =>
        {
            File.WriteAllText(Path.Combine(options.ConfigDirectory, "file"), "");
            options.GivenBackupDirectory = Path.Combine(options.ConfigDirectory, "file", "backups");
        });

        var job = await engine.UntilAsync(await engine.EnqueueAsync(BackupHandler.ByHand(Actor.Sublarr)), JobState.Dead);

        job.LastError.ShouldNotBeNull().ShouldContain("file/backups cannot be written");
        Directory.Exists(engine.Options().BackupWorkDirectory).ShouldBeFalse();
    }

    [FactWithMounts]
    public async Task A_full_disk_is_told_on_the_job_and_nothing_half_stays()
    {
        using var folder = new TemporaryFolder();
        using var disk = new SmallDisk(folder.Path);
        await using var engine = await Engine.StartAsync(set: options => options.GivenBackupDirectory = folder.Path);
        disk.Fill();

        var job = await engine.UntilAsync(await engine.EnqueueAsync(BackupHandler.ByHand(Actor.Sublarr)), JobState.Dead);

        job.LastError.ShouldBe($"The disk of {folder.Path} is full. Free some space, or choose another folder with SUBLARR_BACKUP_DIR.");
        Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).ShouldBe(["filler"]);
        disk.MakeRoom();
        (await engine.BackUpAsync()).ShouldStartWith(folder.Path);
    }

    [Fact]
    public async Task A_schedule_makes_one_and_keeps_the_newest_while_those_of_people_stay()
    {
        await using var engine = await Engine.StartAsync(before: async context =>
        {
            var limits = new RetentionLimits();
            limits.KeepBackups(2);
            context.Add(limits);
            await context.SaveChangesAsync();
        });
        var manual = await engine.BackUpAsync();
        var folder = engine.Options().BackupDirectory;
        foreach (var kind in (string[])["scheduled", "manual", "update"])
        {
            foreach (var day in Enumerable.Range(1, 5))
            {
                File.Copy(manual, Path.Combine(folder, $"sublarr-2025-01-0{day}T03-15-00Z-{kind}.zip"));
            }
        }

        // It takes nobody's place, and is not taken for a good one.
        await File.WriteAllTextAsync(Path.Combine(folder, "sublarr-2025-01-09T03-15-00Z-scheduled.zip"), "torn");
        await engine.UntilAsync(await engine.EnqueueAsync(engine.Get<IEnumerable<Sublarr.Domain.Schedules.ISchedule>>().Single(schedule => schedule.Key == "backup").Job), JobState.Succeeded);

        var left = BackupYard.Backups(folder).Select(path => Path.GetFileName(path)!).ToList();
        left.Count(name => name.EndsWith("manual.zip", StringComparison.Ordinal)).ShouldBe(6);
        left.Where(name => name.EndsWith("update.zip", StringComparison.Ordinal)).Select(name => name[8..18]).ShouldBe(["2025-01-03", "2025-01-04", "2025-01-05"]);
        var scheduled = left.Where(name => name.EndsWith("scheduled.zip", StringComparison.Ordinal)).Select(name => name[8..18]).ToList();
        scheduled.Count.ShouldBe(3);
        scheduled[..2].ShouldBe(["2025-01-05", "2025-01-09"]);
    }

    [Fact]
    public async Task A_second_click_gives_the_same_job_and_a_pause_of_the_queue_holds_nobody_up()
    {
        await using var engine = await Engine.StartAsync();
        await engine.Queue.PauseAsync(null, CancellationToken.None);

        var desk = engine.Get<IBackupDesk>();
        var job = await desk.MakeAsync(CancellationToken.None);
        await engine.UntilAsync(job, JobState.Succeeded);
        var byTimetable = await engine.Get<ITimetable>().RunAsync("backup", CancellationToken.None);
        await engine.UntilAsync(byTimetable!.Value, JobState.Succeeded);

        (await desk.ListAsync(CancellationToken.None)).Select(backup => backup.Name.Kind).ShouldBe([BackupKind.Manual, BackupKind.Manual]);
        await using var context = await engine.ContextAsync();
        context.Set<AuditRow>().Where(row => row.Subject == "backup").Select(row => row.Action).ToList().ShouldBe(["made", "made"]);
    }
}
