using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;

namespace Sublarr.Tests.Fixtures;

/// <summary>A kind of job that does what a test says.</summary>
internal sealed class ScriptedHandler(Func<JobContext, CancellationToken, Task<JobResult>> run, int concurrency = 4, RetrySchedule? retries = null) : IJobHandler
{
    public const string TestKind = "test";

    public string Kind => TestKind;

    public int Concurrency => concurrency;

    public int MostAtOnce { get => field > 0 ? field : concurrency; init; }

    public static NewJob Job(int priority = 5) => new(TestKind, "A test", new JobPriority(priority));

    public RetrySchedule RetriesOf(Job job) => retries ?? RetrySchedule.None;

    public Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken) => run(context, cancellationToken);

    public void AddTo(IServiceCollection services) => services.AddSingleton<IJobHandler>(this);

    public static ScriptedHandler Returning(params JobOutcome[] outcomes)
    {
        var calls = 0;
        return new((_, _) => Task.FromResult(new JobResult(outcomes[Math.Min(Interlocked.Increment(ref calls), outcomes.Length) - 1])));
    }
}
