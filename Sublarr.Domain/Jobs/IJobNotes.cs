namespace Sublarr.Domain.Jobs;

/// <summary>What handlers note of their work while they do it. Jobs that note nothing cost nothing here.</summary>
public interface IJobNotes
{
    /// <summary>Shows how far a running job is. Returns at once.</summary>
    void Report(Job job, JobProgress progress);

    /// <summary>Stores a checkpoint, with the progress last reported.</summary>
    /// <param name="job">A job that is leased to this process.</param>
    /// <param name="checkpoint">JSON of the handler's own.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task SaveAsync(Job job, string checkpoint, CancellationToken cancellationToken);

    /// <summary>The last checkpoint stored; null when there is none.</summary>
    Task<string?> CheckpointAsync(Job job, CancellationToken cancellationToken);

    /// <summary>How far a job is that runs here, and how long it will still take as it looks; null when it does not run or has told nothing.</summary>
    (JobProgress Progress, TimeSpan? TimeLeft)? Of(long jobId);
}
