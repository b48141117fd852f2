using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>What Sublarr tells about deliveries themselves.</summary>
public sealed class OperationalEventTests
{
    private static readonly string[] Operational = ["subscription_disabled", "subscription_recovered", "job_failed", "hook_failed", "delivery_failing", "delivery_recovered", "health_changed"];

    private readonly ManualClock _clock = new();
    private readonly HashSet<long> _failing = [];
    private readonly HashSet<long> _away = [];
    private bool _isGone;

    private FakeChannel Channel() => new((delivery, _) => Task.FromResult(_away.Contains(delivery.Subscription.Id)
        ? new DeliveryReport(new JobOutcome.RetryLater("The server answered 503."), new AttemptDetail { Failure = FailureClass.Http })
        : _failing.Contains(delivery.Subscription.Id)
        ? new DeliveryReport(new JobOutcome.Rejected("The server answered 500."), new AttemptDetail { Failure = FailureClass.Http }, _isGone)
        : FakeChannel.Delivered));

    [Fact]
    public async Task Deliveries_that_are_given_up_are_told_once_an_hour_with_the_number_of_those_left_out()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        var broken = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        var listener = await engine.SubscribeAsync(FakeChannel.ChannelName, "job_failed");
        _failing.Add(broken.Id);

        await PublishAsync(engine, 5);
        _clock.Advance(TimeSpan.FromMinutes(50));
        await PublishAsync(engine, 2);
        _clock.Advance(TimeSpan.FromMinutes(11));
        await PublishAsync(engine, 3);

