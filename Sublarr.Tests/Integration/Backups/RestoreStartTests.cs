using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Shared;

namespace Sublarr.Tests.Integration.Backups;

/// <summary>What a start makes of a restore, in the order in which everything starts.</summary>
public sealed class RestoreStartTests
{
    [Fact]
    public async Task What_was_before_is_let_go_of_when_all_has_started_and_not_before()
    {
        using var folder = new TemporaryFolder();
        await RestoreAsync(folder);

        await Should.ThrowAsync<InvalidOperationException>(() => Engine.StartAsync(services => services.AddHostedService<ThrowingService>(), folder: folder));

        File.Exists(folder.File("restore/old/sublarr.db")).ShouldBeTrue("it can be taken back");
        await using var engine = await Engine.StartAsync(folder: folder);
        Directory.GetDirectories(folder.Path, "restore*").ShouldBeEmpty();
        File.Exists(folder.File("hooks/after.sh")).ShouldBeFalse();
        await using var context = await engine.ContextAsync();
        context.Set<AuditRow>().Count(row => row.Action == "restored").ShouldBe(1);
    }

    [Fact]
    public async Task A_start_that_ends_with_an_error_after_a_restore_is_taken_back_by_the_next()
    {
        using var folder = new TemporaryFolder();
        await RestoreAsync(folder);
        var port = LocalPort.Free();

        var failed = await Should.ThrowAsync<InvalidOperationException>(
            () => SublarrProcess.StartAsync(folder.Path, port, new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "nonsense" }));

        failed.Message.ShouldContain("The next start takes that back");
        await using var sublarr = await SublarrProcess.StartAsync(folder.Path, port);
        File.Exists(folder.File("hooks/after.sh")).ShouldBeTrue(sublarr.Output);
        await Eventually.TrueAsync(() => Directory.GetDirectories(folder.Path, "restore*").Length == 0, "something of the restore was left behind");
        await Eventually.TrueAsync(
            async () => (await sublarr.GetAsync("/api/v1/audit?subject=backup")).GetProperty("items")[0].GetProperty("action").GetString() == "restored", () => sublarr.Output);
    }

    [Fact]
    public async Task An_older_database_out_of_a_backup_is_not_backed_up_once_more()
    {
        using var folder = BeforeUpdateTests.FolderOfIt();
        Directory.CreateDirectory(folder.File("restore"));
        new RestoreMark { Name = "a backup", By = Actor.Sublarr, Phase = RestorePhase.In }.Write(new SublarrOptions { ConfigDirectory = folder.Path });

        await using var engine = await Engine.StartAsync(folder: folder);

        (await engine.JobsAsync()).Count.ShouldBeGreaterThan(10);
        BackupYard.Backups(folder.File("backups")).ShouldBeEmpty();
    }

    // Until Sublarr has stopped to be started again.
    private static async Task RestoreAsync(TemporaryFolder folder)
    {
        await MigratedDatabase.PutIntoAsync(folder.Path);
        await using var engine = await Engine.StartAsync(folder: folder);
        var name = Path.GetFileName(await engine.BackUpAsync());
        folder.Put("hooks/after.sh");
        await engine.UntilAsync(await engine.EnqueueAsync(RestoreHandler.JobOf(new RestoreOrder(name, name, IsUploaded: false, Actor.Sublarr))), JobState.Succeeded);
    }

    private sealed class ThrowingService : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It does not start.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
