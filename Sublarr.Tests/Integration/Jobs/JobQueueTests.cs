using System.Collections.Concurrent;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class JobQueueTests
{
    [Fact]
    public async Task A_job_runs_and_its_attempt_is_kept()
    {
        var handler = new ScriptedHandler((_, _) => Task.FromResult(new JobResult(JobOutcome.Done, new AttemptDetail { Note = "hello" })));
        await using var engine = await Engine.StartAsync(handler.AddTo);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        var job = await engine.UntilAsync(id, JobState.Succeeded);

        job.Attempts.ShouldBe(1);
        job.FinishedAt.ShouldNotBeNull();
        var attempt = (await engine.AttemptsAsync(id)).ShouldHaveSingleItem();
        attempt.Outcome.ShouldBe("succeeded");
        attempt.ReadDetail()!.Note.ShouldBe("hello");
    }

    [Fact]
    public async Task A_failed_job_is_tried_again_by_its_schedule_and_never_early()
    {
        var clock = new ManualClock();
        var runs = new ConcurrentQueue<DateTimeOffset>();
        var handler = new ScriptedHandler(
            (_, _) =>
            {
                runs.Enqueue(clock.GetUtcNow());
                return Task.FromResult(new JobResult(runs.Count < 3 ? new JobOutcome.RetryLater("not yet") : JobOutcome.Done));
            },
            retries: new RetrySchedule(TimeSpan.FromSeconds(10), TimeSpan.FromHours(2)));
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        var first = await engine.UntilAsync(id, JobState.Retrying);
        clock.Advance(TimeSpan.FromSeconds(7.9));
        (await engine.JobAsync(id)).State.ShouldBe(JobState.Retrying);
        clock.Advance(TimeSpan.FromSeconds(4.2));
        await Eventually.TrueAsync(() => runs.Count == 2, "no second attempt");
        var second = await engine.UntilAsync(id, JobState.Retrying);
        clock.Advance(TimeSpan.FromHours(2.5));
        await engine.UntilAsync(id, JobState.Succeeded);

        var times = runs.ToArray();
        times[1].ShouldBeGreaterThanOrEqualTo(first.DueAt);
        times[2].ShouldBeGreaterThanOrEqualTo(second.DueAt);
        (await engine.AttemptsAsync(id)).Select(attempt => attempt.Outcome).ShouldBe(["retry_later", "retry_later", "succeeded"]);
    }

    [Fact]
    public async Task A_job_is_dead_after_the_last_retry_and_everybody_hears_of_it()
    {
        var handler = new ScriptedHandler((_, _) => Task.FromResult(new JobResult(new JobOutcome.RetryLater("The disk is made of cheese."))));
        await using var engine = await Engine.StartAsync(handler.AddTo);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        var job = await engine.UntilAsync(id, JobState.Dead);

        job.LastError.ShouldBe("The disk is made of cheese.");
        var obituary = (await engine.EventsAsync()).ShouldHaveSingleItem();
        obituary.Name.ShouldBe("job_failed");
        obituary.Data.ShouldContain("made of cheese");
    }

    [Fact]
    public async Task A_handler_that_throws_is_tried_again_and_the_process_lives()
    {
        var handler = new ScriptedHandler((_, _) => throw new InvalidOperationException("boom"));
        await using var engine = await Engine.StartAsync(handler.AddTo);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job());

        (await engine.UntilAsync(id, JobState.Dead)).LastError!.ShouldContain("boom");
        (await engine.AttemptsAsync(id))[0].Failure.ShouldBe(FailureClass.Internal);
    }

    [Fact]
    public async Task A_fault_of_our_own_uses_up_no_attempt()
    {
        var clock = new ManualClock();
        var calls = 0;
        var handler = new ScriptedHandler((_, _) => Interlocked.Increment(ref calls) == 1
            ? throw new IOException("No space left on device")
            : Task.FromResult(JobResult.Done));
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        var put = await engine.UntilAsync(id, JobState.Retrying);
        clock.Advance(TimeSpan.FromSeconds(6));
        var job = await engine.UntilAsync(id, JobState.Succeeded);

        put.Attempts.ShouldBe(0);
        put.LastError!.ShouldContain("No space left");
        job.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_changed_of_a_job_that_waits_is_so_when_it_runs()
    {
        var ran = new ConcurrentDictionary<long, Job>();
        var handler = new ScriptedHandler((context, _) =>
        {
            ran[context.Job.Id] = context.Job;
            return Task.FromResult(JobResult.Done);
        });
        await using var engine = await Engine.StartAsync(handler.AddTo);
        await engine.Queue.PauseAsync(null, CancellationToken.None);
        var (plain, urgent, now) = (await engine.EnqueueAsync(ScriptedHandler.Job(5)), await engine.EnqueueAsync(ScriptedHandler.Job(5)), await engine.EnqueueAsync(ScriptedHandler.Job(5)));

        await engine.Queue.SetPriorityAsync(urgent, new JobPriority(2), CancellationToken.None);
        await engine.Queue.RunNowAsync(now, CancellationToken.None);
        await engine.Queue.ResumeAsync(null, CancellationToken.None);
        await engine.UntilIdleAsync();

        ran[plain].ShouldSatisfyAllConditions(job => job.Priority.Value.ShouldBe(5), job => job.Trigger.ShouldBe(JobTrigger.Automatic), job => job.Attempts.ShouldBe(1));
        ran[urgent].Priority.Value.ShouldBe(2);
        ran[now].Trigger.ShouldBe(JobTrigger.Manual);
        foreach (var job in ran.Values)
        {
            var stored = await engine.JobAsync(job.Id);
            (job.Title, job.Lane, job.CreatedAt, job.StartedAt).ShouldBe((stored.Title, stored.Lane, stored.CreatedAt, stored.StartedAt!.Value));
        }
    }

    [Fact]
    public async Task A_kind_that_nobody_handles_is_dead_at_once()
    {
        await using var engine = await Engine.StartAsync();

        var id = await engine.EnqueueAsync(new NewJob("from-the-future", "Something new", JobPriority.Normal));

        (await engine.UntilAsync(id, JobState.Dead)).LastError!.ShouldContain("from-the-future");
    }

    [Fact]
    public async Task Urgent_jobs_go_first_and_old_ones_overtake()
    {
        var clock = new ManualClock();
        var order = new ConcurrentQueue<int>();
        var gate = new TaskCompletionSource();
        var handler = new ScriptedHandler(
            async (context, _) =>
            {
                order.Enqueue(context.Job.Priority.Value);
                await gate.Task.WaitAsync(Eventually.Patience);
                return JobResult.Done;
            },
            concurrency: 1);
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);

        await engine.EnqueueAsync(ScriptedHandler.Job(2));
        await Eventually.TrueAsync(() => order.Count == 1, "the first job does not run");
        await engine.EnqueueAsync(ScriptedHandler.Job(10));
        clock.Advance(TimeSpan.FromMinutes(2));
        await engine.EnqueueAsync(ScriptedHandler.Job(9));
        await engine.EnqueueAsync(ScriptedHandler.Job(7));
        await engine.EnqueueAsync(ScriptedHandler.Job(1));
        gate.SetResult();
        await engine.UntilIdleAsync();

        order.ToArray().ShouldBe([2, 1, 10, 7, 9], customMessage: "two minutes are worth four levels: the old 10 goes before a new 7, not before a new 1");
    }

    [Fact]
    public async Task A_lane_never_runs_more_than_its_limit()
    {
        int running = 0, most = 0;
        var handler = new ScriptedHandler(
            async (_, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Delay(2);
                Interlocked.Decrement(ref running);
                return JobResult.Done;
            },
            concurrency: 3);
        await using var engine = await Engine.StartAsync(handler.AddTo);

        await engine.Queue.EnqueueAsync([.. Enumerable.Range(0, 60).Select(_ => ScriptedHandler.Job())], CancellationToken.None);
        await engine.UntilIdleAsync();

        most.ShouldBe(3);
        (await engine.JobsAsync()).ShouldAllBe(job => job.State == JobState.Succeeded && job.Attempts == 1);
    }

    [Fact]
    public async Task A_waiting_job_can_be_cancelled()
    {
        var handler = new ScriptedHandler((_, _) => Task.FromResult(JobResult.Done));
        await using var engine = await Engine.StartAsync(handler.AddTo);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job() with { DueAt = DateTimeOffset.UtcNow.AddHours(1) });

        (await engine.Queue.CancelAsync(id, CancellationToken.None)).ShouldBeTrue();
        (await engine.JobAsync(id)).State.ShouldBe(JobState.Cancelled);
        (await engine.Queue.CancelAsync(id, CancellationToken.None)).ShouldBeFalse("it has ended");
        (await engine.Queue.CancelAsync(4711, CancellationToken.None)).ShouldBeFalse("it does not exist");
    }

    [Fact]
    public async Task A_running_job_can_be_cancelled()
    {
        var handler = new ScriptedHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return JobResult.Done;
        });
        await using var engine = await Engine.StartAsync(handler.AddTo);
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Running);

        await Eventually.TrueAsync(() => engine.Queue.CancelAsync(id, CancellationToken.None), () => "it cannot be cancelled");

        await engine.UntilAsync(id, JobState.Cancelled);
        (await engine.AttemptsAsync(id)).ShouldHaveSingleItem().Outcome.ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_dead_job_can_be_run_again_with_all_its_attempts()
    {
        var handler = ScriptedHandler.Returning(new JobOutcome.Rejected("no"), JobOutcome.Done);
        await using var engine = await Engine.StartAsync(handler.AddTo);
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Dead);

        (await engine.Queue.RedeliverAsync(id, CancellationToken.None)).ShouldBe(RunAgainAnswer.Queued);
        await engine.UntilAsync(id, JobState.Succeeded);

        var attempts = await engine.AttemptsAsync(id);
        attempts.Select(attempt => (attempt.Number, attempt.Trigger)).ShouldBe([(1, JobTrigger.Automatic), (2, JobTrigger.Manual)]);
    }

    [Fact]
    public async Task What_a_person_wants_now_goes_before_all_that_waits_and_a_second_click_changes_nothing()
    {
        var runs = new ConcurrentQueue<long>();
        var gate = new TaskCompletionSource();
        var handler = new ScriptedHandler(
            async (context, _) =>
            {
                runs.Enqueue(context.Job.Id);
                await gate.Task;
                return JobResult.Done;
            },
            concurrency: 1);
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);
        var ids = await engine.Queue.EnqueueAsync([.. Enumerable.Range(0, 5).Select(_ => ScriptedHandler.Job(priority: 1)), ScriptedHandler.Job(priority: 10)], CancellationToken.None);
        clock.Advance(TimeSpan.FromHours(1));
        var later = await engine.EnqueueAsync(ScriptedHandler.Job() with { DueAt = clock.GetUtcNow().AddDays(3) });

        var first = await engine.Queue.RunNowAsync(ids[5], CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = await engine.Queue.RunNowAsync(later, CancellationToken.None);
        var again = await engine.Queue.RunNowAsync(ids[5], CancellationToken.None);
        var running = await engine.Queue.RunNowAsync(ids[0], CancellationToken.None);
        gate.SetResult();
        await engine.UntilIdleAsync();

        (first, second, again, running).ShouldBe((JobState.Queued, JobState.Queued, JobState.Queued, JobState.Running));
        runs.ShouldBe([ids[0], ids[5], later, ids[1], ids[2], ids[3], ids[4]]);
        (await engine.AttemptsAsync(later)).ShouldHaveSingleItem().Trigger.ShouldBe(JobTrigger.Manual);
        (await engine.Queue.RunNowAsync(later, CancellationToken.None)).ShouldBe(JobState.Succeeded);
        (await engine.Queue.RunNowAsync(later + 1_000, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_delayed_job_waits_for_its_time()
    {
        var clock = new ManualClock();
        var handler = new ScriptedHandler((_, _) => Task.FromResult(JobResult.Done));
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);

        var id = await engine.EnqueueAsync(ScriptedHandler.Job() with { DueAt = clock.GetUtcNow().AddDays(3) });
        clock.Advance(TimeSpan.FromDays(2.9));
        (await engine.JobAsync(id)).State.ShouldBe(JobState.Retrying);
        clock.Advance(TimeSpan.FromDays(0.2));

        await engine.UntilAsync(id, JobState.Succeeded);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
