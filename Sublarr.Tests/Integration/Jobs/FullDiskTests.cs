using Microsoft.Data.Sqlite;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>SQLite reports a database that may not grow any more just as it reports a full disk.</summary>
public sealed class FullDiskTests
{
    private const int DiskFull = 13;

    [Fact]
    public async Task A_result_that_cannot_be_stored_is_stored_when_there_is_room_again_and_the_work_is_not_done_twice()
    {
        var clock = new ManualClock();
        var runs = 0;
        var release = new TaskCompletionSource();
        var handler = new ScriptedHandler(async (_, _) =>
        {
            Interlocked.Increment(ref runs);
            await release.Task.WaitAsync(Eventually.Patience);
            return new JobResult(JobOutcome.Done, new AttemptDetail { Note = new string('x', 500_000) });
        });
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Running);

        await FillAsync(engine);
        release.SetResult();
        await Task.Delay(200);
        (await engine.JobAsync(id)).State.ShouldBe(JobState.Running, "there is no room for its result");
        await MakeRoomAsync(engine);
        await UntilAsync(engine, clock, id, JobState.Succeeded, "the result was never stored");

        runs.ShouldBe(1);
        (await engine.AttemptsAsync(id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_job_that_is_given_up_while_the_disk_is_full_ends_and_is_told_once_when_there_is_room_again()
    {
        var clock = new ManualClock();
        var release = new TaskCompletionSource();
        var reason = new string('x', 500_000);
        var handler = new ScriptedHandler(
            async (context, _) =>
            {
                if (context.Job.Id == 1)
                {
                    await release.Task.WaitAsync(Eventually.Patience);
                }

                return context.Job.Id == 1 ? new JobResult(new JobOutcome.Rejected(reason)) : JobResult.Done;
            },
            concurrency: 1);
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Running);

        await FillAsync(engine);
        release.SetResult();
        await Task.Delay(200);
        (await engine.EventsAsync()).ShouldBeEmpty("there is no room for it");
        await MakeRoomAsync(engine);
        await UntilAsync(engine, clock, id, JobState.Dead, "the job never ended");

        (await engine.EventsAsync()).ShouldHaveSingleItem().Name.ShouldBe("job_failed");
        var next = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(next, JobState.Succeeded);
    }

    [Fact]
    public async Task A_producer_is_told_that_nothing_was_stored()
    {
        await using var engine = await Engine.StartAsync();
        await FillAsync(engine);

        var job = new NewJob("test", new string('x', 500_000), JobPriority.Normal);
        var problem = await Should.ThrowAsync<SqliteException>(() => engine.EnqueueAsync(job));
        await MakeRoomAsync(engine);

        problem.SqliteErrorCode.ShouldBe(DiskFull);
        (await engine.JobsAsync()).ShouldBeEmpty();
        (await engine.EnqueueAsync(job)).ShouldBe(1);
    }

    // It is tried again after pauses.
    private static Task UntilAsync(Engine engine, ManualClock clock, long id, JobState state, string otherwise) => Eventually.TrueAsync(
        async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return (await engine.JobAsync(id)).State == state;
        },
        () => otherwise);

    private static Task FillAsync(Engine engine) => engine.Get<GroupCommit>().WriteAsync(
        WriteUrgency.Awaited,
        session => session.Scalar($"PRAGMA max_page_count = {session.Scalar("PRAGMA page_count")}"), CancellationToken.None);

    private static Task MakeRoomAsync(Engine engine) => engine.Get<GroupCommit>().WriteAsync(
        WriteUrgency.Awaited,
        session => session.Scalar("PRAGMA max_page_count = 1000000"), CancellationToken.None);
}
