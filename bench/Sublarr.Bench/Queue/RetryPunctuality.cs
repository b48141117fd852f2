using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Bench.Fixtures;
using Sublarr.Bench.Measuring;
using Sublarr.Domain.Jobs;

namespace Sublarr.Bench.Queue;

/// <summary>How late retries start: jobs that fail once and ask to come back in two seconds.</summary>
internal sealed class RetryPunctuality : IBenchmark
{
    private const int Rounds = 3;
    private const int Jobs = 300;
    private const int CallersAtOnce = 16;
    private const int Workers = 10;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    public string Name => "queue";

    public string Conditions => $"{Jobs} jobs, {Workers} at a time, that fail at the same time and are due again 2 s later; limit: as many timers of the runtime";

    public async Task<IReadOnlyList<Finding>> MeasureAsync()
    {
        var handler = new FailsOnce();
        var ended = new EndedJobs(FailsOnce.FailsOnceKind);
        await using var engine = await Engine.StartAsync(services => services
            .AddSingleton<IJobHandler>(handler)
            .AddSingleton<IJobWatcher>(ended));
        var samples = await Samples.OfAsync(Rounds, async round =>
        {
            var timers = await TimersAsync();
            var all = ended.ExpectAsync(Jobs);
            handler.Late.Clear();
            await Producers.RunAsync(CallersAtOnce, Jobs, _ => engine.Queue.EnqueueAsync([FailsOnce.Job], CancellationToken.None));
            await all;
            List<double> late = [.. handler.Late.Order()];
            round.Add("timer late p99", Quantile.Of(timers, 0.99));
            round.Add("retry late p99", Quantile.Of(late, 0.99));
            round.Add("retry earliest", late[0]);
        });
        var limit = samples.Figure("timer late p99", "ms");
        return
        [
            new(samples.Figure("retry late p99", "ms"), limit, Promise.AtMost(50)),
            new(samples.Figure("retry earliest", "ms"), limit, Promise.AtLeast(0)),
        ];
    }

    private static async Task<List<double>> TimersAsync()
    {
        var late = await Task.WhenAll(Enumerable.Range(0, Jobs).Select(async _ =>
        {
            var start = Stopwatch.GetTimestamp();
            await Task.Delay(Delay);
            return (Stopwatch.GetElapsedTime(start) - Delay).TotalMilliseconds;
        }));
        return [.. late.Order()];
    }

    /// <summary>Fails at the first attempt, and notes at the second how late it is.</summary>
    private sealed class FailsOnce : IJobHandler
    {
        public const string FailsOnceKind = "fails-once";

        private readonly ConcurrentDictionary<long, DateTimeOffset> _due = new();

        public static NewJob Job => new(FailsOnceKind, "Fails once", JobPriority.Normal);

        public string Kind => FailsOnceKind;

        public int Concurrency => Workers;

        public ConcurrentBag<double> Late { get; } = [];

        public RetrySchedule RetriesOf(Job job) => new(TimeSpan.Zero);

        public Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
        {
            var now = TimeProvider.System.GetUtcNow();
            if (_due.TryRemove(context.Job.Id, out var due))
            {
                Late.Add((now - due).TotalMilliseconds);
                return Task.FromResult(JobResult.Done);
            }

            _due[context.Job.Id] = now + Delay;
            return Task.FromResult(new JobResult(new JobOutcome.RetryLater("Not yet.", now + Delay)));
        }
    }
}
