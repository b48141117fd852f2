using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class JobsByStateTests
{
    public static TheoryData<JobState> States => [.. Enum.GetValues<JobState>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Newest_jobs_of_a_state_come_from_an_index(JobState state)
    {
        await using var engine = await Engine.StartAsync();
        await using var context = await engine.ContextAsync();
        await context.Database.OpenConnectionAsync();
        await using var command = context.JobsIn(state).Where(job => job.Id < 1_000).OrderByDescending(job => job.Id).Take(50).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        reader.GetString(3).ShouldContain(state switch
        {
            JobState.Running => "INDEX ix_jobs_running",
            JobState.Queued => "INDEX ix_jobs_ready",
            _ => "INDEX ix_jobs_state (state=? AND id<?)",
        });
    }

    [Theory]
    [InlineData(JobKeys.OpenOfKey, "SEARCH jobs USING COVERING INDEX ix_jobs_key (key=? AND finished_at=?)")]
    [InlineData(JobKeys.DoneOfKey, "SEARCH jobs USING INDEX ix_jobs_key (key=? AND finished_at>?)")]
    public async Task A_job_is_found_by_its_key_however_many_of_it_have_ended(string statement, string plan)
    {
        await using var engine = await Engine.StartAsync();
        (string, object?)[] after = statement.Contains("$since") ? [("$since", 1L)] : [];

        var plans = await engine.Get<GroupCommit>().WriteAsync(
            WriteUrgency.Background, session => session.Query($"EXPLAIN QUERY PLAN {statement}", row => row.GetString(3), [("$key", "a key"), .. after]), CancellationToken.None);

        plans.ShouldBe([plan]);
    }

    [Fact]
    public async Task Each_lane_has_its_own_count_of_each_state_whether_it_is_of_a_subscription_or_of_a_kind()
    {
        await using var engine = await Engine.StartAsync();
        await using var context = await engine.ContextAsync();
        foreach (var (lane, subscription, number) in new (string, long?, int)[] { (JobLane.Of(7), 7, 3), (JobLane.Of(8), 8, 2), ("of-a-newer-version", null, 1) })
        {
            foreach (var state in (string[])["queued", "running", "retrying", "held", "dead"])
            {
                for (var each = 0; each < number; each++)
                {
                    await context.Database.ExecuteSqlAsync(
                        $"""
                         INSERT INTO jobs (kind, title, payload, state, lane, priority, rank, attempts, runs, due_at, created_at, hop, "trigger", is_test, subscription_id)
                         VALUES ('of-a-newer-version', 'A test', '', {state}, {lane}, 5, 0, 0, 0, {long.MaxValue / 2}, 0, 0, 'automatic', 0, {subscription})
                         """);
                }
            }
        }

        var counts = engine.Get<IJobFigures>().CountByLane();

        counts.Count.ShouldBe(12);
        foreach (var state in (JobState[])[JobState.Queued, JobState.Running, JobState.Retrying, JobState.Held])
        {
            (counts[(JobLane.Of(7), state)], counts[(JobLane.Of(8), state)], counts[("of-a-newer-version", state)]).ShouldBe((3, 2, 1));
        }
    }

    [Fact]
    public async Task Jobs_are_found_by_the_state_they_are_in()
    {
        var (running, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var engine = await Engine.StartAsync(new ScriptedHandler(async (_, _) =>
        {
            running.TrySetResult();
            await finish.Task.WaitAsync(Eventually.Patience);
            return JobResult.Done;
        }).AddTo);
        var first = await engine.EnqueueAsync(ScriptedHandler.Job());
        var second = await engine.EnqueueAsync(ScriptedHandler.Job() with { DueAt = DateTimeOffset.UtcNow.AddHours(1) });
        await running.Task.WaitAsync(Eventually.Patience);

        (await IdsAsync(engine, JobState.Running)).ShouldBe([first]);
        (await IdsAsync(engine, JobState.Retrying)).ShouldBe([second]);
        finish.SetResult();
        await engine.UntilAsync(first, JobState.Succeeded);
        (await IdsAsync(engine, JobState.Succeeded)).ShouldBe([first]);
        (await IdsAsync(engine, JobState.Running)).ShouldBeEmpty();
    }

    private static async Task<List<long>> IdsAsync(Engine engine, JobState state)
    {
        await using var context = await engine.ContextAsync();
        return await context.JobsIn(state).Select(job => job.Id).ToListAsync();
    }
}
