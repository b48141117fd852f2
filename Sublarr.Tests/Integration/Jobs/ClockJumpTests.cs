using System.Collections.Concurrent;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhooks;
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
