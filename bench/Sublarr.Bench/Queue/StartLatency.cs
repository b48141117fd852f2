using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Jobs;

namespace Sublarr.Bench.Queue;

/// <summary>How long a job takes from the call that queues it to the start of its handler while there is little to do.</summary>
internal sealed class StartLatency : IBenchmark
{
    private const int Rounds = 5;
    private const int Jobs = 600;

    // 200 a second.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public string Name => "queue";

    public string Conditions => "200 jobs a second, from the call that queues one to the start of its handler; limit: one flush of the disk";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var handler = new Stopwatches(Jobs);
        var ended = new EndedJobs(Stopwatches.StopwatchKind);
        await using var engine = await Engine.StartAsync(services => services
            .AddSingleton<IJobHandler>(handler)
            .AddSingleton<IJobWatcher>(ended));
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            var flushes = Machine.FlushTimes(Jobs);
            var waits = await RunAsync(engine.Queue, handler, ended);
            round.Add("flush p50", Quantile.Of(flushes, 0.5));
            round.Add("flush p99", Quantile.Of(flushes, 0.99));
            round.Add("start p50", Quantile.Of(waits, 0.5));
            round.Add("start p99", Quantile.Of(waits, 0.99));
        });
        return
        [
            new(samples.Figure("start p50", "ms"), samples.Figure("flush p50", "ms"), Promise.AtMost(2)),
            new(samples.Figure("start p99", "ms"), samples.Figure("flush p99", "ms"), Promise.AtMost(10)),
        ];
    }

    private static async Task<List<double>> RunAsync(IJobQueue queue, Stopwatches handler, EndedJobs ended)
    {
        var all = ended.ExpectAsync(Jobs);
        using var timer = new PeriodicTimer(Step);
        for (var index = 0; index < Jobs; index++)
        {
            await timer.WaitForNextTickAsync();
            handler.Called[index] = Stopwatch.GetTimestamp();
            _ = queue.EnqueueAsync([Stopwatches.Job(index)], CancellationToken.None);
        }

        await all;
        return [.. Enumerable.Range(0, Jobs).Select(index => Stopwatch.GetElapsedTime(handler.Called[index], handler.Started[index]).TotalMilliseconds).Order()];
    }

    /// <summary>Notes when each job starts.</summary>
    private sealed class Stopwatches(int count) : IJobHandler
    {
        public const string StopwatchKind = "stopwatch";

        public string Kind => StopwatchKind;

        public int Concurrency => 4;

        public long[] Called { get; } = new long[count];

        public long[] Started { get; } = new long[count];

        public static NewJob Job(int index) =>
            new(StopwatchKind, "A stopwatch", JobPriority.Normal) { Payload = index.ToString(CultureInfo.InvariantCulture) };

        public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

        public Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
        {
            Started[int.Parse(context.Job.Payload, CultureInfo.InvariantCulture)] = Stopwatch.GetTimestamp();
            return Task.FromResult(JobResult.Done);
        }
    }
}
