using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>The keys of jobs: one index has them by key and end, so that however many have ended, the one that has not is found at once.</summary>
internal sealed class JobKeys : IJobKeys
{
    private const string KeyOfJob = "SELECT key FROM jobs WHERE id = $id";

    /// <summary>The open job of a key. What has no end is one value of the index, and stands before all that has.</summary>
    internal const string OpenOfKey = "SELECT id FROM jobs WHERE key = $key AND finished_at IS NULL ORDER BY id DESC LIMIT 1";

    /// <summary>The job of a key that succeeded last.</summary>
    internal const string DoneOfKey = "SELECT id FROM jobs WHERE key = $key AND finished_at > $since AND state = 'succeeded' ORDER BY finished_at DESC, id DESC LIMIT 1";

    public string? KeyOf(WriteSession session, long jobId) => session.Scalar(KeyOfJob, ("$id", jobId)) as string;

    public long? OpenOf(WriteSession session, string key) => session.Scalar(OpenOfKey, ("$key", key)) as long?;

    public long? DoneOf(WriteSession session, string key, DateTimeOffset since) =>
        session.Scalar(DoneOfKey, ("$key", key), ("$since", since.ToUnixTimeMilliseconds())) as long?;
}
