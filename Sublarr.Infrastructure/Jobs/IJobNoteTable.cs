using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>What jobs note of their work, and the keys of those that have one. Asked on the writer's thread, within its transactions; none of it is on the way of a delivery.</summary>
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

    /// <summary>Gives a job its key.</summary>
    void AddKey(WriteSession session, long jobId, string key);

    /// <summary>The key of a job; null for most.</summary>
    string? KeyOf(WriteSession session, long jobId);

    /// <summary>The open job that has this key; null when there is none.</summary>
    long? OpenOf(WriteSession session, string key);

    /// <summary>The last job of this key that has succeeded since a time; null when there is none.</summary>
    long? DoneOf(WriteSession session, string key, DateTimeOffset since);
}
