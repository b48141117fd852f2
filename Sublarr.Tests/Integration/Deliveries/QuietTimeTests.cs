using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Messages;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Deliveries;

/// <summary>Hours in which nothing is sent, and the one message about what happened in them.</summary>
public sealed class QuietTimeTests
{
    private static readonly DateTimeOffset Night = new(2026, 1, 15, 23, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Night);

    [Fact]
    public async Task What_happens_at_night_is_one_message_in_the_morning()
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "One", "Two\nlines", "Three");

        var waiting = await WaitingAsync(engine, 3);
        await MorningAsync(engine);

        waiting.ShouldAllBe(job => job.LastError == "Quiet until 07:00 (UTC)." && job.Attempts == 0 && job.DueAt == Night.AddHours(8));
        var message = Message.Of(channel.Deliveries.ShouldHaveSingleItem());
        message.Title.ShouldBe("3 events while it was quiet");
        message.Text.Split('\n').Select(line => line.Split(" S02")[0]).ShouldBe(["German subtitle for One", "German subtitle for Two lines", "German subtitle for Three"]);
        message.Tone.ShouldBe("good");
        var jobs = await DeliveriesAsync(engine);
        var digest = jobs.Single(job => job.State == JobState.Succeeded);
        var others = jobs.Where(job => job.Id != digest.Id).ToList();
        others.ShouldAllBe(job => job.State == JobState.Cancelled && job.LastError == $"In the digest of job {digest.Id}.");
        foreach (var other in others)
        {
            (await engine.AttemptsAsync(other.Id)).ShouldHaveSingleItem().Outcome.ShouldBe(JobAttempt.Replaced);
        }
    }

    [Fact]
    public async Task One_that_waits_alone_is_sent_as_itself_and_by_day_each_is()
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "One");
        await WaitingAsync(engine, 1);

        await MorningAsync(engine);
        await PublishAsync(engine, "Two", "Three");
        await engine.UntilIdleAsync();

        channel.Deliveries.Select(delivery => Message.Of(delivery).Title).ShouldBe(["Subtitle downloaded", "Subtitle downloaded", "Subtitle downloaded"]);
        await using var context = await engine.ContextAsync();
        context.QuietWaits.Count().ShouldBe(1, "who does not wait is not noted");
    }

    [Fact]
    public async Task By_day_a_delivery_that_never_waited_does_not_wait_for_the_writer()
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "One");
        await WaitingAsync(engine, 1);
        await MorningAsync(engine);
        await PublishAsync(engine, "Two");
        await engine.UntilIdleAsync();
        var (quiet, gate) = (engine.Get<QuietTime>(), engine.Get<WriteGate>());
        var subscription = await engine.SubscriptionAsync((await DeliveriesAsync(engine))[0].SubscriptionId!.Value);
        var next = (await DeliveriesAsync(engine))[^1].Id + 1;
        var job = new Job(next, "", "", "", "", JobPriority.Normal, 1, null, null, subscription.Id, 0, DateTimeOffset.UnixEpoch);

        await gate.EnterAsync(CancellationToken.None);
        var byDay = quiet.TakeTurnAsync(job, subscription, CancellationToken.None);
        var isAtOnce = byDay.IsCompleted;
        gate.Leave();
        _clock.Advance(TimeSpan.FromHours(16));

        isAtOnce.ShouldBeTrue("it waits for the writer");
        (await byDay).Outcome.ShouldBeNull();
        (await quiet.TakeTurnAsync(job, subscription, CancellationToken.None)).Outcome.ShouldBeOfType<JobOutcome.Deferred>("at night it is put off all the same");
        _clock.Advance(TimeSpan.FromHours(8));
        (await quiet.TakeTurnAsync(job, subscription, CancellationToken.None)).Outcome.ShouldBeNull();
        await using var context = await engine.ContextAsync();
        context.QuietWaits.Single(wait => wait.JobId == next).DigestId.ShouldBe(next, "what waited is looked up");
    }

    [Fact]
    public async Task A_digest_that_fails_is_tried_again_whole()
    {
        var answers = new Queue<DeliveryReport>([new(new JobOutcome.RetryLater("It is down."), new AttemptDetail()), FakeChannel.Delivered]);
        var channel = new FakeChannel((_, _) => Task.FromResult(answers.Dequeue()), perSubscription: 1);
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        await SubscribeAsync(engine, retries: 3);
        await PublishAsync(engine, "One", "Two");
        await WaitingAsync(engine, 2);

        _clock.Advance(TimeSpan.FromHours(8));
        await Eventually.TrueAsync(() => channel.Deliveries.Count == 1, "the digest was not tried");
        await Eventually.TrueAsync(async () => (await DeliveriesAsync(engine)).Exists(job => job is { State: JobState.Retrying, Attempts: 1 }), () => "it is not tried again");
        await PublishAsync(engine, "Three");
        _clock.Advance(TimeSpan.FromHours(1));
        answers.Enqueue(FakeChannel.Delivered);
        await Eventually.TrueAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return (await DeliveriesAsync(engine)).TrueForAll(job => job.State.IsTerminal());
            },
            () => "the digest is not sent");

        var titles = channel.Deliveries.Select(delivery => Message.Of(delivery).Title).ToList();
        titles.Count(title => title == "2 events while it was quiet").ShouldBe(2);
        titles.Count(title => title == "Subtitle downloaded").ShouldBe(1);
    }

    [Fact]
    public async Task After_a_kill_while_it_was_sent_a_digest_is_sent_again_with_all_that_it_took_and_nothing_else_is_sent()
    {
        using var killed = new TemporaryFolder();
        var release = new TaskCompletionSource<DeliveryReport>();
        var first = new FakeChannel((_, _) => release.Task, perSubscription: 1);
        var second = new FakeChannel();
        using (var folder = new TemporaryFolder())
        {
            await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + first.AddTo, _clock, folder);
            await SubscribeAsync(engine, retries: 3);
            await PublishAsync(engine, "One", "Two", "Three");
            await WaitingAsync(engine, 3);
            _clock.Advance(TimeSpan.FromHours(8));
            // The alarm of the last that waits may be set a moment after it waits.
            await Eventually.TrueAsync(
                () =>
                {
                    _clock.Advance(TimeSpan.FromSeconds(1));
                    return Task.FromResult(first.Deliveries.Count == 1);
                },
                () => "the digest is not being sent");
            foreach (var file in Directory.GetFiles(folder.Path, "sublarr.db*"))
            {
                File.Copy(file, killed.File(Path.GetFileName(file)));
            }

            release.SetResult(FakeChannel.Delivered);
            await engine.UntilIdleAsync();
        }

        await using var again = await Engine.StartAsync(Engine.WithoutSchedules + second.AddTo, _clock, killed);
        await Eventually.TrueAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return (await DeliveriesAsync(again)).TrueForAll(job => job.State.IsTerminal());
            },
            () => "the digest is not sent again");

        var delivery = second.Deliveries.ShouldHaveSingleItem();
        delivery.JobId.ShouldBe(first.Deliveries.ShouldHaveSingleItem().JobId);
        Message.Of(delivery).Text.ShouldBe(Message.Of(first.Deliveries.First()).Text);
    }

    [Fact]
    public async Task A_test_and_what_a_person_sends_come_at_once_and_are_in_no_digest()
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        var subscription = await SubscribeAsync(engine);
        await PublishAsync(engine, "One", "Two", "Three");
        var waiting = await WaitingAsync(engine, 3);

        await engine.Queue.RedeliverAsync(waiting[0].Id, CancellationToken.None);
        await engine.UntilAsync(waiting[0].Id, JobState.Succeeded);
        var test = await engine.EnqueueAsync(new NewJob(JobKinds.Deliver, "Test", JobPriority.High)
        {
            SubscriptionId = subscription.Id,
            IsTest = true,
            Payload = JsonSerializer.Serialize(EventEnvelope.Of(SubtitleDownloaded.Example, EventCause.None, Night), EventJson.Options),
        });
        await engine.UntilAsync(test, JobState.Succeeded);
        await MorningAsync(engine);

        channel.Deliveries.Select(delivery => Message.Of(delivery).Title).ShouldBe(["Subtitle downloaded", "Test: Subtitle downloaded", "2 events while it was quiet"]);
    }

    [Fact]
    public async Task A_digest_that_was_given_up_is_sent_whole_when_a_person_sends_it_again()
    {
        var answers = new Queue<DeliveryReport>([new(new JobOutcome.Rejected("No."), new AttemptDetail()), FakeChannel.Delivered]);
        var channel = new FakeChannel((_, _) => Task.FromResult(answers.Dequeue()), perSubscription: 1);
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, "One", "Two");
        await WaitingAsync(engine, 2);
        await MorningAsync(engine);

        var dead = (await DeliveriesAsync(engine)).Single(job => job.State == JobState.Dead);
        _clock.Advance(TimeSpan.FromHours(16));
        await engine.Queue.RedeliverAsync(dead.Id, CancellationToken.None);
        await engine.UntilAsync(dead.Id, JobState.Succeeded);

        channel.Deliveries.Select(delivery => Message.Of(delivery).Title).ShouldBe(["2 events while it was quiet", "2 events while it was quiet"]);
    }

    [Theory]
    [InlineData("22:00", "23:30", 30)]
    [InlineData("13:00", "14:00", 0)]
    [InlineData(null, "", 0)]
    public async Task Other_hours_and_none_hold_for_what_waits_already(string? from, string to, int minutes)
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        var subscription = await SubscribeAsync(engine);
        await PublishAsync(engine, "One", "Two");
        await WaitingAsync(engine, 2);

        await using (var context = await engine.ContextAsync())
        {
            (await context.Subscriptions.SingleAsync(row => row.Id == subscription.Id)).Hush(from is null ? null : new QuietHours(from, to, "UTC"));
            await context.SaveChangesAsync();
        }

        await engine.Get<ISubscriptionSwitch>().SettleAsync(subscription.Id, CancellationToken.None);
        await Eventually.TrueAsync(
            async () =>
            {
                var jobs = await DeliveriesAsync(engine);
                return jobs.TrueForAll(job => job.State == JobState.Retrying && job.DueAt == Night.AddMinutes(30)) || jobs.TrueForAll(job => job.State.IsTerminal());
            },
            () => "they wait for the old hours");
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        await engine.UntilIdleAsync();

        Message.Of(channel.Deliveries.ShouldHaveSingleItem()).Title.ShouldBe("2 events while it was quiet");
    }

    [Fact]
    public async Task Hours_that_were_taken_away_leave_one_message_after_a_restart_too_and_then_each_event_is_one()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(Engine.WithoutSchedules + new FakeChannel().AddTo, _clock, folder))
        {
            var subscription = await SubscribeAsync(engine);
            await PublishAsync(engine, "One", "Two", "Three");
            await WaitingAsync(engine, 3);
            await using var context = await engine.ContextAsync();
            (await context.Subscriptions.SingleAsync(row => row.Id == subscription.Id)).Hush(null);
            await context.SaveChangesAsync();
        }

        var channel = new FakeChannel();
        await using var later = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock, folder);
        await MorningAsync(later);
        await PublishAsync(later, "Four", "Five");
        await later.UntilIdleAsync();

        channel.Deliveries.Select(delivery => Message.Of(delivery).Title).ShouldBe(["3 events while it was quiet", "Subtitle downloaded", "Subtitle downloaded"]);
    }

    [Fact]
    public async Task Of_very_many_events_the_first_are_told_and_the_others_counted()
    {
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(Engine.WithoutSchedules + channel.AddTo, _clock);
        await SubscribeAsync(engine);
        await PublishAsync(engine, [.. Enumerable.Range(1, QuietTime.LongestDigest + 3).Select(number => $"Number {number}")]);
        await WaitingAsync(engine, QuietTime.LongestDigest + 3);

        await MorningAsync(engine);

        var message = Message.Of(channel.Deliveries.ShouldHaveSingleItem());
        message.Title.ShouldBe("103 events while it was quiet");
        message.Text.ShouldEndWith("\n… and 3 more");
    }

    private static async Task<Subscription> SubscribeAsync(Engine engine, int retries = 0)
    {
        await using var context = await engine.ContextAsync();
        var subscription = new Subscription(FakeChannel.ChannelName, DateTimeOffset.UnixEpoch);
        subscription.Edit("Phone", ["subtitle_downloaded"], "{}", 30, retries);
        subscription.Hush(new QuietHours("22:00", "07:00", "UTC"));
        context.Add(subscription);
        await context.SaveChangesAsync();
        return subscription;
    }

    private static async Task PublishAsync(Engine engine, params string[] titles)
    {
        foreach (var title in titles)
        {
            await engine.Bus.PublishAsync(
                new SubtitleDownloaded(Sublarr.Domain.Library.MediaType.Episode, 901, title, 2, 1, "de", "opensubtitles", "srt", 539, Forced: false, HearingImpaired: false, Release: null),
                EventCause.None,
                CancellationToken.None);
        }
    }

    private static async Task<List<JobRow>> DeliveriesAsync(Engine engine) => [.. (await engine.JobsAsync()).Where(job => JobKinds.IsDelivery(job.Kind) && !job.IsTest)];

    private static async Task<List<JobRow>> WaitingAsync(Engine engine, int count)
    {
        List<JobRow> waiting = [];
        await Eventually.TrueAsync(
            async () => (waiting = [.. (await DeliveriesAsync(engine)).Where(job => job.State == JobState.Retrying)]).Count == count, () => $"{waiting.Count} of {count} wait");
        return waiting;
    }

    private async Task MorningAsync(Engine engine)
    {
        _clock.Advance(TimeSpan.FromHours(8));
        await Eventually.TrueAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return (await DeliveriesAsync(engine)).TrueForAll(job => job.State.IsTerminal());
            },
            () => "the morning brings nothing");
    }
}
