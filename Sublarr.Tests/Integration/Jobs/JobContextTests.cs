using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class JobContextTests
{
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Progress_is_shown_while_the_job_runs_and_kept_when_it_has_ended()
    {
        var watcher = new Watcher();
        var clock = new ManualClock();
        var handler = new ScriptedHandler(async (context, _) =>
        {
            context.Report(0, 8, "Counting");
            clock.Advance(TimeSpan.FromSeconds(10));
            context.Report(2, 8, "Counting");
            await _goOn.Task.WaitAsync(Eventually.Patience);
            return JobResult.Done;
        });
        await using var engine = await Engine.StartAsync(services => { handler.AddTo(services); watcher.AddTo(services); }, clock);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await Eventually.TrueAsync(() => engine.Get<IJobNotes>().Of(id) is { Progress.Done: 2 }, "nothing is shown");
        var shown = engine.Get<IJobNotes>().Of(id)!.Value;
        (await NotesAsync(engine)).ShouldBe(0, "what is shown is stored only with a checkpoint or the end");
        clock.Advance(TimeSpan.FromSeconds(1));
        _goOn.SetResult();
        await engine.UntilAsync(id, JobState.Succeeded);

        shown.Progress.ShouldBe(new JobProgress(2, 8, "Counting"));
        shown.TimeLeft.ShouldBe(TimeSpan.FromSeconds(30));
        watcher.Running.Count(changed => changed == id).ShouldBeGreaterThan(1, "pages hear of progress as of a change");
        engine.Get<IJobNotes>().Of(id).ShouldBeNull();
        await using var context = await engine.ContextAsync();
        (await context.JobNotes.SingleAsync(row => row.JobId == id)).Progress.ShouldBe(new JobProgress(2, 8, "Counting"));
    }

    [Fact]
    public async Task A_job_that_notes_nothing_stores_nothing()
    {
        await using var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo);

        await engine.UntilAsync(await engine.EnqueueAsync(ScriptedHandler.Job()), JobState.Succeeded);

        (await NotesAsync(engine)).ShouldBe(0);
    }

    [Fact]
    public async Task At_a_stop_a_long_job_is_put_back_and_goes_on_at_the_next_start_without_having_used_up_an_attempt()
    {
        using var folder = new TemporaryFolder();
        long id;
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = new ScriptedHandler(async (context, cancellationToken) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, context.Stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Report(41, 100);
            await context.SaveAsync(new Place(41), cancellationToken);
            return JobContext.PutBack;
        });
        await using (var engine = await Engine.StartAsync(first.AddTo, folder: folder))
        {
            id = await engine.EnqueueAsync(ScriptedHandler.Job());
            await begun.Task.WaitAsync(Eventually.Patience);
        }

        var found = new ConcurrentQueue<Place?>();
        var second = new ScriptedHandler(async (context, cancellationToken) =>
        {
            found.Enqueue(await context.ResumeAsync<Place>(cancellationToken));
            return JobResult.Done;
        });
        await using var later = await Engine.StartAsync(second.AddTo, folder: folder);
        var ended = await later.UntilAsync(id, JobState.Succeeded);

        found.ShouldHaveSingleItem().ShouldBe(new Place(41));
        ended.Attempts.ShouldBe(1);
        (await later.AttemptsAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_next_attempt_finds_the_checkpoint_and_what_has_succeeded_begins_anew()
    {
        var found = new ConcurrentQueue<Place?>();
        var handler = new ScriptedHandler(
            async (context, cancellationToken) =>
            {
                found.Enqueue(await context.ResumeAsync<Place>(cancellationToken));
                await context.SaveAsync(new Place(found.Count), cancellationToken);
                return found.Count == 1 ? new(new JobOutcome.RetryLater("Not yet.")) : JobResult.Done;
            },
            retries: new RetrySchedule(TimeSpan.Zero));
        await using var engine = await Engine.StartAsync(handler.AddTo);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Succeeded);
        await engine.Queue.RedeliverAsync(id, CancellationToken.None);
        await Eventually.TrueAsync(() => found.Count == 3, "it is not run again");

        found.ShouldBe([null, new Place(1), null]);
    }

    [Fact]
    public async Task Of_a_key_one_job_is_open_and_who_queues_another_is_given_that_one()
    {
        var handler = new ScriptedHandler(async (_, _) =>
        {
            await _goOn.Task.WaitAsync(Eventually.Patience);
            return JobResult.Done;
        });
        await using var engine = await Engine.StartAsync(handler.AddTo);
        var keyed = ScriptedHandler.Job() with { Key = "library" };

        var first = await engine.EnqueueAsync(keyed);
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.EnqueueAsync(keyed)));
        var other = await engine.EnqueueAsync(keyed with { Key = "another" });
        _goOn.SetResult();
        await engine.UntilAsync(first, JobState.Succeeded);
        var next = await engine.EnqueueAsync(keyed with { DueAt = DateTimeOffset.UtcNow.AddDays(1) });
        var again = await engine.Queue.RedeliverAsync(first, CancellationToken.None);

        atOnce.ShouldAllBe(id => id == first);
        other.ShouldNotBe(first);
        next.ShouldNotBe(first);
        again.ShouldBe(RunAgainAnswer.OtherIsOpen, "one of its key waits already");
    }

    [Fact]
    public async Task The_API_tells_how_far_a_job_is()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var notes = app.Services.GetRequiredService<IJobNotes>();
        var queue = app.Services.GetRequiredService<IJobQueue>();
        var id = (await queue.EnqueueAsync([new NewJob("of-a-newer-version", "A test", JobPriority.Low) { DueAt = DateTimeOffset.UtcNow.AddDays(1) }], CancellationToken.None))[0];
        notes.Report(new Job(id, "", "", "", "", JobPriority.Low, 1, null, null, null, 0, DateTimeOffset.UnixEpoch), new JobProgress(3, 12, "Looking"));

        var one = JsonDocument.Parse(await api.GetStringAsync($"/api/v1/jobs/{id}")).RootElement.GetProperty("job").GetProperty("progress");
        var list = JsonDocument.Parse(await api.GetStringAsync("/api/v1/jobs")).RootElement.GetProperty("items")[0].GetProperty("progress");

        one.GetRawText().ShouldBe("""{"done":3,"total":12,"text":"Looking"}""");
        list.GetRawText().ShouldBe(one.GetRawText());
    }

    private static async Task<int> NotesAsync(Engine engine)
    {
        await using var context = await engine.ContextAsync();
        return await context.JobNotes.CountAsync();
    }

    private sealed record Place(int Done);

    private sealed class Watcher : IJobWatcher
    {
        public ConcurrentQueue<long> Running { get; } = new();

        public void Changed(IReadOnlyList<JobChange> changes)
        {
            foreach (var change in changes.Where(change => change.State == JobState.Running))
            {
                Running.Enqueue(change.JobId);
            }
        }

        public void AddTo(IServiceCollection services) => services.AddSingleton<IJobWatcher>(this);
    }
}
