using Sublarr.Domain;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Samples;

/// <summary>
/// Removes the sample data: what it set is switched off first, then its jobs end, then all it left goes in one transaction, then its files. Its own mark goes last,
/// so that whatever stops it in between, run again it ends.
/// </summary>
internal sealed class RemoveSamplesHandler(SampleFiles files, SampleSetup setup, SampleWatch watch, SamplePurge purge, SampleReceiver receiver, TimeProvider time) : IJobHandler
{
    public const string JobKind = "remove-samples";

    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(1);

    public string Kind => JobKind;

    public int Concurrency => 1;

    /// <summary>The job; only one is ever open.</summary>
    public static NewJob NewJob => new(JobKind, "Remove the sample data", JobPriority.High) { Key = JobKind, BringsForward = true };

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var hasHook = await setup.SwitchOffAsync(cancellationToken);
        await watch.LeaveAsync(cancellationToken);
        if (await purge.RemoveAsync(context.Job.Id, cancellationToken) is > 0 and var running)
        {
            return new(new JobOutcome.Deferred($"{Wording.Several(running, "job")} of the sample data {(running == 1 ? "is" : "are")} ending.", time.GetUtcNow() + ToEnd));
        }

        if (await files.RemoveAsync(hasHook) is { } problem)
        {
            return new(new JobOutcome.Rejected(problem));
        }

        receiver.Clear();
        await setup.ForgetAsync(cancellationToken);
        return new(JobOutcome.Done, new AttemptDetail { Note = "Nothing of it is left but this job and what the trail of changes tells." });
    }
}
