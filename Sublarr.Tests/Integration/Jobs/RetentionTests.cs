using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Retention;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class RetentionTests
{
    [Fact]
    public async Task Beyond_the_number_allowed_the_jobs_that_ended_first_go_and_what_waits_stays()
    {
        await using var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo);
        var waiting = await engine.EnqueueAsync(ScriptedHandler.Job() with { DueAt = DateTimeOffset.UtcNow.AddDays(1) });
        var ended = new List<long>();
        for (var number = 0; number < 6; number++)
        {
            ended.Add(await engine.EnqueueAsync(ScriptedHandler.Job()));
            await engine.UntilAsync(ended[^1], JobState.Succeeded);
        }

        var removed = await engine.Get<IJobPurge>().PurgeBeyondAsync(4, CancellationToken.None);
        var again = await engine.Get<IJobPurge>().PurgeBeyondAsync(4, CancellationToken.None);
        var impossible = await engine.Get<IJobPurge>().PurgeBeyondAsync(0, CancellationToken.None);

        (removed, again, impossible).ShouldBe((3, 0, 3));
        (await engine.JobsAsync()).ShouldHaveSingleItem().Id.ShouldBe(waiting);
        (await engine.AttemptsAsync(ended[0])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Notes_of_jobs_that_are_gone_go_with_them_step_by_step()
    {
        await using var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo);
        var waiting = await engine.EnqueueAsync(ScriptedHandler.Job() with { DueAt = DateTimeOffset.UtcNow.AddDays(1), Key = "waits" });
        long[] gone = [waiting + 1, waiting + JobPurge.NotedAtOnce, waiting + (3 * JobPurge.NotedAtOnce)];
        await engine.Get<GroupCommit>().WriteAsync(
            WriteUrgency.Background, session => gone.Sum(id => session.Execute("INSERT INTO job_notes (job_id, done, changed_at) VALUES ($id, 1, 0)", ("$id", id))), CancellationToken.None);

        var removed = await engine.Get<IJobPurge>().PurgeNotesAsync(CancellationToken.None);
        var again = await engine.EnqueueAsync(ScriptedHandler.Job() with { Key = "waits" });

        (removed, again).ShouldBe((3, waiting));
    }

    [Fact]
    public async Task What_failed_is_kept_longer_than_what_did_not_however_many_of_both_there_are()
    {
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(new ScriptedHandler(EndAsync).AddTo, clock);
        await engine.Queue.EnqueueAsync([.. Enumerable.Range(0, 1_200).Select(number => ScriptedHandler.Job() with { Title = number % 2 == 0 ? "Will fail" : "Will do" })], CancellationToken.None);
        await engine.UntilIdleAsync();
        var now = clock.GetUtcNow();
        var purge = engine.Get<IJobPurge>();

        var none = await purge.PurgeOldAsync(now.AddDays(-1), now.AddDays(-1), CancellationToken.None);
        var done = await purge.PurgeOldAsync(now.AddDays(1), now.AddDays(-1), CancellationToken.None);
        var left = (await engine.JobsAsync()).Count(job => job.State == JobState.Dead);
        var failed = await purge.PurgeOldAsync(now.AddDays(1), now.AddDays(1), CancellationToken.None);

        (none, done, left, failed).ShouldBe((0, 600, 600, 600));

        static Task<JobResult> EndAsync(JobContext context, CancellationToken cancellationToken) =>
            Task.FromResult(new JobResult(context.Job.Title == "Will fail" ? new JobOutcome.Rejected("It cannot be done.") : JobOutcome.Done));
    }

    [Fact]
    public async Task What_is_older_than_the_days_somebody_chose_is_removed_within_the_hour()
    {
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo, clock);
        await using (var context = await engine.ContextAsync())
        {
            var limits = new RetentionLimits();
            limits.Change(2, 2, RetentionLimits.UsualJobs);
            context.Add(limits);
            await context.SaveChangesAsync();
        }

        await engine.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);
        var id = await engine.EnqueueAsync(ScriptedHandler.Job());
        await engine.UntilAsync(id, JobState.Succeeded);
        clock.Advance(TimeSpan.FromDays(1.5));
        (await engine.JobsAsync()).ShouldContain(job => job.Id == id);

        await Eventually.TrueAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromHours(1));
                return (await engine.JobsAsync()).TrueForAll(job => job.Id != id) && (await engine.EventsAsync()).TrueForAll(each => each.Name != "library_scan_complete");
            },
            () => "it is still there");

        (clock.GetUtcNow() - new ManualClock().GetUtcNow()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(2));
    }

    [Fact]
    public async Task Old_events_go_and_those_that_a_job_still_needs_stay_among_them()
    {
        var clock = new ManualClock();
        await using var engine = await Engine.StartAsync(ScriptedHandler.Returning(JobOutcome.Done).AddTo, clock);
        for (var number = 0; number < 500; number++)
        {
            await engine.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);
        }

        var needed = (await engine.EventsAsync())[200].Id;
        await engine.EnqueueAsync(ScriptedHandler.Job() with { EventId = needed, DueAt = clock.GetUtcNow().AddDays(9) });
        clock.Advance(TimeSpan.FromMinutes(5));
        var young = clock.GetUtcNow();
        await engine.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);

        var removed = await engine.Get<IJobPurge>().PurgeEventsAsync(young.AddMinutes(-1), CancellationToken.None);

        removed.ShouldBe(499);
        var left = await engine.EventsAsync();
        left.Select(row => row.OccurredAt).ShouldBe([young.AddMinutes(-5), young], ignoreOrder: true);
        left.ShouldContain(row => row.Id == needed);
    }

    [Fact]
    public async Task Of_a_clock_that_goes_ahead_by_a_year_nothing_is_removed_until_it_has_stood_for_a_day()
    {
        var passing = new ManualClock();
        var clock = new JumpingClock(passing);
        var channel = new FakeChannel();
        await using var engine = await Engine.StartAsync(channel.AddTo, clock);
        var held = await engine.SubscribeAsync(FakeChannel.ChannelName, "library_scan_complete");
        await engine.Get<ISubscriptionSwitch>().PauseAsync(held.Id, CancellationToken.None);
        await engine.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);

        clock.Jump(TimeSpan.FromDays(365));

        await RemovedAsync(engine, passing);
        (passing.GetUtcNow() - new ManualClock().GetUtcNow()).ShouldBeGreaterThanOrEqualTo(TrustedClock.Probation);
    }

    [Fact]
    public async Task The_same_when_the_clock_went_ahead_while_Sublarr_was_stopped()
    {
        using var folder = new TemporaryFolder();
        await using (var before = await Engine.StartAsync(clock: new ManualClock(), folder: folder))
        {
            await before.Bus.PublishAsync(LibraryScanComplete.Example, EventCause.None, CancellationToken.None);
        }

        var ahead = new ManualClock().GetUtcNow().AddDays(365);
        var clock = new ManualClock(ahead);
        await using var engine = await Engine.StartAsync(clock: clock, folder: folder);

        await RemovedAsync(engine, clock);
        (clock.GetUtcNow() - ahead).ShouldBeGreaterThanOrEqualTo(TrustedClock.Probation);
    }

    private static Task RemovedAsync(Engine engine, ManualClock passing) => Eventually.TrueAsync(
        async () =>
        {
            passing.Advance(TimeSpan.FromHours(1));
            return (await engine.EventsAsync()).TrueForAll(row => row.Name != "library_scan_complete");
        },
        () => "it is still there",
        TimeSpan.FromSeconds(30));
}
