using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What jobs note of their work. Asked on the writer's thread, within its transactions; none of it is on the way of a delivery.</summary>
internal interface IJobNoteTable
{
    /// <summary>Stores a checkpoint and the progress with it. False when the owner holds the job's lease no more; then nothing is stored.</summary>
    bool Save(WriteSession session, long jobId, string owner, string checkpoint, JobProgress progress, DateTimeOffset now);

    /// <summary>Stores progress and leaves the checkpoint as it is.</summary>
    void SaveProgress(WriteSession session, long jobId, JobProgress progress, DateTimeOffset now);

    /// <summary>The last checkpoint; null when there is none.</summary>
    string? Checkpoint(WriteSession session, long jobId);

    /// <summary>Forgets the notes of a job that has succeeded: run again, it begins at its beginning.</summary>
    void BeginAnew(WriteSession session, long jobId);
}
