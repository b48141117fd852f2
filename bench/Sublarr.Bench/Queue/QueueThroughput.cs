using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Jobs;

namespace Sublarr.Bench.Queue;

/// <summary>Jobs a second from call to conclusion, held against the scheduler one would otherwise take.</summary>
internal sealed class QueueThroughput : IBenchmark
{
    private const int Rounds = 5;
    private const int Jobs = 20_000;
    private const int QuartzJobs = 1_000;
    private const int Workers = 10;
    private const int CallersAtOnce = 16;

    public string Name => "queue";

    public string Conditions =>
        $"{CallersAtOnce} callers queue one no-op job at a time, {Workers} workers run them, an attempt row is kept of each, synchronous=FULL; limit: Quartz 4.7.3 on SQLite, same callers and workers";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var ended = new EndedJobs(NoOp.NoOpKind);
        await using var engine = await Engine.StartAsync(services => services
            .AddSingleton<IJobHandler>(new NoOp(Workers))
            .AddSingleton<IJobWatcher>(ended));
        await using var quartz = await QuartzScheduler.StartAsync(Workers);
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            round.Add("Quartz jobs", await Pace.OfAsync(QuartzJobs, () => quartz.RunAsync(CallersAtOnce, QuartzJobs)));
            round.Add("jobs", await Pace.OfAsync(Jobs, () => RunAsync(engine.Queue, ended)));
        });
        ended.ThrowIfAnyFailed();
        return
        [
            new(samples.Figure("jobs", "/s"), samples.Figure("Quartz jobs", "/s"), Promise.RatioAtLeast(10)),
            new(samples.Figure("processor of jobs", "µs"), samples.Figure("processor of Quartz jobs", "µs"), Promise.None),
        ];
    }

    private static async Task RunAsync(IJobQueue queue, EndedJobs ended)
    {
        var all = ended.ExpectAsync(Jobs);
        await Producers.RunAsync(CallersAtOnce, Jobs, _ => queue.EnqueueAsync([NoOp.Job], CancellationToken.None));
        await all;
    }
}
