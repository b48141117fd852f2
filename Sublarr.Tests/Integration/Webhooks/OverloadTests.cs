using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

/// <summary>What a receiver that takes too long, and many failures at once, lead to.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task After_a_timeout_a_minute_passes_and_half_as_many_are_under_way_until_one_succeeds()
    {
        var clock = new ManualClock();
        var gate = new TaskCompletionSource();
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Hang);
        await using var engine = await Engine.StartAsync(clock: clock);
        await engine.SubscribeAsync(new WebhookSettings { Url = receiver.Url, InFlight = 4 });
        await engine.PublishAsync();
        await Eventually.TrueAsync(() => receiver.Requests.Count == 1, "the first is not sent");
        clock.Advance(TimeSpan.FromSeconds(11));
        var late = await engine.UntilAsync(1, JobState.Retrying);

        (await engine.AttemptsAsync(1)).ShouldHaveSingleItem().Failure.ShouldBe(FailureClass.TimeoutResponse);
        (late.DueAt - clock.GetUtcNow()).ShouldBeGreaterThan(TimeSpan.FromSeconds(58), "the first retry would otherwise come after 5 seconds");
        receiver.Answer = new ReceiverAnswer(async (socket, stream, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return await ReceiverAnswer.Status(200).WriteAsync(socket, stream, stop);
        });
        await engine.PublishAsync(8);
        await Eventually.TrueAsync(() => receiver.Requests.Count == 3, "two are not under way");
        (await engine.CountAsync(JobState.Running), await engine.CountAsync(JobState.Queued)).ShouldBe((2, 6));

        gate.SetResult();
        await Eventually.TrueAsync(async () => await engine.CountAsync(JobState.Succeeded) == 8, () => "they do not go on");
        var second = new TaskCompletionSource();
        receiver.Answer = new ReceiverAnswer(async (socket, stream, stop) =>
        {
            await second.Task.WaitAsync(stop);
            return await ReceiverAnswer.Status(200).WriteAsync(socket, stream, stop);
        });
        await engine.PublishAsync(8);
        await Eventually.TrueAsync(() => receiver.Requests.Count == 1 + 8 + 4, "it does not get all four back");
        second.SetResult();
    }

    [Fact]
    public async Task A_thousand_deliveries_that_fail_together_are_not_tried_again_together()
    {
        const int count = 1000;
        var clock = new ManualClock();
        var channel = new FakeChannel((_, _) => Task.FromResult(new DeliveryReport(new JobOutcome.RetryLater("down"), new AttemptDetail())), perSubscription: 16);
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "*");
        await using (var context = await engine.ContextAsync())
        {
            context.Attach(subscription);
            subscription.Edit(subscription.Name, subscription.EventNames, "{}", 30, retryCount: 7);
            await context.SaveChangesAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => engine.PublishAsync(count / 10)));
        await Eventually.TrueAsync(async () => await engine.CountAsync(JobState.Retrying) == count, () => "not all have failed");

        var waits = (await engine.JobsAsync()).ConvertAll(job => (job.DueAt - clock.GetUtcNow()).TotalSeconds);
        var mean = waits.Average();
        var deviation = Math.Sqrt(waits.Average(wait => Math.Pow(wait - mean, 2)));
        waits.ShouldAllBe(wait => wait >= 4 && wait <= 6.001);
        deviation.ShouldBeGreaterThan(0.05 * 5);
        mean.ShouldBe(5, tolerance: 0.1);
    }
}
