using Sublarr.Domain.Jobs;

namespace Sublarr.Tests.PlugIns.Loft;

/// <summary>A job of one file.</summary>
public sealed class SweepLoft : IJobHandler
{
    /// <summary>The kind it runs.</summary>
    public const string JobKind = "scheduled-sweep-loft";

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public int Concurrency => 1;

    /// <inheritdoc/>
    public RetrySchedule RetriesOf(Job job) => RetrySchedule.None;

    /// <inheritdoc/>
    public Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        context.Report(12, 12, "Perches swept");
        return Task.FromResult(JobResult.Done);
    }
}
