using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Schedules;
using Sublarr.Infrastructure.Schedules;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Schedules;

public sealed class TimetableTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_schedule_that_is_due_queues_its_job_and_the_next_run_is_counted_from_it()
    {
        await using var engine = await StartAsync(Trigger(6));
        (await JobsAsync(engine)).ShouldBeEmpty("the first run is counted from the first start");

        Pass(6);
        await UntilAsync(engine, 1);
        var state = await StateAsync(engine);
        Pass(6);
        await UntilAsync(engine, 2);

        state.LastJobId.ShouldBe((await JobsAsync(engine))[0].Id);
        state.LastRun!.Value.ShouldBe(new ManualClock().GetUtcNow().AddHours(6), TimeSpan.FromSeconds(5));
        state.Next.ShouldBe(state.LastRun + TimeSpan.FromHours(6));
        (await JobsAsync(engine))[0].Kind.ShouldBe(ScriptedHandler.TestKind);
    }

    [Fact]
    public async Task However_many_runs_were_missed_one_is_made_up_for_at_the_start()
    {
        await using (await StartAsync(Trigger(6)))
        {
        }

        _clock.Advance(TimeSpan.FromDays(3));
        await using var engine = await StartAsync(Trigger(6));
        await UntilAsync(engine, 1);
        Pass(1);

        (await StateAsync(engine)).Next!.Value.ShouldBe(_clock.GetUtcNow().AddHours(5), TimeSpan.FromMinutes(1));
        (await JobsAsync(engine)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task While_its_job_is_open_no_second_is_queued()
    {
        var end = new TaskCompletionSource<JobResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var engine = await StartAsync(Trigger(1), new ScriptedHandler((_, _) => end.Task));

        Pass(1);
        await UntilAsync(engine, 1);
        var first = (await StateAsync(engine)).Next;
        Pass(1);
        await Eventually.TrueAsync(async () => (await StateAsync(engine)).Next > first, () => "it is not due again");
        var byHand = await engine.Get<ITimetable>().RunAsync("sample", CancellationToken.None);
        var jobs = await JobsAsync(engine);
        end.SetResult(JobResult.Done);

        byHand.ShouldBe(jobs.ShouldHaveSingleItem().Id);
    }

    [Fact]
    public async Task Run_now_brings_a_job_forward_that_waits_for_its_retry()
    {
        var outcomes = new Queue<JobOutcome>([new JobOutcome.RetryLater("The share is away."), JobOutcome.Done]);
        var handler = new ScriptedHandler((_, _) => Task.FromResult(new JobResult(outcomes.Dequeue())), retries: new RetrySchedule(TimeSpan.FromDays(1)));
        await using var engine = await StartAsync(Trigger(1), handler);
        Pass(1);
        await UntilAsync(engine, 1);
        var job = (await JobsAsync(engine))[0].Id;
        await engine.UntilAsync(job, JobState.Retrying);

        var byHand = await engine.Get<ITimetable>().RunAsync("sample", CancellationToken.None);

        byHand.ShouldBe(job);
        await engine.UntilAsync(job, JobState.Succeeded);
        var (priority, attempts) = ((await engine.JobAsync(job)).Priority, (await engine.JobAsync(job)).Attempts);
        (priority, attempts).ShouldBe((JobPriority.High.Value, 1), "it is as urgent as what a person asks for, and has all its attempts before it");
    }

    [Fact]
    public async Task A_run_with_nothing_to_do_leaves_the_last_run_the_last()
    {
        var hasWork = true;
        await using var engine = await Engine.StartAsync(
            services =>
            {
                ScriptedHandler.Returning(JobOutcome.Done).AddTo(services);
                services.AddSingleton<ISchedule>(new Sample(Trigger(6)) { HasWork = () => hasWork });
            },
            _clock, _folder);
        Pass(6);
        await UntilAsync(engine, 1);
        var ran = await StateAsync(engine);

        hasWork = false;
        Pass(6);
        await Eventually.TrueAsync(async () => (await StateAsync(engine)).Next > ran.Next, () => "it is not counted on");
        var passed = await StateAsync(engine);

        (passed.LastJobId, passed.LastRun).ShouldBe((ran.LastJobId, ran.LastRun));
    }

    [Fact]
    public async Task A_change_holds_without_a_restart_and_what_is_off_does_not_run()
    {
        await using var engine = await StartAsync(Trigger(24));

        await ChangeAsync(engine, isEnabled: true, Trigger(1));
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        await Eventually.TrueAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromMinutes(30));
                return (await JobsAsync(engine)).Count > 0;
            },
            () => "the new interval does not hold");
        await ChangeAsync(engine, isEnabled: false, Trigger(1));
        await engine.UntilIdleAsync();
        var before = (await JobsAsync(engine)).Count;
        _clock.Advance(TimeSpan.FromDays(2));
        var off = await StateAsync(engine);
        await ChangeAsync(engine, isEnabled: true, Trigger(1));

        off.Next.ShouldBeNull();
        (await JobsAsync(engine)).Count.ShouldBe(before);
        (await StateAsync(engine)).Next!.Value.ShouldBeGreaterThan(_clock.GetUtcNow(), "what it would have done while it was off is not made up for");
        (await engine.Get<ITimetable>().RunAsync("nothing", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_clock_that_is_set_back_by_a_year_does_not_silence_a_schedule()
    {
        await using (await StartAsync(Trigger(1)))
        {
        }

        var back = new ManualClock(_clock.GetUtcNow().AddDays(-365));
        await using var engine = await Engine.StartAsync(services => Add(services, Trigger(1), ScriptedHandler.Returning(JobOutcome.Done)), back, _folder);

        await Eventually.TrueAsync(async () => (await StateAsync(engine)).Next <= back.GetUtcNow().AddHours(1), () => "it still counts from the future");
    }

    [Fact]
    public async Task A_schedule_that_comes_while_Sublarr_runs_is_counted_from_then()
    {
        var source = new Source();
        await using var engine = await StartAsync(source);

        source.Schedules = [new Sample(Trigger(6)) { Key = "each-sample" }];
        engine.Get<ITimetable>().LookAnew();
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        await Eventually.TrueAsync(async () => await RunsAsync(engine, "each-sample") == 1, () => "it is not counted");
        Pass(6);

        await UntilAsync(engine, 1);
    }

    [Fact]
    public async Task A_schedule_that_goes_leaves_neither_its_times_nor_its_runs_behind()
    {
        var source = new Source { Schedules = [new Sample(Trigger(6)) { Key = "each-sample" }, new Sample(Trigger(6)) { Key = "each-other" }] };
        await using var engine = await StartAsync(source);
        await ChangeAsync(engine, isEnabled: true, Trigger(1), "each-sample");
        await ChangeAsync(engine, isEnabled: true, Trigger(1), "each-other");
        await ChangeAsync(engine, isEnabled: false, Trigger(1), "clean-up");

        source.Schedules = [.. source.Schedules.Skip(1)];
        engine.Get<ITimetable>().LookAnew();
        _clock.Advance(TimeSpan.FromMilliseconds(10));

        await Eventually.TrueAsync(async () => await RunsAsync(engine, "each-sample") == 0, () => "its run is kept");
        await using var context = await engine.ContextAsync();
        (await context.Schedules.Select(settings => settings.Key).ToListAsync()).ShouldBe(["clean-up", "each-other"], ignoreOrder: true);
        (await RunsAsync(engine, "each-other")).ShouldBe(1);
    }

    [Fact]
    public async Task A_schedule_that_came_is_not_silenced_by_a_clock_that_is_set_back()
    {
        var source = new Source { Schedules = [new Sample(Trigger(1)) { Key = "each-sample" }] };
        await using (var before = await StartAsync(source))
        {
            await ChangeAsync(before, isEnabled: true, Trigger(2), "each-sample");
        }

        var back = new ManualClock(_clock.GetUtcNow().AddDays(-365));
        await using var engine = await Engine.StartAsync(services => Add(services, source), back, _folder);

        await Eventually.TrueAsync(async () => (await StateAsync(engine, "each-sample")).Next <= back.GetUtcNow().AddHours(2), () => "it still counts from the future");
    }

    [Fact]
    public async Task One_that_cannot_be_asked_keeps_no_other_from_running_and_runs_when_it_can()
    {
        var isBroken = true;
        await using var engine = await Engine.StartAsync(
            services =>
            {
                ScriptedHandler.Returning(JobOutcome.Done).AddTo(services);
                services.AddSingleton<ISchedule>(new Sample(Trigger(1)) { Key = "a-broken", HasWork = () => isBroken ? throw new IOException("The share is gone.") : true });
                services.AddSingleton<ISchedule>(new Sample(Trigger(1)) { Key = "sample" });
            },
            _clock, _folder);

        Pass(1);
        await UntilAsync(engine, 1);
        (await StateAsync(engine)).LastJobId.ShouldNotBeNull();
        (await StateAsync(engine, "a-broken")).LastJobId.ShouldBeNull();
        isBroken = false;
        _clock.Advance(TimeSpan.FromSeconds(11));

        await UntilAsync(engine, 2);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Engine> StartAsync(Source source) => Engine.StartAsync(services => Add(services, source), _clock, _folder);

    private static void Add(IServiceCollection services, Source source)
    {
        ScriptedHandler.Returning(JobOutcome.Done).AddTo(services);
        services.AddSingleton<IScheduleSource>(source);
    }

    private static async Task<int> RunsAsync(Engine engine, string key)
    {
        await using var context = await engine.ContextAsync();
        return await context.ScheduleRuns.CountAsync(run => run.Key == key);
    }

    // A little more: the alarm rings a millisecond late rather than early.
    private void Pass(int hours) => _clock.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(1));

    private static Trigger.Every Trigger(int hours) => new(TimeSpan.FromHours(hours));

    private Task<Engine> StartAsync(Trigger usual, ScriptedHandler? handler = null) =>
        Engine.StartAsync(services => Add(services, usual, handler ?? ScriptedHandler.Returning(JobOutcome.Done)), _clock, _folder);

    private static void Add(IServiceCollection services, Trigger usual, ScriptedHandler handler)
    {
        handler.AddTo(services);
        services.AddSingleton<ISchedule>(new Sample(usual));
    }

    private async Task ChangeAsync(Engine engine, bool isEnabled, Trigger trigger, string key = "sample")
    {
        await using var context = await engine.ContextAsync();
        var settings = await context.Schedules.FindAsync(key) ?? context.Add(new ScheduleSettings(key)).Entity;
        settings.Change(isEnabled, trigger, _clock.GetUtcNow());
        await context.SaveChangesAsync();
        engine.Get<ITimetable>().LookAnew();
    }

    private static async Task<ScheduleState> StateAsync(Engine engine, string key = "sample") =>
        (await engine.Get<ITimetable>().ListAsync(CancellationToken.None)).Single(state => state.Schedule.Key == key);

    private static async Task<List<Sublarr.Infrastructure.Jobs.JobRow>> JobsAsync(Engine engine) =>
        [.. (await engine.JobsAsync()).Where(job => job.Kind == ScriptedHandler.TestKind)];

    private static Task UntilAsync(Engine engine, int count) =>
        Eventually.TrueAsync(async () => (await JobsAsync(engine)) is var jobs && jobs.Count == count && jobs.TrueForAll(job => job.StartedAt is not null), () => $"there are not {count} jobs");

    private sealed record Sample(Trigger Usual) : ISchedule
    {
        public string Key { get; init; } = "sample";

        public string Name => "Sample";

        public string Description => "Does what a test says.";

        public NewJob Job => ScriptedHandler.Job();

        public Func<bool> HasWork { get; init; } = () => true;

        public ValueTask<bool> HasWorkAsync(CancellationToken cancellationToken) => ValueTask.FromResult(HasWork());
    }

    private sealed class Source : IScheduleSource
    {
        public string Prefix => "each-";

        public IReadOnlyList<ISchedule> Schedules { get; set; } = [];

        public Task<IReadOnlyList<ISchedule>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Schedules);
    }
}
