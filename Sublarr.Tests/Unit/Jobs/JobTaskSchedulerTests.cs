using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Unit.Jobs;

/// <summary>Jobs share the threads of the pool with those who wait for an answer.</summary>
public sealed class JobTaskSchedulerTests
{
    private readonly JobTaskScheduler _scheduler = new();

    [Fact]
    public async Task What_comes_after_many_steps_need_not_wait_for_all_of_them()
    {
        const int steps = 2000;
        var done = 0;
        var doneBefore = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var step = 0; step < steps; step++)
        {
            _scheduler.Start(() =>
            {
                Thread.SpinWait(20_000);
                Interlocked.Increment(ref done);
                return Task.CompletedTask;
            });
        }

        // As a request comes: at the end of the pool's line.
        ThreadPool.UnsafeQueueUserWorkItem(_ => doneBefore.SetResult(Volatile.Read(ref done)), null);

        (await doneBefore.Task.WaitAsync(Eventually.Patience)).ShouldBeLessThan(steps / 2);
        await Eventually.TrueAsync(() => Volatile.Read(ref done) == steps, "not all steps are done");
    }

    [Fact]
    public async Task A_step_that_blocks_holds_up_no_other()
    {
        using var released = new ManualResetEventSlim();
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        _scheduler.Start(() =>
        {
            ended.SetResult(released.Wait(Eventually.Patience));
            return Task.CompletedTask;
        });
        _scheduler.Start(() =>
        {
            released.Set();
            return Task.CompletedTask;
        });

        (await ended.Task.WaitAsync(Eventually.Patience)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_follows_a_wait_runs_here_too()
    {
        var schedulers = new TaskCompletionSource<(TaskScheduler Before, TaskScheduler After)>(TaskCreationOptions.RunContinuationsAsynchronously);

        _scheduler.Start(async () =>
        {
            var before = TaskScheduler.Current;
            await Task.Delay(1);
            schedulers.SetResult((before, TaskScheduler.Current));
        });

        (await schedulers.Task.WaitAsync(Eventually.Patience)).ShouldBe((_scheduler, _scheduler));
    }
}
