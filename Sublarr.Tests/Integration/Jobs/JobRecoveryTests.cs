using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Settings;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class JobRecoveryTests
{
    [Theory]
    [InlineData(1, JobState.Succeeded)]
    [InlineData(2, JobState.Dead)]
    public async Task A_job_left_running_is_run_again_unless_its_attempts_are_used_up(int attemptsBegun, JobState end)
    {
        var handler = new ScriptedHandler((_, _) => Task.FromResult(JobResult.Done), retries: new RetrySchedule(TimeSpan.FromSeconds(5)));
        await using var engine = await Engine.StartAsync(handler.AddTo, before: context => LeaveRunningAsync(context, attemptsBegun));

        var job = await engine.UntilAsync(1, end);

        var attempts = await engine.AttemptsAsync(1);
        attempts[0].Outcome.ShouldBe("interrupted");
        attempts[0].Failure.ShouldBe(FailureClass.Interrupted);
        if (end == JobState.Dead)
        {
            job.LastError.ShouldBe(Job.Interrupted);
            (await engine.EventsAsync()).ShouldHaveSingleItem().Name.ShouldBe("job_failed");
        }
        else
        {
            attempts[1].Trigger.ShouldBe(JobTrigger.Recovered);
        }
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(7, 9)]
    [InlineData(20, 21)]
    public async Task A_delivery_to_a_webhook_that_a_kill_interrupted_is_made_once_more_even_when_it_was_the_last(int retries, int attempts)
    {
        await using var engine = await Engine.StartAsync();
        var subscription = new Subscription(WebhookChannel.ChannelName, DateTimeOffset.UnixEpoch);
        var settings = engine.Get<ChannelSettings>().Write(new WebhookSettings { Url = "http://127.0.0.1:9/", Secret = WebhookSettings.NewSecret() });
        subscription.Edit("Receiver", ["*"], settings, timeoutSeconds: 30, retries);

        engine.Get<DeliveryChannels>().Find(WebhookChannel.ChannelName)!.RecoveriesOf(subscription).Attempts.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_stop_lets_running_jobs_finish_and_starts_no_more()
    {
        using var folder = new TemporaryFolder();
        var release = new TaskCompletionSource();
        var started = 0;
        var handler = new ScriptedHandler(
            async (_, _) =>
            {
                Interlocked.Increment(ref started);
                await release.Task.WaitAsync(Eventually.Patience);
                return JobResult.Done;
            },
            concurrency: 1);
        var engine = await Engine.StartAsync(handler.AddTo, folder: folder);
        await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(1, JobState.Running);

        var stop = engine.StopAsync();
        await Task.Delay(100);
        release.SetResult();
        await stop;

        started.ShouldBe(1);
        (await engine.JobAsync(1)).State.ShouldBe(JobState.Succeeded);
        (await engine.JobAsync(2)).State.ShouldBe(JobState.Queued);
        await engine.DisposeAsync();
        await using var next = await Engine.StartAsync(handler.AddTo, folder: folder);
        await next.UntilAsync(2, JobState.Succeeded);
    }

    [Fact]
    public async Task Two_processes_cannot_share_a_folder()
    {
        using var folder = new TemporaryFolder();
        await using var first = await Engine.StartAsync(folder: folder);

        var problem = await Should.ThrowAsync<StartupException>(() => Engine.StartAsync(folder: folder));

        problem.Message.ShouldContain("SUBLARR_CONFIG_DIR");
        problem.Message.ShouldContain("another Sublarr");
    }

    // EF Core keeps a lock in the database while it migrates, waits for ever for one it finds, and a kill leaves it there.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_that_was_killed_while_it_migrated_does_not_keep_the_next_from_starting(bool hasMigrated)
    {
        using var folder = new TemporaryFolder();
        if (hasMigrated)
        {
            await using var engine = await Engine.StartAsync(folder: folder);
        }

        await using (var database = new SqliteConnection($"Data Source={folder.File("sublarr.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText =
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        var start = Engine.StartAsync(folder: folder);

        await using var next = await start.WaitAsync(TimeSpan.FromSeconds(60));
        (await next.JobsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(folder: folder))
        {
            await using var context = await engine.ContextAsync();
            await context.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0')");
        }

        var problem = await Should.ThrowAsync<StartupException>(() => Engine.StartAsync(folder: folder));

        problem.Message.ShouldContain("newer Sublarr");
        problem.Message.ShouldContain("FromTheFuture");
    }

    private static Task LeaveRunningAsync(SublarrDbContext context, int attempts) => context.Database.ExecuteSqlAsync(
        $"""
         INSERT INTO jobs (kind, title, payload, state, lane, priority, rank, attempts, runs, due_at, created_at, started_at, lease_owner, lease_until, hop, "trigger", is_test)
         VALUES ('test', 'Left', '', 'running', 'test', 5, 0, {attempts}, {attempts - 1}, 0, 0, 0, 'a process that was killed', 0, 0, 'automatic', 0)
         """);
}
