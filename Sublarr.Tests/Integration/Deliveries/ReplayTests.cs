using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Deliveries;

public sealed class ReplayTests
{
    private static readonly ReplayRange Always = new(null, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1));

    private bool _isBroken = true;

    [Fact]
    public async Task A_replay_sends_exactly_what_never_succeeded_and_nothing_the_second_time()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(channel.AddTo);
        await engine.SubscribeAsync(FakeChannel.ChannelName, "*");
        _isBroken = false;
        await PublishAsync(engine, 2);
        await UntilDeliveredAsync(engine);
        _isBroken = true;
        await PublishAsync(engine, 7);
        await UntilDeliveredAsync(engine);
        var dead = await DeadAsync(engine);
        _isBroken = false;
        channel.Deliveries.Clear();

        var replay = (await engine.Get<IReplays>().StartAsync(Always, 1000, CancellationToken.None))!;
        await engine.UntilAsync(replay.JobId, JobState.Succeeded);
        await UntilDeliveredAsync(engine);
        var again = await engine.Get<IReplays>().StartAsync(Always, 1000, CancellationToken.None);

        replay.Total.ShouldBe(7);
        again.ShouldBeNull();
        channel.Deliveries.Select(delivery => delivery.JobId).ShouldBe(dead, ignoreOrder: true);
        (await DeadAsync(engine)).ShouldBeEmpty();
        (await engine.Get<IReplays>().FindAsync(replay.JobId, CancellationToken.None))!.Queued.ShouldBe(7);
        (await engine.AttemptsAsync(dead[0])).Select(attempt => attempt.Trigger).ShouldBe([JobTrigger.Automatic, JobTrigger.Manual]);
        (await engine.AttemptsAsync(replay.JobId))[0].ReadDetail()!.Note.ShouldBe("7 of 7 deliveries were queued again.");
    }

    [Fact]
    public async Task What_fails_again_is_not_met_twice_by_one_replay()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(channel.AddTo);
        await engine.SubscribeAsync(FakeChannel.ChannelName, "library_scan_complete");
        await PublishAsync(engine, 5);
        await UntilDeliveredAsync(engine);
        channel.Deliveries.Clear();

        var replay = (await engine.Get<IReplays>().StartAsync(Always, 50, CancellationToken.None))!;
        await engine.UntilAsync(replay.JobId, JobState.Succeeded);
        await UntilDeliveredAsync(engine);

        channel.Deliveries.Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_was_delivered_once_or_cannot_be_made_any_more_is_left_alone()
    {
        await using var engine = await Engine.StartAsync(Channel().AddTo);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "library_scan_complete");
        _isBroken = false;
        await PublishAsync(engine, 1);
        await UntilDeliveredAsync(engine);
        _isBroken = true;
        var delivered = (await engine.JobsAsync()).Single(job => JobKinds.IsDelivery(job.Kind)).Id;
        await engine.Queue.RedeliverAsync(delivered, CancellationToken.None);
        await engine.UntilAsync(delivered, JobState.Dead);
        await engine.EnqueueAsync(new NewJob(JobKinds.Deliver, "Of an event that retention removed", JobPriority.Normal) { EventId = "evt_gone", SubscriptionId = subscription.Id });
        await UntilDeliveredAsync(engine);

        (await engine.Get<IReplays>().CountAsync(Always, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_range_and_a_subscription_narrow_it()
    {
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(Channel().AddTo, clock);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "library_scan_complete");
        var start = clock.GetUtcNow();
        await PublishAsync(engine, 1);
        await UntilDeliveredAsync(engine);
        clock.Advance(TimeSpan.FromHours(1));
        await PublishAsync(engine, 2);
        await UntilDeliveredAsync(engine);
        var replays = engine.Get<IReplays>();

        (await replays.CountAsync(new(null, start, start), CancellationToken.None)).ShouldBe(1);
        (await replays.CountAsync(new(subscription.Id, start.AddMinutes(1), start.AddHours(1)), CancellationToken.None)).ShouldBe(2);
        (await replays.CountAsync(new(subscription.Id + 1, start, start.AddHours(1)), CancellationToken.None)).ShouldBe(0);
        (await replays.CountAsync(new(null, start.AddHours(2), start.AddHours(3)), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task It_keeps_its_rate_shows_its_progress_and_can_be_cancelled()
    {
        var clock = new ManualClock();
        var channel = Channel();
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        await engine.SubscribeAsync(FakeChannel.ChannelName, "library_scan_complete");
        await PublishAsync(engine, 10);
        await UntilDeliveredAsync(engine);
        _isBroken = false;
        var replays = engine.Get<IReplays>();

        var replay = (await replays.StartAsync(Always, 10, CancellationToken.None))!;
        await Eventually.TrueAsync(async () => await QueuedAsync() == 2, () => "the first batch is not queued");
        var start = clock.GetUtcNow();
        await Eventually.TrueAsync(
            async () =>
            {
                // More than once if need be: the replay may not have begun to wait yet.
                clock.Advance(TimeSpan.FromSeconds(0.1));
                return await QueuedAsync() >= 4;
            },
            () => "no second batch is queued");
        await engine.Queue.CancelAsync(replay.JobId, CancellationToken.None);
        await engine.UntilAsync(replay.JobId, JobState.Cancelled);
        var queued = await QueuedAsync();

        queued.ShouldBeLessThanOrEqualTo(2 + (int)((clock.GetUtcNow() - start).TotalSeconds * 10));
        queued.ShouldBeLessThan(10);
        (await replays.CountAsync(Always, CancellationToken.None)).ShouldBe(10 - queued);

        async Task<int> QueuedAsync() => (await replays.FindAsync(replay.JobId, CancellationToken.None))!.Queued;
    }

    [Fact]
    public async Task After_a_stop_it_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        var first = Channel();
        var clock = new ManualClock();
        long id;
        await using (var engine = await Engine.StartAsync(first.AddTo, clock, folder))
        {
            await engine.SubscribeAsync(FakeChannel.ChannelName, "library_scan_complete");
            await PublishAsync(engine, 6);
            await UntilDeliveredAsync(engine);
            _isBroken = false;
            first.Deliveries.Clear();
            id = (await engine.Get<IReplays>().StartAsync(Always, 1, CancellationToken.None))!.JobId;
            await Eventually.TrueAsync(() => first.Deliveries.Count == 1, "nothing was sent again");
        }

        var second = Channel();
        await using var later = await Engine.StartAsync(second.AddTo, folder: folder);
        await Eventually.TrueAsync(async () => (await later.JobAsync(id)).State == JobState.Succeeded, () => "the replay has not ended", TimeSpan.FromSeconds(30));
        await UntilDeliveredAsync(later);

        first.Deliveries.Concat(second.Deliveries).Select(delivery => delivery.JobId).ShouldBeUnique();
        (first.Deliveries.Count + second.Deliveries.Count).ShouldBe(6);
    }

    private FakeChannel Channel() => new((_, _) => Task.FromResult(_isBroken
        ? new DeliveryReport(new JobOutcome.Rejected("broken"), new AttemptDetail { Failure = FailureClass.Http })
        : FakeChannel.Delivered));

    private static async Task PublishAsync(Engine engine, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await engine.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);
        }
    }

    private static async Task<List<long>> DeadAsync(Engine engine) =>
        [.. (await engine.JobsAsync()).Where(job => job.State == JobState.Dead && JobKinds.IsDelivery(job.Kind)).Select(job => job.Id)];

    private static Task UntilDeliveredAsync(Engine engine) => engine.UntilIdleAsync();
}
