using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class HeldJobsTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeChannel _channel = new(perSubscription: 1);

    [Fact]
    public async Task Only_the_young_ones_are_sent_and_the_old_ones_are_cancelled()
    {
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + _channel.AddTo, _clock);
        var subscription = await PausedAsync(engine);
        await PublishAsync(engine, 2);
        _clock.Advance(TimeSpan.FromHours(30));
        await PublishAsync(engine, 3);

        var result = await engine.Get<ISubscriptionSwitch>().ResumeAsync(
            subscription.Id, new HeldRelease(MaximumAge: TimeSpan.FromHours(24)), CancellationToken.None);
        await engine.UntilIdleAsync();

        result.ShouldBe(new HeldResult(3, 2));
        var deliveries = (await engine.JobsAsync()).Where(job => JobKinds.IsDelivery(job.Kind)).Select(job => job.Id);
        _channel.Deliveries.Select(delivery => delivery.JobId).ShouldBe(deliveries.TakeLast(3));
        var old = await engine.JobAsync(1);
        (old.State, old.LastError).ShouldBe((JobState.Cancelled, "Discarded by hand when deliveries went on."));
    }

    [Fact]
    public async Task A_rate_is_kept_and_the_oldest_go_first()
    {
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        var subscription = await PausedAsync(engine);
        await PublishAsync(engine, 6);

        await engine.Get<ISubscriptionSwitch>().ResumeAsync(subscription.Id, new HeldRelease(PerSecond: 2), CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        await Eventually.TrueAsync(() => _channel.Deliveries.Count == 1, "the first was not sent at once");
        for (var sent = 2; sent <= 6; sent++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(480));
            await engine.Get<JobStore>().PromoteAsync(CancellationToken.None);
            _channel.Deliveries.Count.ShouldBe(sent - 1, "too early");
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            await Eventually.TrueAsync(() => _channel.Deliveries.Count == sent, $"number {sent} was not sent");
        }

        await engine.UntilIdleAsync();
        _channel.Deliveries.Select(delivery => delivery.JobId).ShouldBe([1, 2, 3, 4, 5, 6]);
        (await engine.JobsAsync()).ShouldAllBe(job => job.Attempts == 1);
    }

    [Fact]
    public async Task What_goes_on_slowly_is_held_again_by_the_next_pause()
    {
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        var subscription = await PausedAsync(engine);
        await PublishAsync(engine, 6);
        await engine.Get<ISubscriptionSwitch>().ResumeAsync(subscription.Id, new HeldRelease(PerSecond: 1), CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        await engine.UntilAsync(1, JobState.Succeeded);

        await engine.Get<ISubscriptionSwitch>().PauseAsync(subscription.Id, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await engine.Get<JobStore>().PromoteAsync(CancellationToken.None);

        _channel.Deliveries.Count.ShouldBe(1);
        (await engine.JobsAsync()).Count(job => job.State == JobState.Held).ShouldBe(5);
    }

    [Fact]
    public async Task What_is_both_paused_and_off_needs_both_to_be_undone()
    {
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        var subscription = await PausedAsync(engine);
        await PublishAsync(engine, 2);
        var switchboard = engine.Get<ISubscriptionSwitch>();
        await switchboard.DisableAsync(subscription.Id, CancellationToken.None);

        (await switchboard.ResumeAsync(subscription.Id, HeldRelease.All, CancellationToken.None)).ShouldBe(new HeldResult(0, 0));
        _channel.Deliveries.ShouldBeEmpty();
        (await switchboard.EnableAsync(subscription.Id, HeldRelease.All, CancellationToken.None)).ShouldBe(new HeldResult(2, 0));

        await engine.UntilIdleAsync();
        _channel.Deliveries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_held_for_longer_than_the_log_is_kept_expires()
    {
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await PausedAsync(engine);
        await PublishAsync(engine, 2);

        _clock.Advance(TimeSpan.FromDays(RetentionLimits.UsualDays));
        await Eventually.TrueAsync(
            async () =>
            {
                // The hourly look may have begun to wait only now.
                _clock.Advance(TimeSpan.FromHours(1));
                return (await engine.JobAsync(1)).State == JobState.Expired;
            },
            () => "it waits for ever");

        (await engine.JobAsync(2)).LastError.ShouldBe("It was held for longer than the log is kept.");
        _channel.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_forgotten_subscription_holds_takes_at_most_half_of_the_log_and_the_oldest_make_way()
    {
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await using (var context = await engine.ContextAsync())
        {
            var limits = new RetentionLimits();
            limits.Change(RetentionLimits.UsualDays, RetentionLimits.UsualFailedDays, 100);
            context.Add(limits);
            await context.SaveChangesAsync();
        }

        var forgotten = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        await engine.Get<ISubscriptionSwitch>().DisableAsync(forgotten.Id, CancellationToken.None);
        await PublishAsync(engine, 60);
        var modest = await PausedAsync(engine);
        await PublishAsync(engine, 5);

        await Eventually.TrueAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromHours(1));
                return (await engine.JobsAsync()).Count(job => job.State == JobState.Held) == 30;
            },
            () => "the backlog grows for ever");

        var jobs = await engine.JobsAsync();
        jobs.Where(job => job.SubscriptionId == modest.Id).ShouldAllBe(job => job.State == JobState.Held, "it holds less than its share");
        var held = jobs.Where(job => job.SubscriptionId == forgotten.Id && job.State == JobState.Held).Select(job => job.Id).ToList();
        var expired = jobs.Where(job => job.State == JobState.Expired).ToList();
        (held.Count, expired.Count).ShouldBe((25, 40));
        expired.Max(job => job.Id).ShouldBeLessThan(held.Min());
        expired.ShouldAllBe(job => job.LastError == "More was held than the log has room for: the oldest made way.");
    }

    [Fact]
    public async Task A_test_is_made_although_its_subscription_is_paused_meanwhile()
    {
        var release = new TaskCompletionSource<DeliveryReport>();
        var channel = new FakeChannel((_, _) => release.Task, perSubscription: 1);
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        await PublishAsync(engine, 1);
        var test = await engine.EnqueueAsync(new NewJob(JobKinds.Deliver, "Test", JobPriority.High)
        {
            SubscriptionId = subscription.Id,
            IsTest = true,
            Payload = System.Text.Json.JsonSerializer.Serialize(EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, DateTimeOffset.UtcNow), EventJson.Options),
        });

        await engine.Get<ISubscriptionSwitch>().PauseAsync(subscription.Id, CancellationToken.None);
        release.SetResult(FakeChannel.Delivered);

        await engine.UntilAsync(test, JobState.Succeeded);
    }

    private static async Task<Subscription> PausedAsync(Engine engine)
    {
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        await engine.Get<ISubscriptionSwitch>().PauseAsync(subscription.Id, CancellationToken.None);
        return subscription;
    }

    private static async Task PublishAsync(Engine engine, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }
    }
}
