using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class SendingLimitTests
{
    [Fact]
    public async Task Five_a_second_are_at_most_six_in_any_second_of_a_minute_and_nothing_is_dropped()
    {
        const int deliveries = 300;
        var clock = new ManualClock();
        var channel = new FakeChannel { Spacing = TimeSpan.FromMilliseconds(200) };
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");

        await engine.PublishAsync(deliveries);
        for (var done = 1; done <= deliveries; done++)
        {
            await Eventually.TrueAsync(() => channel.Deliveries.Count >= done, $"delivery {done} has not begun");
            channel.Deliveries.Count.ShouldBe(done);
            clock.Advance(TimeSpan.FromMilliseconds(201));
        }

        await engine.UntilIdleAsync();
        var jobs = await engine.JobsAsync();
        jobs.Count.ShouldBe(deliveries);
        jobs.ShouldAllBe(job => job.State == JobState.Succeeded && job.Attempts == 1);
        var starts = jobs.Select(job => job.StartedAt!.Value).Order().ToList();
        starts.Max(start => starts.Count(other => other >= start && other < start + TimeSpan.FromSeconds(1))).ShouldBeLessThanOrEqualTo(6);
        (starts[^1] - starts[0]).ShouldBeGreaterThan(TimeSpan.FromSeconds(59));
    }

    [Fact]
    public async Task A_rate_limit_delays_nobody_else()
    {
        var clock = new ManualClock();
        await using var slow = WebhookReceiver.Start();
        await using var fast = WebhookReceiver.Start();
        await using var engine = await Engine.StartAsync(clock: clock);
        await engine.SubscribeAsync(new WebhookSettings { Url = slow.Url, RateLimit = 1, RatePeriod = RatePeriod.Minute });
        await engine.SubscribeAsync(new WebhookSettings { Url = fast.Url });

        await engine.PublishAsync(10);

        await Eventually.TrueAsync(() => fast.Requests.Count == 10 && slow.Requests.Count == 1, "the unlimited one waits");
        clock.Advance(TimeSpan.FromSeconds(61));
        await Eventually.TrueAsync(() => slow.Requests.Count == 2, "the limited one does not go on");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task No_more_deliveries_are_under_way_than_the_webhook_takes(int inFlight)
    {
        var gate = new TaskCompletionSource();
        await using var receiver = WebhookReceiver.Start(Behind(gate));
        await using var engine = await Engine.StartAsync();
        await engine.SubscribeAsync(new WebhookSettings { Url = receiver.Url, InFlight = inFlight });

        await engine.PublishAsync(12);

        await Eventually.TrueAsync(() => receiver.Requests.Count == inFlight, "too few requests are under way");
        (await engine.CountAsync(JobState.Running)).ShouldBe(inFlight);
        (await engine.CountAsync(JobState.Queued)).ShouldBe(12 - inFlight);
        gate.SetResult();
        await engine.UntilIdleAsync();
        receiver.Requests.Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_receiver_that_has_too_much_to_do_gets_half_as_much_at_once_until_it_takes_something()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        await using var receiver = WebhookReceiver.Start(Behind(first)).Then(ReceiverAnswer.Status(429));
        await using var engine = await Engine.StartAsync();
        await engine.SubscribeAsync(new WebhookSettings { Url = receiver.Url, InFlight = 4 });
        await engine.PublishAsync();
        await Eventually.TrueAsync(async () => await engine.CountAsync(JobState.Retrying) == 1, () => "the first has not failed");

        await engine.PublishAsync(8);
        await Eventually.TrueAsync(() => receiver.Requests.Count == 3, "no two are under way");
        (await engine.CountAsync(JobState.Running)).ShouldBe(2);
        first.SetResult();
        await Eventually.TrueAsync(async () => await engine.CountAsync(JobState.Succeeded) == 8, () => "they do not go on");
        receiver.Answer = Behind(second);
        await engine.PublishAsync(8);

        await Eventually.TrueAsync(() => receiver.Requests.Count == 1 + 8 + 4, "it does not get all four back");
        (await engine.JobsAsync())[0].DueAt.ShouldBeGreaterThan(DateTimeOffset.UtcNow + TimeSpan.FromSeconds(40), "a busy receiver is left alone for a minute");
        second.SetResult();
    }

    [Fact]
    public async Task What_is_older_than_the_maximum_age_expires_without_a_request_and_can_be_sent_by_hand()
    {
        var clock = new ManualClock();
        await using var receiver = WebhookReceiver.Start();
        await using var engine = await Engine.StartAsync(clock: clock);
        var webhook = await engine.SubscribeAsync(new WebhookSettings { Url = receiver.Url, MaxAge = 3_600 });
        var switchboard = engine.Get<ISubscriptionSwitch>();
        await switchboard.PauseAsync(webhook.Id, CancellationToken.None);
        await engine.PublishAsync();
        clock.Advance(TimeSpan.FromMinutes(59));
        await engine.PublishAsync();
        clock.Advance(TimeSpan.FromMinutes(2));

        await switchboard.ResumeAsync(webhook.Id, HeldRelease.All, CancellationToken.None);
        await engine.UntilIdleAsync();

        var jobs = await engine.JobsAsync();
        (jobs[0].State, jobs[0].Attempts, jobs[0].LastError).ShouldBe((JobState.Expired, 0, "The event was older than 1 h, the maximum age of \"Receiver\"."));
        jobs[1].State.ShouldBe(JobState.Succeeded);
        (await engine.AttemptsAsync(jobs[0].Id)).ShouldBeEmpty();
        receiver.Requests.Count.ShouldBe(1);

        await engine.Queue.RedeliverAsync(jobs[0].Id, CancellationToken.None);
        await engine.UntilAsync(jobs[0].Id, JobState.Succeeded);
    }

    [Fact]
    public async Task What_waits_is_not_too_old_because_the_clock_went_ahead_by_a_year()
    {
        var clock = new JumpingClock(new ManualClock());
        await using var receiver = WebhookReceiver.Start();
        await using var engine = await Engine.StartAsync(clock: clock);
        var webhook = await engine.SubscribeAsync(new WebhookSettings { Url = receiver.Url, MaxAge = 3_600 });
        var switchboard = engine.Get<ISubscriptionSwitch>();
        await switchboard.PauseAsync(webhook.Id, CancellationToken.None);
        await engine.PublishAsync();
        clock.Passing.Advance(TimeSpan.FromMinutes(30));

        clock.Jump(TimeSpan.FromDays(365));
        await switchboard.ResumeAsync(webhook.Id, HeldRelease.All, CancellationToken.None);
        await engine.UntilIdleAsync();

        (await engine.DeliveriesAsync()).ShouldHaveSingleItem().State.ShouldBe(JobState.Succeeded);
    }

    private static ReceiverAnswer Behind(TaskCompletionSource gate) => new(async (socket, stream, stop) =>
    {
        await gate.Task.WaitAsync(stop);
        return await ReceiverAnswer.Status(200).WriteAsync(socket, stream, stop);
    });
}
