using System.Collections.Concurrent;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>Deliveries that are claimed before there is room for them.</summary>
public sealed class LanePlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _holds = new();
    private readonly ConcurrentQueue<long> _begun = new();

    // Two at a time, and two more claimed. A delivery takes as long as the clock is moved while it is held.
    private readonly FakeChannel _channel;
    private int _count;

    public LanePlaceTests() => _channel = new FakeChannel(DeliverAsync, perSubscription: 2) { Ahead = 2 };

    [Fact]
    public async Task In_a_quick_lane_the_next_begins_without_another_write()
    {
        await using var engine = await StartAsync();
        await DeliverOneAsync(engine, TimeSpan.FromMilliseconds(5));
        var (first, second) = (Hold(2), Hold(3));
        await PublishAsync(engine, 6);

        await Eventually.TrueAsync(async () => (await CountAsync(engine, JobState.Running), _begun.Count) == (4, 3), () => "two were to begin, and two to be claimed ahead");
        await using var writer = new BlockedWriter(engine);
        await writer.HoldAsync();
        first.SetResult();

        await Eventually.TrueAsync(() => _begun.Count >= 5, "what was claimed ahead waits for the writer");
        ShouldHaveBegunAtOnce(1, 2, 3);
        _begun.Skip(3).ShouldBe([4, 5]);
        second.SetResult();
    }

    [Fact]
    public async Task In_a_slow_lane_none_is_claimed_ahead()
    {
        await using var engine = await StartAsync();
        await DeliverOneAsync(engine, TimeSpan.FromMilliseconds(30));
        var (first, second) = (Hold(2), Hold(3));
        await PublishAsync(engine, 6);

        await Eventually.TrueAsync(() => _begun.Count == 3, "two are to begin");
        (await CountAsync(engine, JobState.Running)).ShouldBe(2);
        (await CountAsync(engine, JobState.Queued)).ShouldBe(4);
        first.SetResult();
        second.SetResult();
        await engine.UntilIdleAsync();
    }

    [Fact]
    public async Task What_was_claimed_ahead_can_be_cancelled()
    {
        await using var engine = await StartAsync();
        await DeliverOneAsync(engine, TimeSpan.Zero);
        var (first, second) = (Hold(2), Hold(3));
        await PublishAsync(engine, 3);
        await Eventually.TrueAsync(async () => (await CountAsync(engine, JobState.Running), _begun.Count) == (3, 3), () => "one was to be claimed ahead");

        (await engine.Queue.CancelAsync(4, CancellationToken.None)).ShouldBeTrue();
        first.SetResult();
        second.SetResult();

        await engine.UntilAsync(4, JobState.Cancelled);
        await engine.UntilIdleAsync();
    }

    [Fact]
    public async Task What_was_claimed_ahead_goes_back_at_a_stop_and_has_lost_no_attempt()
    {
        var engine = await StartAsync();
        await DeliverOneAsync(engine, TimeSpan.Zero);
        var (first, second) = (Hold(2), Hold(3));
        await PublishAsync(engine, 4);
        await Eventually.TrueAsync(async () => (await CountAsync(engine, JobState.Running), _begun.Count) == (4, 3), () => "two were to be claimed ahead");

        var stop = engine.StopAsync();
        await Eventually.TrueAsync(() => !engine.Get<JobClaims>().IsOpen, "the stop does not keep jobs from being claimed");
        first.SetResult();
        second.SetResult();
        await stop;

        _begun.Count.ShouldBe(3);
        ShouldHaveBegunAtOnce(1, 2, 3);
        foreach (var id in (long[])[4, 5])
        {
            var job = await engine.JobAsync(id);
            (job.State, job.Attempts, job.Runs).ShouldBe((JobState.Queued, 0, 0));
        }

        await engine.DisposeAsync();
        await using var next = await StartAsync();
        await next.UntilIdleAsync();
        _begun.Order().ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task However_many_are_claimed_never_more_run_than_may_and_each_runs_once()
    {
        int running = 0, most = 0;
        var channel = new FakeChannel(
            async (delivery, _) =>
            {
                _begun.Enqueue(delivery.JobId);
                var now = Interlocked.Increment(ref running);
                for (var seen = most; now > seen; seen = most)
                {
                    Interlocked.CompareExchange(ref most, now, seen);
                }

                await Task.Yield();
                Interlocked.Decrement(ref running);
                return FakeChannel.Delivered;
            },
            perSubscription: 3)
        { Ahead = 3 };
        await using var engine = await Engine.StartAsync(channel.AddTo, folder: _folder);
        await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PublishAsync(engine, 50)));
        await engine.UntilIdleAsync();

        most.ShouldBeInRange(2, 3);
        _begun.Order().ShouldBe(Enumerable.Range(1, 500).Select(id => (long)id));
        (await engine.JobsAsync()).ShouldAllBe(job => job.State == JobState.Succeeded && job.Attempts == 1 && job.Runs == 1);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task PublishAsync(Engine engine, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }
    }

    private static async Task<int> CountAsync(Engine engine, JobState state) => (await engine.JobsAsync()).Count(job => job.State == state);

    private async Task<Engine> StartAsync()
    {
        var engine = await Engine.StartAsync(_channel.AddTo, _clock, _folder);
        if (_begun.IsEmpty)
        {
            await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        }

        return engine;
    }

    // How long a lane's last delivery took decides whether it is quick.
    private async Task DeliverOneAsync(Engine engine, TimeSpan duration)
    {
        var hold = Hold(1);
        await PublishAsync(engine, 1);
        await Eventually.TrueAsync(() => _begun.Count == 1, "nothing was delivered");
        _clock.Advance(duration);
        hold.SetResult();
        await engine.UntilIdleAsync();
    }

    // Which of those that begin at the same time comes first is up to the machine.
    private void ShouldHaveBegunAtOnce(params long[] ids) => _begun.Take(ids.Length).Order().ShouldBe(ids);

    private TaskCompletionSource Hold(int delivery) => _holds[delivery] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<DeliveryReport> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _count);
        _begun.Enqueue(delivery.JobId);
        if (_holds.TryGetValue(number, out var hold))
        {
            await hold.Task.WaitAsync(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return FakeChannel.Delivered;
    }
}
