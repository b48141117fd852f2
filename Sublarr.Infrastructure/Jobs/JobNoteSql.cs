namespace Sublarr.Infrastructure.Jobs;

/// <summary>The statements about what jobs note of their work, and about keys. None of them is on the way of a delivery.</summary>
internal static class JobNoteSql
{
    /// <summary>Stores a checkpoint and the progress with it, if the job is still leased to this process.</summary>
    public const string Save =
        """
        INSERT INTO job_notes (job_id, done, total, text, checkpoint, changed_at)
        SELECT id, $done, $total, $text, $checkpoint, $now FROM jobs WHERE id = $id AND state = 'running' AND lease_owner = $owner
        ON CONFLICT (job_id) DO UPDATE SET done = excluded.done, total = excluded.total, text = excluded.text, checkpoint = excluded.checkpoint, changed_at = excluded.changed_at
        """;

    /// <summary>Stores progress and leaves the checkpoint as it is.</summary>
    public const string SaveProgress =
        """
        INSERT INTO job_notes (job_id, done, total, text, changed_at) VALUES ($id, $done, $total, $text, $now)
        ON CONFLICT (job_id) DO UPDATE SET done = excluded.done, total = excluded.total, text = excluded.text, changed_at = excluded.changed_at
        """;

    public const string Checkpoint = "SELECT checkpoint FROM job_notes WHERE job_id = $id AND checkpoint IS NOT NULL";

    /// <summary>What has succeeded and is run again begins at its beginning.</summary>
    public const string BeginAnew = "DELETE FROM job_notes WHERE job_id = $id AND (SELECT state FROM jobs WHERE id = $id) = 'succeeded'";

    public const string AddKey = "INSERT INTO job_keys (job_id, key) VALUES ($id, $key)";

    /// <summary>The newest first: of a key that is used each hour, the open job is the last or none is.</summary>
    public const string OpenOfKey =
        """
        SELECT job_id FROM job_keys WHERE key = $key AND EXISTS (SELECT 1 FROM jobs WHERE id = job_id AND finished_at IS NULL)
        ORDER BY job_id DESC LIMIT 1
        """;

    public const string KeyOf = "SELECT key FROM job_keys WHERE job_id = $id";
}
