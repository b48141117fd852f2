using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Incoming;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

/// <summary>While those who wait for an answer wait long for the writer, the queue begins little.</summary>
public sealed class RushTests
{
    private const int Jobs = 20;

    private readonly ManualClock _clock = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task In_a_rush_few_jobs_begin_with_a_transaction_and_the_others_when_it_is_over_without_anybody_writing()
    {
        await using var engine = await StartAsync();
        await using var next = new BlockedWriter(engine);

        await EnqueueAsync(engine, waitsFor: TimeSpan.FromMilliseconds(50), alongside: next.HoldAfterNext);

        (await RunningAsync(engine)).ShouldBe(JobClaims.InARush);
        await next.ReleaseAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(350));
        await Eventually.TrueAsync(async () => await RunningAsync(engine) == Jobs, () => "the others do not begin");
        _end.SetResult();
        await engine.UntilIdleAsync();
    }

    [Fact]
    public async Task While_nobody_waits_long_all_begin_at_once()
    {
        await using var engine = await StartAsync();

        await EnqueueAsync(engine, waitsFor: TimeSpan.FromMilliseconds(2));

        (await RunningAsync(engine)).ShouldBe(Jobs);
        _end.SetResult();
        await engine.UntilIdleAsync();
    }

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0, 50, true)]
    [InlineData(30, 50, false)]
    [InlineData(30, 70, true)]
    public void A_wait_is_long_when_it_is_longer_than_two_transactions(int transactionMs, int waitedMs, bool isRush)
    {
        var rush = new Rush(_clock);
        var write = new PendingWrite<bool>(_ => true, WriteUrgency.Awaited, _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromMilliseconds(waitedMs));

        rush.Look([write], TimeSpan.FromMilliseconds(transactionMs));

        (rush.Left is not null).ShouldBe(isRush);
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(1, 5, true)]
    [InlineData(30, 80, false)]
    [InlineData(30, 100, true)]
    public void A_report_that_is_stored_late_makes_a_rush_wherever_it_waited(int transactionMs, int storedAfterMs, bool isRush)
    {
        var rush = new Rush(_clock);
        rush.Look([new PendingWrite<bool>(_ => true, WriteUrgency.Awaited, _clock.GetTimestamp())], TimeSpan.FromMilliseconds(transactionMs));

        rush.Stored(TimeSpan.FromMilliseconds(storedAfterMs));

        (rush.Left is not null).ShouldBe(isRush);
        _clock.Advance(TimeSpan.FromMilliseconds(301));
        rush.Left.ShouldBeNull();
    }

    [Fact]
    public async Task Who_stores_a_report_tells_how_long_it_took()
    {
        await using var engine = await StartAsync();
        // Of its own: the writer's has seen the wait for the gate, too.
        var rush = new Rush(_clock);
        var store = new IncomingStore(engine.Get<GroupCommit>(), engine.Get<IIncomingTable>(), engine.Get<JobStore>(), engine.Get<ReportsInHand>(), rush, _clock);
        var gate = engine.Get<WriteGate>();
        await gate.EnterAsync(CancellationToken.None);
        var report = ArrReportReader.Read(ArrSource.Sonarr, """{"eventType":"Test","instanceName":"Sonarr"}"""u8.ToArray());
        var stored = store.StoreAsync(report, "{}", CancellationToken.None);
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        gate.Leave();
        await stored;

        rush.Left.ShouldNotBeNull();
        _end.SetResult();
        await engine.UntilIdleAsync();
    }

    [Fact]
    public async Task In_a_rush_that_does_not_end_all_jobs_are_done()
    {
        await using var engine = await StartAsync();
        _end.SetResult();

        await EnqueueAsync(engine, waitsFor: TimeSpan.FromMilliseconds(50));

        // The clock stands still: each job that ends lets others begin.
        await engine.UntilIdleAsync();
        (await engine.JobsAsync()).ShouldAllBe(job => job.State == JobState.Succeeded);
    }

    private Task<Engine> StartAsync()
    {
        var handler = new ScriptedHandler(
            async (_, stop) =>
            {
                await _end.Task.WaitAsync(stop);
                return JobResult.Done;
            },
            concurrency: Jobs);
        return Engine.StartAsync(Engine.WithoutSchedules + handler.AddTo, _clock);
    }

    // All in one transaction: while the gate is shut none begins, and the next takes whatever has been handed over.
    private async Task EnqueueAsync(Engine engine, TimeSpan waitsFor, Action? alongside = null)
    {
        var gate = engine.Get<WriteGate>();
        await gate.EnterAsync(CancellationToken.None);
        var queued = engine.Queue.EnqueueAsync([.. Enumerable.Repeat(ScriptedHandler.Job(), Jobs)], CancellationToken.None);
        alongside?.Invoke();
        _clock.Advance(waitsFor);
        gate.Leave();
        await queued;
    }

    private static async Task<int> RunningAsync(Engine engine) => (await engine.JobsAsync()).Count(job => job.State == JobState.Running);
}
