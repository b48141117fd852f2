using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Live;

namespace Sublarr.Tests.Unit.Live;

public sealed class LiveFeedTests : IDisposable
{
    private readonly ManualClock clock = new();
    private readonly LiveFeed feed;
    private readonly ConcurrentQueue<LiveBatch> shown = new();

    public LiveFeedTests() => feed = new LiveFeed(clock, NullLogger<LiveFeed>.Instance);

    public void Dispose() => feed.Dispose();

    [Fact]
    public async Task What_happens_within_50_ms_comes_as_one_batch()
    {
        using var subscription = feed.Subscribe(Show);

        feed.Published(Event());
        feed.Changed([Change(1), Change(2)]);
        feed.Published(Event());
        clock.Advance(LiveFeed.Interval);
        await BecomesAsync(() => !shown.IsEmpty);

        var batch = shown.ShouldHaveSingleItem();
        batch.Events.Length.ShouldBe(2);
        batch.Jobs.Select(job => job.JobId).ShouldBe([1, 2]);
        batch.Missed.ShouldBe(0);
    }

    [Fact]
    public async Task All_listeners_share_one_batch()
    {
        using var first = feed.Subscribe(Show);
        using var second = feed.Subscribe(Show);

        feed.Published(Event());
        clock.Advance(LiveFeed.Interval);
        await BecomesAsync(() => shown.Count == 2);

        shown.First().ShouldBeSameAs(shown.Last());
    }

    [Fact]
    public async Task A_listener_is_called_at_most_20_times_a_second()
    {
        var calls = new List<DateTimeOffset>();
        using var subscription = feed.Subscribe(_ =>
        {
            calls.Add(clock.GetUtcNow());
            return Task.CompletedTask;
        });

        for (var step = 0; step < 100; step++)
        {
            feed.Published(Event());
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await BecomesAsync(() => calls.Count > 0);
        calls.Count.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public async Task A_slow_listener_loses_the_oldest_and_is_told_how_many()
    {
        var gate = new TaskCompletionSource();
        using var subscription = feed.Subscribe(async batch =>
        {
            shown.Enqueue(batch);
            await gate.Task.WaitAsync(Eventually.Patience);
        });
        feed.Changed([Change(1)]);
        clock.Advance(LiveFeed.Interval);
        await BecomesAsync(() => shown.Count == 1);

        for (var id = 2; id <= LiveSubscription.Backlog + 6; id++)
        {
            feed.Changed([Change(id)]);
            clock.Advance(LiveFeed.Interval);
        }

        gate.SetResult();
        await BecomesAsync(() =>
        {
            clock.Advance(LiveFeed.Interval);
            return shown.Count == 2;
        });
        shown.Last().Jobs.Length.ShouldBe(LiveSubscription.Backlog);
        shown.Last().Missed.ShouldBe(5);
    }

    [Fact]
    public async Task A_flood_is_cut_to_the_newest()
    {
        using var subscription = feed.Subscribe(Show);

        for (var count = 0; count < LiveBatch.EventLimit + 50; count++)
        {
            feed.Published(Event());
        }

        feed.Changed([.. Enumerable.Range(1, LiveBatch.JobLimit + 7).Select(id => Change(id))]);
        clock.Advance(LiveFeed.Interval);
        await BecomesAsync(() => !shown.IsEmpty);

        var batch = shown.Single();
        batch.Events.Length.ShouldBe(LiveBatch.EventLimit);
        batch.Jobs.Length.ShouldBe(LiveBatch.JobLimit);
        batch.Jobs[^1].JobId.ShouldBe(LiveBatch.JobLimit + 7);
        batch.Missed.ShouldBe(57);
    }

    [Fact]
    public async Task A_listener_that_fails_disturbs_no_other()
    {
        using var broken = feed.Subscribe(_ => throw new InvalidOperationException("broken"));
        using var subscription = feed.Subscribe(Show);

        feed.Published(Event());
        clock.Advance(LiveFeed.Interval);
        feed.Published(Event());
        await BecomesAsync(() =>
        {
            clock.Advance(LiveFeed.Interval);
            return shown.Sum(batch => batch.Events.Length) == 2;
        });
    }

    [Fact]
    public async Task Nothing_is_called_back_after_disposing()
    {
        var subscription = (LiveSubscription)feed.Subscribe(Show);
        subscription.Dispose();

        feed.Published(Event());
        clock.Advance(LiveFeed.Interval);
        await subscription.Ended.WaitAsync(Eventually.Patience);

        shown.ShouldBeEmpty();
    }

    private static Task BecomesAsync(Func<bool> condition) => Eventually.TrueAsync(condition, "The listener was not called as often as expected.");

    private static EventEnvelope Event() =>
        EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    private static JobChange Change(long id) => new(id, JobKinds.Deliver, JobState.Queued, null);

    private Task Show(LiveBatch batch)
    {
        shown.Enqueue(batch);
        return Task.CompletedTask;
    }
}