        var told = await ToldAsync(engine, "job_failed");
        told.Select(fact => fact.GetProperty("left_out").GetInt32()).ShouldBe([0, 6]);
        told.ShouldAllBe(fact => fact.GetProperty("subscription_id").GetInt64() == broken.Id && fact.GetProperty("channel").GetString() == "fake");
        channel.Deliveries.Count(delivery => delivery.Subscription.Id == listener.Id).ShouldBe(2);
    }

    [Fact]
    public async Task People_are_alerted_at_the_first_failure_and_at_the_recovery_and_anew_when_it_fails_again()
    {
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock);
        var broken = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        for (var round = 0; round < 2; round++)
        {
            _failing.Add(broken.Id);
            for (var hour = 0; hour < 3; hour++)
            {
                await PublishAsync(engine, 4);
                _clock.Advance(TimeSpan.FromHours(1));
            }

            _failing.Clear();
            await PublishAsync(engine, 2);
        }

        (await engine.EventsAsync()).Where(row => row.IsAlert).Select(row => row.Name).ShouldBe(["job_failed", "delivery_recovered", "job_failed", "delivery_recovered"]);
        (await ToldAsync(engine, "job_failed")).Count.ShouldBe(6, "who listens to it still hears it each hour");
    }

    [Fact]
    public async Task A_receiver_that_fails_twice_is_told_at_once_and_once_and_so_is_its_recovery()
    {
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock);
        var id = await SubscribeAsync(engine, retries: 3);
        _away.Add(id);

        var first = await FailAsync(engine, attempts: 1);
        (await AlertsAsync(engine)).ShouldBeEmpty("it may be starting just now");
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilTriedAsync(engine, first, attempts: 2);
        var second = await FailAsync(engine, attempts: 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilTriedAsync(engine, second, attempts: 2);

        var told = (await ToldAsync(engine, "delivery_failing")).ShouldHaveSingleItem();
        (told.GetProperty("subscription_id").GetInt64(), told.GetProperty("job_id").GetInt64(), told.GetProperty("attempts").GetInt32()).ShouldBe((id, first, 2));
        told.GetProperty("reason").GetString().ShouldBe("The server answered 503.");
        told.GetProperty("next_attempt_at").GetDateTimeOffset().ShouldBe((await engine.JobAsync(first)).DueAt, TimeSpan.FromMilliseconds(1));
        _away.Clear();
        _clock.Advance(TimeSpan.FromMinutes(10));
        await engine.UntilIdleAsync();

        (await AlertsAsync(engine)).ShouldBe(["delivery_failing", "delivery_recovered"]);
    }

    [Fact]
    public async Task What_fails_after_tests_have_failed_is_told()
    {
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock);
        var id = await SubscribeAsync(engine, retries: 3);
        _away.Add(id);
        var test = await engine.EnqueueAsync(new NewJob(JobKinds.Notify + FakeChannel.ChannelName, "A test", JobPriority.High)
        {
            SubscriptionId = id,
            IsTest = true,
            Payload = JsonSerializer.Serialize(EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, _clock.GetUtcNow()), EventJson.Options),
        });
        await engine.UntilAsync(test, JobState.Dead);

        var first = await FailAsync(engine, attempts: 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilTriedAsync(engine, first, attempts: 2);

        (await AlertsAsync(engine)).ShouldBe(["delivery_failing"]);
    }

    [Fact]
    public async Task What_is_given_up_after_people_were_told_alerts_nobody_again()
    {
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock);
        _away.Add(await SubscribeAsync(engine, retries: 2));

        var id = await FailAsync(engine, attempts: 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await UntilTriedAsync(engine, id, attempts: 2);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await engine.UntilAsync(id, JobState.Dead);

        (await AlertsAsync(engine)).ShouldBe(["delivery_failing"]);
        (await ToldAsync(engine, "job_failed")).Count.ShouldBe(1, "who listens to it still hears it");
    }

    [Fact]
    public async Task One_that_was_switched_on_again_is_told_anew_when_it_fails()
    {
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock);
        var subscription = await SubscribeAsync(engine, retries: 1);
        _away.Add(subscription);
        for (var round = 0; round < 2; round++)
        {
            var id = await FailAsync(engine, attempts: 1);
            _clock.Advance(TimeSpan.FromSeconds(10));
            await engine.UntilAsync(id, JobState.Dead);
            _clock.Advance(TimeSpan.FromHours(2));
            await using var context = await engine.ContextAsync();
            (await context.Subscriptions.SingleAsync(row => row.Id == subscription)).Enable();
            await context.SaveChangesAsync();
        }

        (await AlertsAsync(engine)).ShouldBe(["job_failed", "job_failed"]);
    }

    [Fact]
    public async Task That_one_fails_is_known_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        long id;
        await using (var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock, folder))
        {
            _away.Add(await SubscribeAsync(engine, retries: 4));
            id = await FailAsync(engine, attempts: 1);
            _clock.Advance(TimeSpan.FromSeconds(10));
            await UntilTriedAsync(engine, id, attempts: 2);
        }

        await using var next = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock, folder);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await UntilTriedAsync(next, id, attempts: 3);
        (await AlertsAsync(next)).ShouldBe(["delivery_failing"]);
        _away.Clear();
        _clock.Advance(TimeSpan.FromHours(1));
        await next.UntilIdleAsync();

        (await AlertsAsync(next)).ShouldBe(["delivery_failing", "delivery_recovered"]);
    }

    [Fact]
    public async Task A_restart_within_a_failure_alerts_nobody_again()
    {
        using var folder = new TemporaryFolder();
        for (var start = 0; start < 2; start++)
        {
            await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock, folder);
            _failing.Add(start == 0 ? (await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded")).Id : 1);
            await PublishAsync(engine, 1);
            _clock.Advance(TimeSpan.FromHours(1));

            (await engine.EventsAsync()).Count(row => row.IsAlert).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Neither_a_restart_nor_a_hundred_that_fail_at_once_make_it_two()
    {
        using var folder = new TemporaryFolder();
        for (var start = 0; start < 2; start++)
        {
            await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock, folder);
            var broken = start == 0 ? (await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded")).Id : 1;
            _failing.Add(broken);

            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None)));
            await engine.UntilIdleAsync();

            (await ToldAsync(engine, "job_failed")).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_first_delivery_that_arrives_after_one_was_given_up_is_told_to_everybody_but_who_got_it()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        var broken = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded", "delivery_recovered");
        var listener = await engine.SubscribeAsync(FakeChannel.ChannelName, "delivery_recovered");
        _failing.Add(broken.Id);
        var since = _clock.GetUtcNow();
        await PublishAsync(engine, 3);
        _clock.Advance(TimeSpan.FromMinutes(5));

        _failing.Clear();
        await PublishAsync(engine, 2);

        var told = (await ToldAsync(engine, "delivery_recovered")).ShouldHaveSingleItem();
        (told.GetProperty("subscription_id").GetInt64(), told.GetProperty("given_up").GetInt32(), told.GetProperty("failing_since").GetDateTimeOffset())
            .ShouldBe((broken.Id, 3, since));
        channel.Deliveries.Where(delivery => delivery.Event.Name == "delivery_recovered").ShouldHaveSingleItem().Subscription.Id.ShouldBe(listener.Id);
    }

    [Fact]
    public async Task A_recovery_that_could_not_be_stored_is_told_by_the_next_delivery_that_arrives()
    {
        await using var engine = await Engine.StartAsync(
            Engine.WithoutSchedules + Channel().AddTo + (services => services.AddSingleton<EventBus>().AddSingleton<IEventBus>(provider => new BusyBus(provider.GetRequiredService<EventBus>()))), _clock);
        _failing.Add((await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded")).Id);
        await PublishAsync(engine, 1);
        _failing.Clear();

        await PublishAsync(engine, 1);
        (await ToldAsync(engine, "delivery_recovered")).ShouldBeEmpty();
        await PublishAsync(engine, 2);

        (await ToldAsync(engine, "delivery_recovered")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task That_a_subscription_had_failed_is_known_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock, folder))
        {
            _failing.Add((await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded")).Id);
            await PublishAsync(engine, 1);
        }

        _failing.Clear();
        await using var next = await Engine.StartAsync(Engine.WithoutSchedules + Channel().AddTo, _clock, folder);
        await PublishAsync(next, 1);

        (await ToldAsync(next, "delivery_recovered")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_only_subscriber_of_operational_events_failing_itself_is_told_nothing_about_itself(bool isGone)
    {
        _isGone = isGone;
        var channel = Channel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        var broken = await engine.SubscribeAsync(FakeChannel.ChannelName, ["subtitle_downloaded", .. Operational]);
        _failing.Add(broken.Id);

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await engine.UntilAsync(1, JobState.Dead);
        for (var hour = 0; hour < 3; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await engine.UntilIdleAsync();
        }

        (await engine.JobsAsync()).ShouldHaveSingleItem("one delivery failed, and nothing came of it").Id.ShouldBe(1);
        (await engine.EventsAsync()).Select(row => row.Name).ShouldBe(
            isGone ? ["subtitle_downloaded", "subscription_disabled", "job_failed"] : ["subtitle_downloaded", "job_failed"]);
        (await engine.EventsAsync()).Where(row => row.IsAlert).Count().ShouldBe(isGone ? 2 : 1, "people are told all the same");
    }

    [Fact]
    public async Task Two_that_fail_and_hear_of_each_other_come_to_an_end()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        var one = await engine.SubscribeAsync(FakeChannel.ChannelName, ["subtitle_downloaded", .. Operational]);
        var other = await engine.SubscribeAsync(FakeChannel.ChannelName, ["subtitle_downloaded", .. Operational]);
        _failing.UnionWith([one.Id, other.Id]);

        await PublishAsync(engine, 1);

        (await engine.EventsAsync()).Select(row => row.Name).ShouldBe(["subtitle_downloaded", "job_failed", "job_failed"]);
        channel.Deliveries.Count.ShouldBe(4, "the event to both, and to each that the other failed");
    }

    [Fact]
    public async Task That_one_is_switched_off_is_told_even_when_an_operational_event_did_it()
    {
        var channel = Channel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        var broken = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded");
        var deaf = await engine.SubscribeAsync(FakeChannel.ChannelName, "job_failed");
        var listener = await engine.SubscribeAsync(FakeChannel.ChannelName, "subscription_disabled");
        _failing.UnionWith([broken.Id, deaf.Id]);
        await PublishAsync(engine, 0);
        _isGone = true;

        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await Eventually.TrueAsync(async () => (await ToldAsync(engine, "subscription_disabled")).Count == 2, () => "one of the two is silent");

        await Eventually.TrueAsync(() => channel.Deliveries.Count(delivery => delivery.Subscription.Id == listener.Id) == 2, "nobody hears of it");
    }

    [Fact]
    public async Task A_hook_that_fails_for_good_is_told_as_one_alert()
    {
        await using var yard = await HookYard.OpenAsync();
        var hook = await yard.HookAsync("#!/bin/sh\nexit 3\n", new ScriptSettings());

        await yard.PublishAsync(1);
        await yard.Engine.UntilAsync(1, JobState.Dead);

        var told = (await ToldAsync(yard.Engine, "hook_failed")).ShouldHaveSingleItem();
        (told.GetProperty("hook_id").GetInt64(), told.GetProperty("job_id").GetInt64()).ShouldBe((hook.Id, 1));
        told.GetProperty("reason").GetString()!.ShouldContain("3");
        (await yard.Engine.EventsAsync()).Where(row => row.IsAlert).Select(row => row.Name).ShouldBe(["hook_failed"], "“job failed” says the same");
        (await ToldAsync(yard.Engine, "job_failed")).Count.ShouldBe(1, "who listens to it still hears it");
    }

    private static async Task<long> SubscribeAsync(Engine engine, int retries)
    {
        var id = (await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded")).Id;
        await using var context = await engine.ContextAsync();
        var subscription = await context.Subscriptions.SingleAsync(row => row.Id == id);
        subscription.Edit("Living room", subscription.EventNames, subscription.Settings, 30, retries);
        await context.SaveChangesAsync();
        return id;
    }

    private static async Task<long> FailAsync(Engine engine, int attempts)
    {
        await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        var id = (await engine.JobsAsync()).Max(job => job.Id);
        await UntilTriedAsync(engine, id, attempts);
        return id;
    }

    private static Task UntilTriedAsync(Engine engine, long id, int attempts) => Eventually.TrueAsync(
        async () => await engine.JobAsync(id) is { State: JobState.Retrying } job && job.Attempts == attempts, () => $"it has not failed {attempts} times");

    private static async Task<List<string>> AlertsAsync(Engine engine) => [.. (await engine.EventsAsync()).Where(row => row.IsAlert).Select(row => row.Name)];

    private static async Task PublishAsync(Engine engine, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
            await engine.UntilIdleAsync();
        }
    }

    private static async Task<List<JsonElement>> ToldAsync(Engine engine, string name) =>
        [.. (await engine.EventsAsync()).Where(row => row.Name == name).Select(row => JsonDocument.Parse(row.Data).RootElement)];

    /// <summary>A bus whose database is busy when the first recovery is told.</summary>
    private sealed class BusyBus(EventBus bus) : IEventBus
    {
        private bool _wasBusy;

        public Task PublishAsync<TEvent>(TEvent @event, EventCause cause, CancellationToken cancellationToken, string? key = null, IReadOnlyList<NewJob>? work = null)
            where TEvent : IDomainEvent
        {
            if (@event is DeliveryRecovered && !_wasBusy)
            {
                _wasBusy = true;
                throw new SqliteException("database is locked", 5);
            }

            return bus.PublishAsync(@event, cause, cancellationToken, key, work);
        }
    }
}
