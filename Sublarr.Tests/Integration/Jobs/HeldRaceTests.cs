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

/// <summary>Events that come at the very moment at which their subscription may be sent things again.</summary>
public sealed class HeldRaceTests
{
    private const int Rounds = 150;
    private const int Publishers = 8;

    [Fact]
    public async Task An_event_that_comes_while_a_pause_ends_is_never_left_behind()
    {
        await using var engine = await Engine.StartAsync(new FakeChannel().AddTo);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        var switchboard = engine.Get<ISubscriptionSwitch>();

        for (var round = 0; round < Rounds; round++)
        {
            await switchboard.PauseAsync(subscription.Id, CancellationToken.None);
            await Task.WhenAll([.. Publishing(engine), Task.Run(() => switchboard.ResumeAsync(subscription.Id, HeldRelease.All, CancellationToken.None))]);
            await NothingWaitsAsync(engine, round);
        }
    }

    [Fact]
    public async Task An_event_that_comes_while_a_subscription_is_switched_on_is_never_left_behind()
    {
        await using var engine = await Engine.StartAsync(new FakeChannel().AddTo);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        var switchboard = engine.Get<SubscriptionSwitch>();

        for (var round = 0; round < Rounds; round++)
        {
            await switchboard.GiveUpAsync(subscription.Id, "It is gone.", EventCause.None, CancellationToken.None);
            await Task.WhenAll([.. Publishing(engine), Task.Run(() => switchboard.EnableAsync(subscription.Id, HeldRelease.All, CancellationToken.None))]);
            await NothingWaitsAsync(engine, round);
        }
    }

    [Fact]
    public async Task A_pause_and_its_end_at_the_same_moment_leave_held_what_is_paused_and_nothing_else()
    {
        await using var engine = await Engine.StartAsync(new FakeChannel().AddTo);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        var switchboard = engine.Get<ISubscriptionSwitch>();

        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(
            [
                .. Publishing(engine),
                Task.Run(() => switchboard.PauseAsync(subscription.Id, CancellationToken.None)),
                Task.Run(() => switchboard.ResumeAsync(subscription.Id, HeldRelease.All, CancellationToken.None)),
            ]);
            if ((await engine.SubscriptionAsync(subscription.Id)).IsPaused)
            {
                await NothingWaitsAsync(engine, round, JobState.Held);
                await switchboard.ResumeAsync(subscription.Id, HeldRelease.All, CancellationToken.None);
            }

            await NothingWaitsAsync(engine, round);
        }
    }

    [Fact]
    public async Task An_event_that_comes_while_a_circuit_breaker_closes_is_never_left_behind()
    {
        var reachable = false;
        var channel = new FakeChannel((_, _) => Task.FromResult(Volatile.Read(ref reachable)
            ? FakeChannel.Delivered
            : new DeliveryReport(new JobOutcome.RetryLater("Nobody listens there."), new AttemptDetail { Failure = FailureClass.Refused })));
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        var breakers = engine.Get<IDeliveryBreakers>();

        for (var round = 0; round < Rounds / 3; round++)
        {
            Volatile.Write(ref reachable, false);
            while (breakers.StatusOf(subscription.Id).State != BreakerState.Open)
            {
                await Task.WhenAll(Publishing(engine));
            }

            Volatile.Write(ref reachable, true);
            await Task.WhenAll([.. Publishing(engine), Task.Run(() => clock.Advance(TimeSpan.FromSeconds(31)))]);
            await Eventually.TrueAsync(
                async () =>
                {
                    // What is put aside while a probe may be made, and none is, has its turn within half a minute.
                    await engine.Get<JobStore>().PromoteAsync(CancellationToken.None);
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return await WaitingAsync(engine, JobState.Retrying) == 0;
                },
                () => $"round {round}: something is left behind");
        }
    }

    private static IEnumerable<Task> Publishing(Engine engine) => Enumerable.Range(0, Publishers).Select(_ =>
        Task.Run(() => engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None)));

    private static Task NothingWaitsAsync(Engine engine, int round, JobState? but = null) =>
        Eventually.TrueAsync(async () => await WaitingAsync(engine, but) == 0, () => $"round {round}: something is left behind");

    private static async Task<int> WaitingAsync(Engine engine, JobState? but)
    {
        await using var context = await engine.ContextAsync();
        return await context.Jobs.CountAsync(job =>
            (job.State == JobState.Held || job.State == JobState.Queued || job.State == JobState.Running || job.State == JobState.Retrying) && job.State != but);
    }
}
