using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>The keys of jobs that have one, of which deliveries are none. Asked on the writer's thread, within its transactions.</summary>
internal interface IJobKeys
{
    /// <summary>The key of a job; null for most.</summary>
    string? KeyOf(WriteSession session, long jobId);

    /// <summary>The open job that has this key; null when there is none.</summary>
    long? OpenOf(WriteSession session, string key);

    /// <summary>The last job of this key that has succeeded since a time; null when there is none.</summary>
    long? DoneOf(WriteSession session, string key, DateTimeOffset since);
}
