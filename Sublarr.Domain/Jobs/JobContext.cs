using System.Text.Json;
using Sublarr.Domain.Events;

namespace Sublarr.Domain.Jobs;

/// <summary>One attempt of a job, as its handler sees it: what it is to do, how far it came before, and whom it tells how far it is.</summary>
/// <param name="job">The job, leased to this process.</param>
/// <param name="notes">Where checkpoints and progress are kept.</param>
/// <param name="stopping">Ends when the process wants to stop.</param>
public sealed class JobContext(Job job, IJobNotes notes, CancellationToken stopping)
{
    /// <summary>What a handler returns once it has stored its checkpoint because of <see cref="Stopping"/>: the job goes back, and no attempt is used up.</summary>
    public static JobResult PutBack { get; } = new(new JobOutcome.Deferred("Sublarr stopped: it goes on at the next start."));

    /// <summary>The job.</summary>
    public Job Job => job;

    /// <summary>Ends when the process wants to stop, some 20 s before it interrupts what still runs. A handler of long work stores where it is and returns <see cref="PutBack"/>.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Shows how far the work is. It is shown at once and stored with the next checkpoint, so call it as often as there is something to tell.</summary>
    /// <param name="done">What is done, in whatever is counted.</param>
    /// <param name="total">How much there is; null while nobody knows.</param>
    /// <param name="text">What is being done, as a phrase; null when the count says it all.</param>
    public void Report(long done, long? total = null, string? text = null) => notes.Report(job, new JobProgress(done, total, text));

    /// <summary>Stores where the work is, with the progress last reported. After a kill the next attempt finds the last one stored.</summary>
    /// <param name="checkpoint">Small: it is written anew each time.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <typeparam name="T">The handler's own record.</typeparam>
    public Task SaveAsync<T>(T checkpoint, CancellationToken cancellationToken)
        where T : class => notes.SaveAsync(job, JsonSerializer.Serialize(checkpoint, EventJson.Options), cancellationToken);

    /// <summary>The last checkpoint of this job, whichever attempt or process stored it; null when there is none.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <typeparam name="T">The handler's own record.</typeparam>
    public async Task<T?> ResumeAsync<T>(CancellationToken cancellationToken)
        where T : class => await notes.CheckpointAsync(job, cancellationToken) is { } stored ? JsonSerializer.Deserialize<T>(stored, EventJson.Options) : null;
}

/// <summary>How far a job is.</summary>
/// <param name="Done">What is done, in whatever the job counts.</param>
/// <param name="Total">How much there is; null when nobody knows.</param>
/// <param name="Text">What is being done, as a phrase; null when the count says it all.</param>
public sealed record JobProgress(long Done, long? Total, string? Text);
