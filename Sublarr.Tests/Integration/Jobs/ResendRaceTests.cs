using System.Collections.Concurrent;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class ResendRaceTests
{
    [Fact]
    public async Task A_resend_while_the_retry_is_due_makes_exactly_one_extra_delivery()
    {
        const int rounds = 15;
        var clock = new ManualClock();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tried = new ConcurrentDictionary<long, bool>();
        var channel = new FakeChannel(async (delivery, _) =>
        {
            if (tried.TryAdd(delivery.JobId, true))
            {
                return new DeliveryReport(new JobOutcome.RetryLater("not yet"), new AttemptDetail());
            }

            // Held back until both have acted, so that neither finds the other's attempt already over.
            await release.Task.WaitAsync(Eventually.Patience);
            return FakeChannel.Delivered;
        });
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "*");
        await using (var context = await engine.ContextAsync())
        {
            context.Attach(subscription);
            subscription.Edit(subscription.Name, ["*"], "{}", 30, 3);
            await context.SaveChangesAsync();
        }

        for (var round = 0; round < rounds; round++)
        {
            release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            channel.Deliveries.Clear();
            await engine.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);
            var id = (await engine.JobsAsync()).Max(job => job.Id);
            await engine.UntilAsync(id, JobState.Retrying);

            var resend = Task.Run(() => engine.Queue.RedeliverAsync(id, CancellationToken.None));
            var due = Task.Run(() => clock.Advance(TimeSpan.FromSeconds(10)));
            await Task.WhenAll(resend, due);
            release.SetResult();
            await engine.UntilAsync(id, JobState.Succeeded);

            channel.Deliveries.Count.ShouldBe(2, $"round {round}");
            (await engine.AttemptsAsync(id)).Select(attempt => attempt.Outcome).ShouldBe(["retry_later", "succeeded"]);
        }
    }
}
