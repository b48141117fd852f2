using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
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
