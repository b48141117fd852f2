using System.Collections.Concurrent;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Webhooks;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>The time of day jumps while deliveries wait: it is set back or forward by an hour, or the machine was suspended for ten minutes.</summary>
public sealed class ClockJumpTests
{
    private const int Deliveries = 60;
    private const int AtOnce = 4;

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    [InlineData(10)]
    public async Task After_a_jump_of_the_clock_nothing_is_lost_and_no_more_run_at_once_than_may(int minutes)
    {
        var passing = new ManualClock();
        var clock = new JumpingClock(passing);
        var (running, most) = (0, 0);
        var tries = new ConcurrentDictionary<string, int>();
        var channel = new FakeChannel(
            async (delivery, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return tries.AddOrUpdate(delivery.Event.Id, 1, (_, count) => count + 1) == 1
                    ? new DeliveryReport(new JobOutcome.RetryLater("not yet"), new AttemptDetail { Failure = FailureClass.Http })
                    : FakeChannel.Delivered;
            },
            AtOnce);
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        await SubscribeAsync(engine);
        for (var index = 0; index < Deliveries; index++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example with { MediaId = index }, EventCause.None, CancellationToken.None);
        }

        await UntilAllAsync(engine, JobState.Retrying);
        clock.Jump(TimeSpan.FromMinutes(minutes));
        // What a clock that was set back puts off is put off by no more than the jump.
        await Eventually.TrueAsync(
            async () =>
            {
                passing.Advance(TimeSpan.FromMinutes(1));
                return (await engine.JobsAsync()).TrueForAll(job => job.State == JobState.Succeeded);
            },
            () => $"not all were delivered: {string.Join(", ", tries.Values.GroupBy(count => count).Select(group => $"{group.Count()} of {group.Key}"))}",
            TimeSpan.FromMinutes(1));

        tries.Count.ShouldBe(Deliveries);
        tries.Values.ShouldAllBe(count => count == 2);
        most.ShouldBeLessThanOrEqualTo(AtOnce);
        (passing.GetUtcNow() - new ManualClock().GetUtcNow()).ShouldBeLessThan(TimeSpan.FromMinutes(Math.Abs(minutes)) + TimeSpan.FromMinutes(30));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    [InlineData(10)]
    public async Task After_a_jump_of_the_clock_the_rate_limit_holds_and_the_lane_opens_again(int minutes)
    {
        const int deliveries = 8;
        var passing = new ManualClock();
        var clock = new JumpingClock(passing);
        await using var receiver = WebhookReceiver.Start();
        await using var engine = await Engine.StartAsync(clock: clock);
        await engine.SubscribeAsync(new WebhookSettings { Url = receiver.Url, RateLimit = 1, RatePeriod = RatePeriod.Minute });
        await engine.PublishAsync(deliveries);
        await Eventually.TrueAsync(async () => await engine.CountAsync(JobState.Succeeded) == 1, () => "the first was not sent");
        clock.Jump(TimeSpan.FromMinutes(minutes));

        var inFirstMinute = 0;
        for (var sent = 1; sent < deliveries; sent = await engine.CountAsync(JobState.Succeeded))
        {
            passing.Advance(TimeSpan.FromSeconds(61));
            await Eventually.TrueAsync(
                async () => await engine.CountAsync(JobState.Succeeded) > sent && await engine.CountAsync(JobState.Running) == 0, () => $"the lane stays closed after {sent}");
            inFirstMinute = inFirstMinute == 0 ? await engine.CountAsync(JobState.Succeeded) - sent : inFirstMinute;
        }

        // A clock set forward may end the wait of one, never of all.
        inFirstMinute.ShouldBeInRange(1, 2);
        receiver.Requests.Count.ShouldBe(deliveries);
    }

    [Theory]
    [InlineData(5, 2, 60)]
    [InlineData(5, 2, 60 * 24 * 365)]
    [InlineData(30, 20, 15)]
    [InlineData(300, 200, 180)]
    public async Task A_retry_waits_no_longer_when_the_clock_is_set_back(int delay, int passed, int setBack)
    {
        var passing = new ManualClock();
        var clock = new JumpingClock(passing);
        var handler = ScriptedHandler.Returning(new JobOutcome.Deferred("later", clock.GetUtcNow().AddMinutes(delay)), JobOutcome.Done);
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Retrying);
        await PassAsync(passing, engine, id, passed, JobState.Retrying);

        clock.Jump(-TimeSpan.FromMinutes(setBack));

