using Sublarr.Domain.Jobs;

namespace Sublarr.Bench.Queue;

/// <summary>A job that does nothing: what is left is the queue.</summary>
internal sealed class NoOp(int concurrency) : IJobHandler
{
    public const string NoOpKind = "no-op";

    public string Kind => NoOpKind;

    public int Concurrency => concurrency;

    public static NewJob Job => new(NoOpKind, "Nothing", JobPriority.Normal);

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    public Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken) => Task.FromResult(JobResult.Done);
}
