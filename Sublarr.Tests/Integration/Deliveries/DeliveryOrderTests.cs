using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Deliveries;

/// <summary>A subscription whose deliveries go one at a time for each series or movie.</summary>
public sealed class DeliveryOrderTests
{
    private static readonly DeliveryReport NotYet = new(new JobOutcome.RetryLater("not yet"), new AttemptDetail());
    private static readonly DeliveryReport Never = new(new JobOutcome.Rejected("never"), new AttemptDetail());

    private readonly ManualClock _clock = new();
    private readonly ConcurrentDictionary<string, DeliveryReport> _answers = new();
    private readonly ConcurrentQueue<string> _tried = new();
    private readonly FakeChannel _channel;

    public DeliveryOrderTests() => _channel = new FakeChannel((delivery, _) =>
    {
        var name = NameOf(delivery);
        _tried.Enqueue(name);
        return Task.FromResult(_answers.GetValueOrDefault(name, FakeChannel.Delivered));
    })
    { IsOrdered = true };

    [Fact]
    public async Task Deliveries_about_one_title_never_overlap_and_keep_their_order_through_failures_while_other_titles_go_on_beside_them()
    {
        const int titles = 5;
        const int each = 24;
        var busy = new ConcurrentDictionary<string, int>();
        var overlaps = 0;
        var beside = 0;
        var arrived = new ConcurrentQueue<string>();
        var channel = new FakeChannel(async (delivery, _) =>
        {
            var name = NameOf(delivery);
            var title = name[..1];
            overlaps += busy.AddOrUpdate(title, 1, (_, running) => running + 1) > 1 ? 1 : 0;
            beside = Math.Max(beside, busy.Values.Sum());
            await Task.Delay(1);
            busy.AddOrUpdate(title, 0, (_, running) => running - 1);
            if (delivery.JobId % 5 == 0 && delivery.Attempt < 3)
            {
                return NotYet;
            }

            arrived.Enqueue(name);
            return FakeChannel.Delivered;
        })
        { IsOrdered = true };
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        await SubscribeAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, titles).Select(async title =>
        {
            for (var number = 0; number < each; number++)
            {
                await PublishAsync(engine, $"{(char)('A' + title)}{number:00}");
            }
        }));
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMinutes(1));
                return Task.FromResult(arrived.Count == titles * each);
            },
            () => $"only {arrived.Count} have arrived");

        overlaps.ShouldBe(0);
        beside.ShouldBeGreaterThan(1, "titles wait for each other");
        foreach (var title in arrived.GroupBy(name => name[0]))
        {
            title.ShouldBe(title.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_delivery_that_waits_for_its_retry_holds_back_the_later_ones_of_its_title_and_no_others()
    {
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);

        await PublishAsync(engine, "A1", "A2", "B1", "A3", "B2");
        await engine.UntilAsync(1, JobState.Retrying);
        await engine.UntilAsync(5, JobState.Succeeded);

        _tried.ShouldBe(["A1", "B1", "B2"]);
        (await engine.JobAsync(2)).State.ShouldBe(JobState.Queued);
        _answers.Clear();
        _clock.Advance(TimeSpan.FromSeconds(7));
        await engine.UntilIdleAsync();
        _tried.ShouldBe(["A1", "B1", "B2", "A1", "A2", "A3"]);
    }

    [Fact]
    public async Task What_is_about_no_title_waits_for_nothing()
    {
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);

        await PublishAsync(engine, "A1");
        await engine.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);
        await engine.UntilAsync(2, JobState.Succeeded);

        (await engine.JobAsync(2)).OrderingKey.ShouldBeNull();
    }

    [Fact]
    public async Task Without_an_order_later_deliveries_overtake_and_carry_no_key()
    {
        _channel.IsOrdered = false;
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);

        await PublishAsync(engine, "A1", "A2");
        await engine.UntilAsync(2, JobState.Succeeded);

        (await engine.JobsAsync()).ShouldAllBe(job => job.OrderingKey == null);
    }

    [Fact]
    public async Task A_delivery_that_is_given_up_lets_the_next_go()
    {
        _answers["A1"] = Never;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);

        await PublishAsync(engine, "A1", "A2");
        await engine.UntilAsync(2, JobState.Succeeded);

        _tried.ShouldBe(["A1", "A2"]);
        (await engine.JobAsync(1)).State.ShouldBe(JobState.Dead);
    }

    [Fact]
    public async Task Attempts_that_are_used_up_let_the_next_go()
    {
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine, retries: 2);

        await PublishAsync(engine, "A1", "A2");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await Eventually.TrueAsync(async () => await engine.JobAsync(1) is { State: JobState.Retrying } job && job.Attempts == attempt, () => "it does not wait for its retry");
            _tried.ShouldAllBe(name => name == "A1");
            // To this retry and no further: the one after it may be set, and come due, while the clock is on its way.
            _clock.Advance((await engine.JobAsync(1)).DueAt - _clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        }

        await engine.UntilAsync(2, JobState.Succeeded);
        _tried.ShouldBe(["A1", "A1", "A1", "A2"]);
    }

    [Fact]
    public async Task Cancelling_the_first_lets_the_next_go()
    {
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "A1", "A2");
        await engine.UntilAsync(1, JobState.Retrying);

        await engine.Queue.CancelAsync(1, CancellationToken.None);

        await engine.UntilAsync(2, JobState.Succeeded);
    }

    [Fact]
    public async Task Sending_the_first_again_by_hand_lets_the_next_go()
    {
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "A1", "A2");
        await engine.UntilAsync(1, JobState.Retrying);
        _answers.Clear();

        await engine.Queue.RedeliverAsync(1, CancellationToken.None);

        await engine.UntilIdleAsync();
        _tried.ShouldBe(["A1", "A1", "A2"]);
    }

    [Fact]
    public async Task An_old_one_that_is_sent_again_waits_for_the_one_under_way()
    {
        var gate = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        var channel = new FakeChannel(async (delivery, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await (NameOf(delivery) == "A2" ? gate.Task : Task.CompletedTask);
            Interlocked.Decrement(ref running);
            return FakeChannel.Delivered;
        })
        { IsOrdered = true };
        await using var engine = await Engine.StartAsync(channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "A1", "A2");
        await engine.UntilAsync(1, JobState.Succeeded);
        await engine.UntilAsync(2, JobState.Running);

        await engine.Queue.RedeliverAsync(1, CancellationToken.None);
        await PublishAsync(engine, "B1");
        await engine.UntilAsync(3, JobState.Succeeded);
        (await engine.JobAsync(1)).State.ShouldBe(JobState.Queued);
        gate.SetResult();

        await engine.UntilIdleAsync();
        channel.Deliveries.Select(NameOf).Where(name => name[0] == 'A').ShouldBe(["A1", "A2", "A1"]);
        most.ShouldBe(2, "B1 beside A2, and no more");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public async Task What_was_held_goes_on_in_order(int? perSecond)
    {
        _answers["A2"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        var subscription = await SubscribeAsync(engine);
        var switchboard = engine.Get<ISubscriptionSwitch>();
        await PublishAsync(engine, "A1", "A2", "A3");
        await engine.UntilAsync(2, JobState.Retrying);
        await switchboard.PauseAsync(subscription.Id, CancellationToken.None);
        (await engine.JobsAsync()).Skip(1).ShouldAllBe(job => job.State == JobState.Held);
        await PublishAsync(engine, "A4");
        _answers.Clear();

        await switchboard.ResumeAsync(subscription.Id, new HeldRelease(PerSecond: perSecond), CancellationToken.None);
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(_tried.Count == 5);
            },
            () => "they do not go on");

        _tried.ShouldBe(["A1", "A2", "A2", "A3", "A4"]);
        await engine.UntilIdleAsync();
    }

    [Fact]
    public async Task Those_that_wait_do_so_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        _answers["A1"] = NotYet;
        await using (var first = await Engine.StartAsync(_channel.AddTo, _clock, folder))
        {
            await SubscribeAsync(first);
            await PublishAsync(first, "A1", "A2", "A3");
            await first.UntilAsync(1, JobState.Retrying);
        }

        await using var second = await Engine.StartAsync(_channel.AddTo, _clock, folder);
        await PublishAsync(second, "B1");
        await second.UntilAsync(4, JobState.Succeeded);
        _tried.ShouldBe(["A1", "B1"]);
        _answers.Clear();
        _clock.Advance(TimeSpan.FromSeconds(7));

        await second.UntilIdleAsync();
        _tried.ShouldBe(["A1", "B1", "A1", "A2", "A3"]);
    }

    [Fact]
    public async Task Once_no_order_is_kept_any_more_nothing_waits()
    {
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "A1", "A2");
        await engine.UntilAsync(1, JobState.Retrying);
        (await engine.JobAsync(2)).State.ShouldBe(JobState.Queued);

        _channel.IsOrdered = false;
        await using (var context = await engine.ContextAsync())
        {
            var subscription = await context.Subscriptions.SingleAsync();
            subscription.Edit(subscription.Name, subscription.EventNames, """{"ordering":"none"}""", subscription.TimeoutSeconds, subscription.RetryCount);
            await context.SaveChangesAsync();
        }

        // As the editor does.
        await engine.Bus.PublishAsync(ConfigUpdated.Example, EventCause.None, CancellationToken.None);

        await engine.UntilAsync(2, JobState.Succeeded);
        (await engine.JobAsync(1)).State.ShouldBe(JobState.Retrying);
    }

    [Fact]
    public async Task One_that_is_tried_out_neither_waits_nor_is_waited_for()
    {
        _answers["A1"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        var subscription = await SubscribeAsync(engine);
        await PublishAsync(engine, "A1");
        await engine.UntilAsync(1, JobState.Retrying);
        var envelope = EventEnvelope.Of(SubtitleDownloaded.Example with { Title = "A" }, EventCause.None, _clock.GetUtcNow());

        var test = await engine.EnqueueAsync(new NewJob(JobKinds.Deliver, "Test", JobPriority.High)
        {
            SubscriptionId = subscription.Id,
            Payload = System.Text.Json.JsonSerializer.Serialize(envelope, EventJson.Options),
            IsTest = true,
        });

        await engine.UntilAsync(test, JobState.Succeeded);
    }

    [Fact]
    public async Task A_claim_meets_what_waits_once_however_many_there_are()
    {
        const int backlog = 300;
        _answers["A0"] = NotYet;
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, [.. Enumerable.Range(0, backlog).Select(number => $"A{number}")]);
        await engine.UntilAsync(1, JobState.Retrying);
        await PublishAsync(engine, "B1");
        await engine.UntilAsync(backlog + 1, JobState.Succeeded);

        (await engine.JobsAsync()).Where(job => job.State == JobState.Queued).ShouldAllBe(job => job.Rank == JobRow.AwaitsTurn);

        _answers.Clear();
        _clock.Advance(TimeSpan.FromSeconds(7));
        await engine.UntilIdleAsync();
        _tried.Where(name => name[0] == 'A').Skip(1).ShouldBe(Enumerable.Range(0, backlog).Select(number => $"A{number}"));
    }

    [Fact]
    public async Task Who_stands_first_is_asked_of_small_indexes_alone()
    {
        await using var engine = await Engine.StartAsync(_channel.AddTo, _clock);
        await using var context = await engine.ContextAsync();

        foreach (var sql in (string[])[JobTurns.Next, JobTurns.IsBehind, JobTurns.PassTurn, JobTurns.HurryFirst])
        {
            var plan = await PlanOf(context.Database.GetDbConnection(), sql);

            plan.ShouldNotContain(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal) && !step.Contains("ix_jobs_running", StringComparison.Ordinal), sql);
            plan.ShouldContain(step => step.Contains("ix_jobs_ordered", StringComparison.Ordinal) || step.Contains("ix_jobs_ready", StringComparison.Ordinal), sql);
        }
    }

    private static async Task<List<string>> PlanOf(System.Data.Common.DbConnection connection, string sql)
    {
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in (string[])["$lane", "$awaits", "$limit", "$subscription", "$key", "$id", "$now"])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1);
            command.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                steps.Add(reader.GetString(3));
            }
        }

        await connection.CloseAsync();
        return steps;
    }

    private static string NameOf(Delivery delivery) => delivery.Event.Event switch
    {
        SubtitleDownloaded subtitle => subtitle.Title + subtitle.Provider,
        var other => other!.GetType().Name,
    };

    private static async Task<Subscription> SubscribeAsync(Engine engine, int retries = 7)
    {
        var subscription = await engine.SubscribeAsync(FakeChannel.ChannelName, "subtitle_downloaded", "library_scan_complete");
        await using var context = await engine.ContextAsync();
        context.Attach(subscription);
        subscription.Edit(subscription.Name, subscription.EventNames, "{}", 30, retries);
        await context.SaveChangesAsync();
        return subscription;
    }

    // The first letter is the title, what follows tells its events apart.
    private static async Task PublishAsync(Engine engine, params string[] names)
    {
        foreach (var name in names)
        {
            await engine.Bus.PublishAsync(SubtitleDownloaded.Example with { Title = name[..1], Provider = name[1..] }, EventCause.None, CancellationToken.None);
        }
    }
}
