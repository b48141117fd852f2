using System.Diagnostics;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Events;

public sealed class EventBusTests
{
    [Fact]
    public async Task An_event_reaches_every_subscription_that_wants_it_and_no_other()
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var all = await engine.SubscribeAsync("fake", "*");
        var exact = await engine.SubscribeAsync("fake", "subtitle_downloaded");
        var prefix = await engine.SubscribeAsync("fake", "subtitle_*");
        await engine.SubscribeAsync("fake", "translation_failed");

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilIdleAsync();

        channel.Deliveries.Select(delivery => delivery.Subscription.Id).Order().ShouldBe([all.Id, exact.Id, prefix.Id]);
        channel.Deliveries.ShouldAllBe(delivery => delivery.Event.Name == "subtitle_downloaded");
    }

    [Fact]
    public async Task Event_and_deliveries_are_stored_when_publishing_returns()
    {
        var never = new TaskCompletionSource<DeliveryReport>();
        var channel = new FakeChannel((_, _) => never.Task);
        await using var engine = await Engine.StartAsync(channel.AddTo);
        await engine.SubscribeAsync("fake", "*");

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);

        (await engine.EventsAsync()).Count.ShouldBe(1);
        (await engine.JobsAsync()).Count.ShouldBe(1);
        never.SetResult(FakeChannel.Delivered);
    }

    [Fact]
    public async Task A_handler_that_throws_keeps_no_other_from_hearing_and_no_publisher_from_going_on()
    {
        var heard = new List<string>();
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(services =>
        {
            channel.AddTo(services);
            services.AddSingleton<INotificationHandler<Published<SubtitleDownloaded>>>(new Throws());
            services.AddSingleton<INotificationHandler<Published<SubtitleDownloaded>>>(new Fails());
            services.AddSingleton<INotificationHandler<Published<SubtitleDownloaded>>>(new Hears(heard));
        });
        await engine.SubscribeAsync("fake", "*");

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilIdleAsync();

        heard.ShouldBe([SubtitleDownloaded.Example.Title]);
        channel.Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeat_is_told_to_nobody()
    {
        var heard = new List<string>();
        await using var engine = await Engine.StartAsync(services => services.AddSingleton<INotificationHandler<Published<SubtitleDownloaded>>>(new Hears(heard)));

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None, key: "the same");
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None, key: "the same");

        heard.Count.ShouldBe(1);
        (await engine.EventsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_hanging_subscriber_costs_the_producer_nothing()
    {
        var release = new TaskCompletionSource<DeliveryReport>();
        var channel = new FakeChannel((_, _) => release.Task);
        await using var engine = await Engine.StartAsync(channel.AddTo);
        await engine.SubscribeAsync("fake", "*");

        var watch = Stopwatch.StartNew();
        for (var count = 0; count < 50; count++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        release.SetResult(FakeChannel.Delivered);
        await engine.UntilIdleAsync();
        channel.Deliveries.Count.ShouldBe(50);
    }

    [Fact]
    public async Task One_key_published_by_a_hundred_at_once_is_one_event()
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(channel.AddTo);
        await engine.SubscribeAsync("fake", "*");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None, key: "incoming:7")));
        await engine.UntilIdleAsync();

        (await engine.EventsAsync()).Count.ShouldBe(1);
        channel.Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Events_about_deliveries_come_to_an_end()
    {
        var channel = new FakeChannel((delivery, _) => Task.FromResult(FakeChannel.Delivered with { Echo = HookExecuted.Example with { HookId = delivery.Subscription.Id } }));
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var first = await engine.SubscribeAsync("fake", "*");
        var second = await engine.SubscribeAsync("fake", "*");

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilIdleAsync();

        channel.Deliveries.Select(delivery => (delivery.Subscription.Id, delivery.Event.Name)).Order().ShouldBe(
            new[] { (first.Id, "hook_executed"), (first.Id, "subtitle_downloaded"), (second.Id, "hook_executed"), (second.Id, "subtitle_downloaded") }.Order(),
            customMessage: "each hears of the other's delivery, nobody of their own, and nobody of a delivery of that");
    }

    [Fact]
    public async Task A_delivery_is_not_made_again_because_what_came_of_it_could_not_be_told()
    {
        var channel = new FakeChannel((_, _) => Task.FromResult(FakeChannel.Delivered with { Echo = HookExecuted.Example }));
        var faults = new Queue<Exception>([new SqliteException("database or disk is full", 13)]);
        await using var engine = await Engine.StartAsync(services =>
        {
            channel.AddTo(services);
            services.AddSingleton<IEventStore>(provider => new FullOnce(ActivatorUtilities.CreateInstance<FanOut>(provider), faults));
        });
        await engine.SubscribeAsync("fake", "subtitle_downloaded");

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilIdleAsync();

        channel.Deliveries.Count.ShouldBe(1);
        (await engine.JobsAsync()).ShouldHaveSingleItem().State.ShouldBe(JobState.Succeeded);
        (await engine.EventsAsync()).Count(row => row.Name == "hook_executed").ShouldBe(1);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_update_of_the_trigger_count_is_lost()
    {
        var channel = new FakeChannel((delivery, _) => Task.FromResult(
            delivery.JobId % 3 == 0 ? new DeliveryReport(new JobOutcome.Rejected("no"), new AttemptDetail()) : FakeChannel.Delivered));
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");

        await Task.WhenAll(Enumerable.Range(0, 300).Select(_ =>
            engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None)));
        await engine.UntilIdleAsync();

        (await engine.SubscriptionAsync(subscription.Id)).TriggerCount.ShouldBe(300);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_switched_off_and_what_comes_then_is_held_until_it_is_on_again()
    {
        var gone = true;
        var channel = new FakeChannel((_, _) => Task.FromResult(
            gone ? new DeliveryReport(new JobOutcome.Rejected("The server answered 410 Gone."), new AttemptDetail(), IsGone: true) : FakeChannel.Delivered));
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilAsync(1, JobState.Dead);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);

        var off = await engine.SubscriptionAsync(subscription.Id);
        off.IsEnabled.ShouldBeFalse();
        off.DisabledReason.ShouldBe("The server answered 410 Gone.");
        (await engine.JobAsync(2)).State.ShouldBe(JobState.Held);
        await Eventually.TrueAsync(
            async () => (await engine.EventsAsync()).Exists(row => row.Name == "subscription_disabled"), () => "nobody was told");

        gone = false;
        (await engine.Get<ISubscriptionSwitch>().EnableAsync(subscription.Id, HeldRelease.All, CancellationToken.None)).ShouldBe(new HeldResult(1, 0));
        await engine.UntilAsync(2, JobState.Succeeded);
        (await engine.EventsAsync()).Select(row => row.Name).ShouldContain("subscription_recovered");
    }

    [Fact]
    public async Task A_subscription_switched_off_by_hand_keeps_what_waits_and_what_comes_until_it_is_on_again()
    {
        var release = new TaskCompletionSource<DeliveryReport>();
        var channel = new FakeChannel((_, _) => release.Task, perSubscription: 1);
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilAsync(1, JobState.Running);

        await engine.Get<ISubscriptionSwitch>().DisableAsync(subscription.Id, CancellationToken.None);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        release.SetResult(FakeChannel.Delivered);
        await engine.UntilAsync(1, JobState.Succeeded);

        (await engine.JobsAsync()).Select(job => job.State).ShouldBe([JobState.Succeeded, JobState.Held, JobState.Held]);
        (await engine.Get<ISubscriptionSwitch>().EnableAsync(subscription.Id, HeldRelease.All, CancellationToken.None)).ShouldBe(new HeldResult(2, 0));
        await engine.UntilIdleAsync();
        channel.Deliveries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_notification_switched_off_by_hand_skips_what_waits_and_what_comes_and_misses_nothing_that_Sublarr_switched_off()
    {
        var release = new TaskCompletionSource<DeliveryReport>();
        var channel = new FakeChannel((_, _) => release.Task, perSubscription: 1) { Info = new(FakeChannel.ChannelName, "fake", "Fake") };
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");
        var switchboard = engine.Get<ISubscriptionSwitch>();
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilAsync(1, JobState.Running);

        await switchboard.PauseAsync(subscription.Id, CancellationToken.None);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await switchboard.DisableAsync(subscription.Id, CancellationToken.None);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        release.SetResult(FakeChannel.Delivered);
        await engine.UntilAsync(1, JobState.Succeeded);
        await engine.Queue.RedeliverAsync(2, CancellationToken.None);
        await engine.UntilAsync(2, JobState.Cancelled);

        var jobs = await engine.JobsAsync();
        jobs.Select(job => job.State).ShouldBe([JobState.Succeeded, JobState.Cancelled, JobState.Cancelled]);
        jobs.Skip(1).ShouldAllBe(job => job.LastError == "It was switched off.");
        (await engine.AttemptsAsync(2)).ShouldHaveSingleItem("what is sent again by hand says so too").Reason.ShouldBe("It was switched off.");
        await switchboard.ResumeAsync(subscription.Id, HeldRelease.All, CancellationToken.None);
        (await switchboard.EnableAsync(subscription.Id, HeldRelease.All, CancellationToken.None)).ShouldBe(new HeldResult(0, 0));
        await engine.Get<SubscriptionSwitch>().GiveUpAsync(subscription.Id, "It is gone.", EventCause.None, CancellationToken.None);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        (await engine.JobsAsync())[^1].State.ShouldBe(JobState.Held);
    }

    [Fact]
    public async Task Deleting_a_subscription_cancels_what_waits_for_it()
    {
        var release = new TaskCompletionSource<DeliveryReport>();
        var channel = new FakeChannel((_, _) => release.Task, perSubscription: 1);
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var subscription = await engine.SubscribeAsync("fake", "subtitle_downloaded");
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilAsync(1, JobState.Running);

        (await engine.Get<ISubscriptionSwitch>().DeleteAsync(subscription.Id, CancellationToken.None)).ShouldBeTrue();
        release.SetResult(FakeChannel.Delivered);

        await engine.UntilAsync(2, JobState.Cancelled);
        await engine.UntilAsync(1, JobState.Succeeded);
    }

    [Fact]
    public async Task A_dead_endpoint_does_not_delay_a_healthy_one()
    {
        var release = new TaskCompletionSource<DeliveryReport>();
        var channel = new FakeChannel((delivery, _) => delivery.Subscription.Id == 1 ? release.Task : Task.FromResult(FakeChannel.Delivered), perSubscription: 4);
        await using var engine = await Engine.StartAsync(channel.AddTo);
        var dead = await engine.SubscribeAsync("fake", "*");
        var healthy = await engine.SubscribeAsync("fake", "*");

        for (var count = 0; count < 20; count++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }

        await Eventually.TrueAsync(
            () => channel.Deliveries.Count(delivery => delivery.Subscription.Id == healthy.Id) == 20, "the healthy one waits for the dead one");
        channel.Deliveries.Count(delivery => delivery.Subscription.Id == dead.Id).ShouldBe(4);
        release.SetResult(FakeChannel.Delivered);
        await engine.UntilIdleAsync();
    }

    private sealed class Throws : INotificationHandler<Published<SubtitleDownloaded>>
    {
        public Task Handle(Published<SubtitleDownloaded> notification, CancellationToken cancellationToken) => throw new InvalidOperationException("A fault of ours.");
    }

    private sealed class Fails : INotificationHandler<Published<SubtitleDownloaded>>
    {
        public async Task Handle(Published<SubtitleDownloaded> notification, CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new OperationCanceledException("A fault of ours, too.");
        }
    }

    private sealed class Hears(List<string> heard) : INotificationHandler<Published<SubtitleDownloaded>>
    {
        public Task Handle(Published<SubtitleDownloaded> notification, CancellationToken cancellationToken)
        {
            heard.Add(notification.Event.Title);
            return Task.CompletedTask;
        }
    }

    // What came of a delivery cannot be stored as long as there are faults.
    private sealed class FullOnce(IEventStore store, Queue<Exception> faults) : IEventStore
    {
        public Task<bool> StoreAsync(IDomainEvent @event, EventEnvelope envelope, IReadOnlyList<NewJob> work, CancellationToken cancellationToken) =>
            envelope.Name == "hook_executed" && faults.TryDequeue(out var fault) ? Task.FromException<bool>(fault) : store.StoreAsync(@event, envelope, work, cancellationToken);
    }
}
