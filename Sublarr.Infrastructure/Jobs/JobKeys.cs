using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Sees to it that of jobs with the same key at most one is open. Used on the writer's thread only, where nothing comes in between.</summary>
internal static class JobKeys
{
    /// <summary>The open job that has this key; null when there is none.</summary>
    public static long? OpenOf(WriteSession session, string key) => session.Scalar(JobNoteSql.OpenOfKey, ("$key", key)) as long?;

    public static void Add(WriteSession session, long jobId, string key) => session.Execute(JobNoteSql.AddKey, ("$id", jobId), ("$key", key));

    /// <summary>True when a job that has ended would be the second open one of its key.</summary>
    public static bool WouldBeSecond(WriteSession session, long jobId) =>
        session.Scalar(JobNoteSql.KeyOf, ("$id", jobId)) is string key && OpenOf(session, key) is { } open && open != jobId;
}
