using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Backups;

/// <summary>Which backups are kept, and a folder that answers late or never.</summary>
public sealed class BackupShelfTests
{
    [Fact]
    public async Task The_one_that_was_just_made_stays_after_a_clock_that_was_ahead()
    {
        await using var engine = await Engine.StartAsync(before: async context =>
        {
            var limits = new RetentionLimits();
            limits.KeepBackups(2);
            context.Add(limits);
            await context.SaveChangesAsync();
        });
        var folder = engine.Options().BackupDirectory;
        var manual = await engine.BackUpAsync();
        foreach (var name in (string[])["2025-01-01", "2099-01-01", "2099-01-02", "2099-01-03"])
        {
            File.Copy(manual, Path.Combine(folder, $"sublarr-{name}T03-15-00Z-scheduled.zip"));
        }

        await engine.UntilAsync(await engine.EnqueueAsync(new BackupSchedule().Job), JobState.Succeeded);

        var scheduled = BackupYard.Backups(folder).Where(path => path.EndsWith("scheduled.zip", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)[8..18]).ToList();
        scheduled.Count.ShouldBe(2);
        scheduled[0].ShouldBe("2025-01-01", "what is named later than now counts as the oldest");
        scheduled[1].ShouldNotStartWith("2099");
    }

    [Fact]
    public async Task One_that_a_person_asked_for_stays_theirs_when_a_stop_interrupts_it()
    {
        await using var engine = await Engine.StartAsync();

        await engine.UntilAsync(await engine.EnqueueAsync(BackupHandler.ByHand(Actor.Sublarr) with { Trigger = JobTrigger.Recovered }), JobState.Succeeded);

        (await engine.Get<IBackupDesk>().ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Name.Kind.ShouldBe(BackupKind.Manual);
    }

    [Fact]
    public async Task One_that_could_not_be_read_is_looked_at_again()
    {
        await using var engine = await Engine.StartAsync();
        var path = await engine.BackUpAsync();
        var copy = Path.Combine(engine.Options().BackupDirectory, "sublarr-2025-01-01T03-15-00Z-manual.zip");
        File.Copy(path, copy);
        var desk = engine.Get<IBackupDesk>();

        using (new FileStream(copy, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            (await desk.ListAsync(CancellationToken.None))[1].Manifest.ShouldBeNull();
        }

        (await desk.ListAsync(CancellationToken.None))[1].Manifest.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_does_not_answer_holds_up_no_page_and_no_backup()
    {
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(clock: clock, configure: Engine.WithoutSchedules);
        var pipe = Path.Combine(Directory.CreateDirectory(engine.Options().BackupDirectory).FullName, "sublarr-2025-01-01T03-15-00Z-manual.zip");
        SmallDisk.Run("mkfifo", pipe).ShouldBe(0);

        var listing = engine.Get<IBackupDesk>().ListAsync(CancellationToken.None);
        await Task.WhenAny(listing, Task.Delay(100));
        clock.Advance(PatientDisk.Patience + TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<BackupException>(() => listing.WaitAsync(Eventually.Patience))).Message.ShouldContain("does not answer");
        // Lets the thread go that waits for a writer.
        await using var end = new FileStream(pipe, FileMode.Open, FileAccess.Write);
    }

    [Fact]
    public async Task An_update_goes_on_without_a_backup_when_its_folder_does_not_answer()
    {
        using var folder = BeforeUpdateTests.FolderOfIt();
        using var back = new ManualResetEventSlim();
        var clock = new ManualClock();
        var disk = new PatientDisk(clock);
        var hanging = Enumerable.Range(0, PatientDisk.MostAsking).Select(_ => disk.AskAsync(() => back.Wait(Eventually.Patience), CancellationToken.None)).ToList();
        clock.Advance(PatientDisk.Patience + TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<TimeoutException>(() => Task.WhenAll(hanging));

        await using (var engine = await Engine.StartAsync(services => services.AddSingleton(disk), folder: folder))
        {
            (await engine.JobsAsync()).Count.ShouldBeGreaterThan(10);
            BackupYard.Backups(folder.File("backups")).ShouldBeEmpty();
        }

        back.Set();
    }

    [Fact]
    public async Task A_restore_that_fails_leaves_nothing_unpacked()
    {
        await using var other = await Engine.StartAsync();
        var good = await other.BackUpAsync();
        await using var engine = await Engine.StartAsync(set: options =>
        {
            File.WriteAllText(Path.Combine(options.ConfigDirectory, "file"), "");
            options.GivenBackupDirectory = Path.Combine(options.ConfigDirectory, "file", "backups");
        });
        await using var content = File.OpenRead(good);

        var answer = await engine.Get<IRestoreDesk>().RestoreAsync(content, CancellationToken.None);
        var job = await engine.UntilAsync(answer.JobId.ShouldNotBeNull(answer.Problem), JobState.Dead);

        job.LastError.ShouldNotBeNull().ShouldStartWith("A backup of now is made first");
        Directory.GetFileSystemEntries(engine.Options().RestoreDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_goes_when_its_restore_is_cancelled_before_its_turn()
    {
        await using var engine = await Engine.StartAsync();
        var order = new RestoreOrder("the uploaded backup", "upload-1.zip", IsUploaded: true, Actor.Sublarr);
        Directory.CreateDirectory(engine.Options().RestoreDirectory);
        await File.WriteAllTextAsync(order.PathIn(engine.Options()), "all secrets");
        var job = await engine.EnqueueAsync(RestoreHandler.JobOf(order) with { DueAt = DateTimeOffset.UtcNow.AddHours(1) });

        (await engine.Queue.CancelAsync(job, CancellationToken.None)).ShouldBeTrue();

        await Eventually.TrueAsync(() => !File.Exists(order.PathIn(engine.Options())), "the upload is still there");
    }
}
