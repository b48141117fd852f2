namespace Sublarr.Domain.Jobs;

/// <summary>Runs the jobs of one kind. Found by scan: a new kind of job is one new file.</summary>
public interface IJobHandler
{
    /// <summary>The kind it runs, in kebab-case.</summary>
    string Kind { get; }

    /// <summary>Every kind it runs, for work that goes by several names.</summary>
    IEnumerable<string> Kinds => [Kind];

    /// <summary>The lanes its jobs wait in: one for each kind, unless kinds share one; see <see cref="NewJob.SharedLane"/>.</summary>
    IEnumerable<string> Lanes => Kinds;

    /// <summary>How many jobs of a lane may run at the same time, unless a person has set another number.</summary>
    int Concurrency { get; }

    /// <summary>The most that a person may set. No more than usual where the handler does not say that they keep out of each other's way.</summary>
    int MostAtOnce => Concurrency;

    /// <summary>When a job of this kind is tried again.</summary>
    /// <param name="job">The job, for kinds whose schedule depends on it.</param>
    RetrySchedule RetriesOf(Job job);

    /// <summary>How often a job of this kind is run again when its process died while it ran.</summary>
    /// <param name="job">The job that was left running.</param>
    RetrySchedule RecoveriesOf(Job job) => RetriesOf(job);

    /// <summary>Makes one attempt. Safe to repeat: after a crash the same job is run again.</summary>
    /// <param name="context">The job, leased to this process, and what it notes of its work.</param>
    /// <param name="cancellationToken">A person cancelled the job, or the process has to stop.</param>
    Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken);
}

/// <summary>What came of an attempt, and what can be shown of it.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">What was sent, answered and printed; null when there is nothing to show.</param>
public sealed record JobResult(JobOutcome Outcome, AttemptDetail? Detail = null)
{
    /// <summary>Done, with nothing to show.</summary>
    public static JobResult Done { get; } = new(JobOutcome.Done);
}
