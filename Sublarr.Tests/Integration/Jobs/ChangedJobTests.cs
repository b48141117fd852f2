using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>What a person does to a job that goes on meanwhile.</summary>
public sealed class ChangedJobTests
{
    [Theory]
    [InlineData(JobAction.Run)]
    [InlineData(JobAction.Cancel)]
    [InlineData(JobAction.Priority)]
    public async Task What_is_done_to_many_jobs_is_not_done_to_one_that_has_gone_on_since_they_were_counted(JobAction action)
    {
        await using var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo);
        var succeeded = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(succeeded, JobState.Succeeded);
        var waiting = await engine.EnqueueAsync(ScriptedHandler.Job() with { DueAt = DateTimeOffset.UtcNow.AddDays(1) });
        await engine.Queue.PauseAsync(null, CancellationToken.None);

        var ofSucceeded = await engine.Queue.ChangeAsync(succeeded, JobState.Retrying, action, new JobPriority(1), CancellationToken.None);
        var ofOther = await engine.Queue.ChangeAsync(waiting, JobState.Held, action, new JobPriority(1), CancellationToken.None);
        var untouched = await engine.JobAsync(waiting);
        var ofWaiting = await engine.Queue.ChangeAsync(waiting, JobState.Retrying, action, new JobPriority(1), CancellationToken.None);

        (ofSucceeded, ofOther, ofWaiting).ShouldBe((false, false, true));
        (await engine.JobAsync(succeeded)).State.ShouldBe(JobState.Succeeded);
        (untouched.State, untouched.Priority).ShouldBe((JobState.Retrying, 5));
        var changed = await engine.JobAsync(waiting);
        (changed.State, changed.Priority).ShouldBe(action switch
        {
            JobAction.Run => (JobState.Queued, 5),
            JobAction.Cancel => (JobState.Cancelled, 5),
            _ => (JobState.Retrying, 1),
        });
    }

    [Fact]
    public async Task A_restore_that_was_cancelled_is_asked_for_anew_and_not_run_again_with_others()
    {
        await using var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo);
        var id = await engine.EnqueueAsync(new NewJob(JobKinds.RestoreBackup, "A test", JobPriority.High) { DueAt = DateTimeOffset.UtcNow.AddDays(1) });
        (await engine.Queue.CancelAsync(id, CancellationToken.None)).ShouldBeTrue();

        var again = await engine.Queue.RedeliverAsync(id, CancellationToken.None);
        var gone = await engine.Queue.RedeliverAsync(id + 1, CancellationToken.None);

        (again, gone).ShouldBe((RunAgainAnswer.AskAnew, RunAgainAnswer.Unknown));
        (await engine.JobAsync(id)).State.ShouldBe(JobState.Cancelled);
        (await engine.Get<IManyJobs>().CountAsync(new(JobState.Cancelled), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_shows_a_job_hears_of_its_new_priority()
    {
        var heard = new ConcurrentQueue<JobChange>();
        await using var engine = await Engine.StartAsync(services => services.AddSingleton<IJobWatcher>(new Listener(heard)));
        var id = await engine.EnqueueAsync(new NewJob("of-a-newer-version", "A test", JobPriority.Low) { DueAt = DateTimeOffset.UtcNow.AddDays(1) });
        heard.Clear();

        (await engine.Queue.SetPriorityAsync(id, JobPriority.High, CancellationToken.None)).ShouldBeTrue();

        heard.ShouldHaveSingleItem().ShouldBe(new JobChange(id, "of-a-newer-version", JobState.Retrying, null));
    }

    [Fact]
    public async Task A_job_that_was_to_stop_and_fails_in_the_same_moment_is_not_tried_again()
    {
        var fail = new TaskCompletionSource();
        var handler = new ScriptedHandler(
            async (_, _) =>
            {
                await fail.Task;
                return new JobResult(new JobOutcome.RetryLater("not yet"));
            },
            retries: RetrySchedule.Internal);
        await using var engine = await Engine.StartAsync(handler.AddTo);
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Running);
        await using (var writer = new BlockedWriter(engine))
        {
            await writer.HoldAsync();
            var cancelled = engine.Queue.CancelAsync(id, CancellationToken.None);
            fail.SetResult();
            await writer.ReleaseAsync();
            (await cancelled).ShouldBeTrue();
        }

        await engine.UntilAsync(id, JobState.Cancelled);
    }

    private sealed class Listener(ConcurrentQueue<JobChange> heard) : IJobWatcher
    {
        public void Changed(IReadOnlyList<JobChange> changes)
        {
            foreach (var change in changes)
            {
                heard.Enqueue(change);
            }
        }
    }
}
