using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Jobs;
using Weasel.Sqlite;

namespace Sublarr.Bench.Queue;

/// <summary>Jobs a second from call to conclusion, held against the scheduler and the message bus one would otherwise take.</summary>
internal sealed class QueueThroughput : IBenchmark
{
    private const int Rounds = 5;
    private const int Jobs = 20_000;
    private const int QuartzJobs = 1_000;
    private const int WolverineJobs = 4_000;
    private const int Workers = 10;
    private const int CallersAtOnce = 16;

    public string Name => "queue";

    public string Conditions =>
        $"{CallersAtOnce} callers queue one no-op job at a time, {Workers} workers run them, an attempt row is kept of each, synchronous=FULL; "
        + "limits: Quartz 4.7.3 and WolverineFx 6.62.0 on SQLite, same callers and workers; unflushed: with the synchronous=NORMAL that WolverineFx comes with";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var ended = new EndedJobs(NoOp.NoOpKind);
        await using var engine = await Engine.StartAsync(services => services
            .AddSingleton<IJobHandler>(new NoOp(Workers))
            .AddSingleton<IJobWatcher>(ended));
        await using var quartz = await QuartzScheduler.StartAsync(Workers);
        await using var wolverine = await WolverineQueue.StartAsync(Workers, SynchronousMode.FULL);
        await using var unflushed = await WolverineQueue.StartAsync(Workers, SynchronousMode.NORMAL);
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add("Quartz jobs", await Pace.OfAsync(QuartzJobs, () => quartz.RunAsync(CallersAtOnce, QuartzJobs)));
            round.Add("Wolverine jobs", await Pace.OfAsync(WolverineJobs, () => wolverine.RunAsync(CallersAtOnce, WolverineJobs)));
            round.Add("unflushed Wolverine jobs", await Pace.OfAsync(WolverineJobs, () => unflushed.RunAsync(CallersAtOnce, WolverineJobs)));
            round.Add("jobs", await Pace.OfAsync(Jobs, () => RunAsync(engine.Queue, ended)));
        });
        ended.ThrowIfAnyFailed();
        return
        [
            .. Against(samples, "Quartz jobs", "", Promise.RatioAtLeast(10)),
            .. Against(samples, "Wolverine jobs", " beside Wolverine", Promise.RatioAtLeast(3)),
            .. Against(samples, "unflushed Wolverine jobs", " beside unflushed Wolverine", Promise.None),
        ];
    }

    // One figure, held against several limits: each row needs a name of its own.
    private static IEnumerable<Finding> Against(Samples samples, string limit, string suffix, Promise promise)
    {
        yield return new(Row("jobs", "/s"), samples.Figure(limit, "/s"), promise);
        yield return new(Row("processor of jobs", "µs"), samples.Figure($"processor of {limit}", "µs"), Promise.None);

        Figure Row(string name, string unit) => samples.Figure(name, unit) with { Name = name + suffix };
    }

    private static async Task RunAsync(IJobQueue queue, EndedJobs ended)
    {
        var all = ended.ExpectAsync(Jobs);
        await Producers.RunAsync(CallersAtOnce, Jobs, _ => queue.EnqueueAsync([NoOp.Job], CancellationToken.None));
        await all;
    }
}