        // The alarm looks every ten minutes at least.
        await PassAsync(passing, engine, id, delay - passed + 11, JobState.Succeeded);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(60 * 24 * 365)]
    public async Task A_retry_waits_no_longer_than_it_was_to_when_the_clock_is_set_back_while_Sublarr_is_stopped(int setBack)
    {
        using var folder = new TemporaryFolder();
        var before = new ManualClock();
        var handler = ScriptedHandler.Returning(new JobOutcome.Deferred("later", before.GetUtcNow().AddMinutes(5)), JobOutcome.Done);
        var slow = ScriptedHandler.Job() with { DueAt = before.GetUtcNow().AddMinutes(4) };
        long first;
        long second;
        await using (var engine = await Engine.StartAsync(handler.AddTo, before, folder))
        {
            first = await engine.EnqueueAsync(ScriptedHandler.Job());
            await engine.UntilAsync(first, JobState.Retrying);
            second = await engine.EnqueueAsync(slow);
        }

        var after = new ManualClock(before.GetUtcNow().AddMinutes(-setBack));
        await using var again = await Engine.StartAsync(handler.AddTo, after, folder);
        // A second start in the same state moves nothing further.
        (await again.JobAsync(first)).DueAt.ShouldBeInRange(after.GetUtcNow().AddMinutes(4), after.GetUtcNow().AddMinutes(5));
        await PassAsync(after, again, first, 6, JobState.Succeeded);
        await PassAsync(after, again, second, 0, JobState.Succeeded);
    }

    [Fact]
    public async Task What_waits_for_a_worker_does_not_fall_behind_what_comes_after_the_clock_was_set_back()
    {
        var clock = new JumpingClock(new ManualClock());
        var release = new TaskCompletionSource();
        var order = new ConcurrentQueue<long>();
        var handler = new ScriptedHandler(
            async (context, _) =>
            {
                order.Enqueue(context.Job.Id);
                await release.Task.WaitAsync(Eventually.Patience);
                return JobResult.Done;
            },
            concurrency: 1);
        await using var engine = await Engine.StartAsync(handler.AddTo, clock);
        var running = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(running, JobState.Running);
        var waiting = await engine.EnqueueAsync(ScriptedHandler.Job());

        clock.Jump(-TimeSpan.FromHours(1));
        var later = await engine.EnqueueAsync(ScriptedHandler.Job());
        release.SetResult();
        await engine.UntilIdleAsync();

        order.ShouldBe([running, waiting, later]);
    }

    [Theory]
    [InlineData(-120)]
    [InlineData(120)]
    public async Task A_probe_comes_in_its_time_when_the_clock_jumps_while_a_circuit_breaker_is_open(int minutes)
    {
        var passing = new ManualClock();
        var clock = new JumpingClock(passing);
        var (isUp, tried) = (false, 0);
        var channel = new FakeChannel((_, _) =>
        {
            Interlocked.Increment(ref tried);
            return Task.FromResult(Volatile.Read(ref isUp)
                ? FakeChannel.Delivered
                : new DeliveryReport(new JobOutcome.RetryLater("refused"), new AttemptDetail { Failure = FailureClass.Refused }));
        });
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        await SubscribeAsync(engine);
        for (var index = 0; index < 6; index++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example with { MediaId = index }, EventCause.None, CancellationToken.None);
        }

        await Eventually.TrueAsync(
            async () => await engine.CountAsync(JobState.Held) > 0 && await engine.CountAsync(JobState.Running) == 0, () => $"the breaker does not open after {tried} tries");
        clock.Jump(TimeSpan.FromMinutes(minutes));
        Volatile.Write(ref isUp, true);

        await Eventually.TrueAsync(
            async () =>
            {
                passing.Advance(TimeSpan.FromSeconds(1));
                return (await engine.JobsAsync()).TrueForAll(job => job.State == JobState.Succeeded);
            },
            () => "nothing is delivered");
        (passing.GetUtcNow() - new ManualClock().GetUtcNow()).ShouldBeLessThan(TimeSpan.FromMinutes(20));
    }

    // Time passes by the minute, and what is done meanwhile by other threads is waited for.
    private static async Task PassAsync(ManualClock passing, Engine engine, long id, int minutes, JobState state)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            passing.Advance(TimeSpan.FromMinutes(1));
            // A write that comes back says that those before it are done.
            await engine.Get<JobStore>().RenewLeasesAsync(CancellationToken.None);
        }

        await engine.UntilAsync(id, state);
    }

    private static async Task SubscribeAsync(Engine engine)
    {
        await using var context = await engine.ContextAsync();
        var subscription = new Subscription(FakeChannel.ChannelName, DateTimeOffset.UnixEpoch);
        subscription.Edit("Receiver", ["subtitle_downloaded"], "{}", 30, retryCount: 7);
        context.Add(subscription);
        await context.SaveChangesAsync();
    }

    private static Task UntilAllAsync(Engine engine, JobState state) => Eventually.TrueAsync(
        async () => await engine.CountAsync(state) == Deliveries, () => $"not all are {state}");

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
