using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class DeliveryBreakerTests
{
    private static readonly DeliveryReport Refused =
        new(new JobOutcome.RetryLater("Nobody listens there."), new AttemptDetail { Failure = FailureClass.Refused });

    private readonly ManualClock _clock = new();
    private bool _reachable;

    private FakeChannel Channel() => new((_, _) => Task.FromResult(_reachable ? FakeChannel.Delivered : Refused), perSubscription: 1);

    [Fact]
    public async Task Five_failures_to_connect_hold_the_backlog_and_a_probe_that_arrives_lets_it_go()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");
        await PublishAsync(engine, 20);
        await Eventually.TrueAsync(() => Held(engine, 15), () => "the backlog is not held");

        channel.Deliveries.Count.ShouldBe(5);
        engine.Get<IDeliveryBreakers>().StatusOf(subscription.Id).Until.ShouldBe(_clock.GetUtcNow().AddSeconds(30));
        await PublishAsync(engine, 1);
        (await engine.JobAsync(21)).State.ShouldBe(JobState.Held, "it came while the breaker is open");

        _reachable = true;
        _clock.Advance(TimeSpan.FromSeconds(31));
        await Eventually.TrueAsync(() => Held(engine, 0), () => "the backlog was not released");
        await Eventually.TrueAsync(() => channel.Deliveries.Count >= 21, "not all were delivered");

        (await engine.JobsAsync()).Where(job => job.Id > 5).ShouldAllBe(job => job.Attempts == 1, "waiting uses up no attempt");
        engine.Get<IDeliveryBreakers>().StatusOf(subscription.Id).Until.ShouldBeNull();
    }

    [Fact]
    public async Task Each_probe_that_fails_makes_the_next_wait_longer()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");
        await PublishAsync(engine, 20);
        await Eventually.TrueAsync(() => Held(engine, 15), () => "the backlog is not held");

        _clock.Advance(TimeSpan.FromSeconds(31));
        await Eventually.TrueAsync(() => channel.Deliveries.Count == 6, "no probe was made");
        await Eventually.TrueAsync(() => engine.Get<IDeliveryBreakers>().StatusOf(subscription.Id).Until is not null, "the breaker did not open again");

        (engine.Get<IDeliveryBreakers>().StatusOf(subscription.Id).Until!.Value - _clock.GetUtcNow()).TotalSeconds.ShouldBe(60);
    }

    [Fact]
    public async Task A_probe_that_is_too_old_to_be_sent_makes_way_for_the_next()
    {
        var channel = new FakeChannel((_, _) => Task.FromResult(_reachable ? FakeChannel.Delivered : Refused), perSubscription: 1) { LongestAge = TimeSpan.FromSeconds(25) };
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        await engine.SubscribeAsync("fake", "subtitle_downloaded");
        await PublishAsync(engine, 10);
        await Eventually.TrueAsync(() => Held(engine, 5), () => "the backlog is not held");
        _clock.Advance(TimeSpan.FromSeconds(20));
        await PublishAsync(engine, 3);

        _reachable = true;
        _clock.Advance(TimeSpan.FromSeconds(11));
        await Eventually.TrueAsync(() => Held(engine, 0), () => "those behind it wait for ever");
        await Eventually.TrueAsync(async () => (await engine.JobsAsync()).Count(job => job.State == JobState.Succeeded) == 3, () => "the young ones are not sent");

        (await engine.JobsAsync()).Where(job => job.Id is > 5 and <= 10).ShouldAllBe(job => job.State == JobState.Expired);
    }

    [Fact]
    public async Task An_answer_of_any_kind_keeps_the_breaker_closed()
    {
        var answers = 0;
        var channel = new FakeChannel(
            (_, _) => Task.FromResult(Interlocked.Increment(ref answers) % 5 == 0
                ? new DeliveryReport(new JobOutcome.RetryLater("500"), new AttemptDetail { Failure = FailureClass.Http })
                : Refused),
            perSubscription: 1);
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        await engine.SubscribeAsync("fake", "subtitle_downloaded");

        await PublishAsync(engine, 20);

        await Eventually.TrueAsync(() => channel.Deliveries.Count == 20, "the breaker opened");
    }

    [Fact]
    public async Task What_a_breaker_held_goes_on_at_the_next_start()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(Channel().AddTo, _clock, folder))
        {
            await engine.SubscribeAsync("fake", "subtitle_downloaded");
            await PublishAsync(engine, 20);
            await Eventually.TrueAsync(() => Held(engine, 15), () => "the backlog is not held");
        }

        _reachable = true;
        var channel = Channel();
        await using var next = await Engine.StartAsync(channel.AddTo, _clock, folder);

        await Eventually.TrueAsync(() => channel.Deliveries.Count >= 15, "what was held is forgotten");
    }

    [Fact]
    public async Task A_paused_subscription_is_sent_nothing_and_later_all_of_it_in_order()
    {
        _reachable = true;
        var channel = Channel();
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");

        await engine.Get<ISubscriptionSwitch>().PauseAsync(subscription.Id, CancellationToken.None);
        await PublishAsync(engine, 5);
        await Eventually.TrueAsync(() => Held(engine, 5), () => "they are not held");
        channel.Deliveries.ShouldBeEmpty();
        (await engine.Get<ISubscriptionSwitch>().ResumeAsync(subscription.Id, HeldRelease.All, CancellationToken.None)).ShouldBe(new HeldResult(5, 0));
        await engine.UntilIdleAsync();

        channel.Deliveries.Select(delivery => delivery.JobId).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Five_days_without_success_and_ten_dead_deliveries_switch_a_subscription_off()
    {
        var channel = new FakeChannel((_, _) => Task.FromResult(
            new DeliveryReport(new JobOutcome.Rejected("The server answered 500."), new AttemptDetail { Failure = FailureClass.Http })));
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");

        await PublishAsync(engine, 15);
        await engine.UntilIdleAsync();
        (await engine.SubscriptionAsync(subscription.Id)).IsEnabled.ShouldBeTrue("it has not failed for long");
        _clock.Advance(TimeSpan.FromDays(5.1));
        await PublishAsync(engine, 1);
        await Eventually.TrueAsync(async () => !(await engine.SubscriptionAsync(subscription.Id)).IsEnabled, () => "it is still on");

        (await engine.SubscriptionAsync(subscription.Id)).DisabledReason!.ShouldContain("deliveries were given up");
        await Eventually.TrueAsync(
            async () => (await engine.EventsAsync()).Exists(row => row.Name == "subscription_disabled"), () => "nobody was told");
    }

    [Fact]
    public async Task Failures_now_and_then_never_switch_a_subscription_off()
    {
        var good = false;
        var channel = new FakeChannel((_, _) => Task.FromResult(good ? FakeChannel.Delivered
            : new DeliveryReport(new JobOutcome.Rejected("The server answered 500."), new AttemptDetail { Failure = FailureClass.Http })));
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");

        for (var day = 0; day < 12; day++)
        {
            good = false;
            await PublishAsync(engine, 3);
            await engine.UntilIdleAsync();
            good = day % 4 == 3;
            await PublishAsync(engine, 1);
            await engine.UntilIdleAsync();
            _clock.Advance(TimeSpan.FromDays(1));
        }

        (await engine.SubscriptionAsync(subscription.Id)).IsEnabled.ShouldBeTrue();
    }

    private static async Task PublishAsync(Engine engine, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }
    }

    private static async Task<bool> Held(Engine engine, int count)
    {
        await using var context = await engine.ContextAsync();
        return await context.Jobs.CountAsync(job => job.State == JobState.Held) == count;
    }
}
