using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Notes and keys of jobs.</summary>
internal sealed class JobNoteTable : IJobNoteTable
{
    private const string SaveStatement =
        """
        INSERT INTO job_notes (job_id, done, total, text, checkpoint, changed_at)
        SELECT id, $done, $total, $text, $checkpoint, $now FROM jobs WHERE id = $id AND state = 'running' AND lease_owner = $owner
        ON CONFLICT (job_id) DO UPDATE SET done = excluded.done, total = excluded.total, text = excluded.text, checkpoint = excluded.checkpoint, changed_at = excluded.changed_at
        """;

    private const string SaveProgressStatement =
        """
        INSERT INTO job_notes (job_id, done, total, text, changed_at) VALUES ($id, $done, $total, $text, $now)
        ON CONFLICT (job_id) DO UPDATE SET done = excluded.done, total = excluded.total, text = excluded.text, changed_at = excluded.changed_at
        """;

    // The newest first: of a key that is used each hour, the open job is the last or none is.
    private const string OpenOfKey =
        """
        SELECT job_id FROM job_keys WHERE key = $key AND EXISTS (SELECT 1 FROM jobs WHERE id = job_id AND finished_at IS NULL)
        ORDER BY job_id DESC LIMIT 1
        """;

    private const string DoneOfKey =
        """
        SELECT job_id FROM job_keys WHERE key = $key AND EXISTS (SELECT 1 FROM jobs WHERE id = job_id AND state = 'succeeded' AND finished_at > $since)
        ORDER BY job_id DESC LIMIT 1
        """;

    public bool Save(WriteSession session, long jobId, string owner, string checkpoint, JobProgress progress, DateTimeOffset now) => session.Execute(
        SaveStatement,
        ("$done", progress.Done),
        ("$total", progress.Total),
        ("$text", progress.Text),
        ("$checkpoint", checkpoint),
        ("$now", now.ToUnixTimeMilliseconds()),
        ("$id", jobId),
        ("$owner", owner)) > 0;

    public void SaveProgress(WriteSession session, long jobId, JobProgress progress, DateTimeOffset now) => session.Execute(
        SaveProgressStatement, ("$id", jobId), ("$done", progress.Done), ("$total", progress.Total), ("$text", progress.Text), ("$now", now.ToUnixTimeMilliseconds()));

    public string? Checkpoint(WriteSession session, long jobId) =>
        session.Scalar("SELECT checkpoint FROM job_notes WHERE job_id = $id AND checkpoint IS NOT NULL", ("$id", jobId)) as string;

    public void BeginAnew(WriteSession session, long jobId) =>
        session.Execute("DELETE FROM job_notes WHERE job_id = $id AND (SELECT state FROM jobs WHERE id = $id) = 'succeeded'", ("$id", jobId));

    public void AddKey(WriteSession session, long jobId, string key) => session.Execute("INSERT INTO job_keys (job_id, key) VALUES ($id, $key)", ("$id", jobId), ("$key", key));

    public string? KeyOf(WriteSession session, long jobId) => session.Scalar("SELECT key FROM job_keys WHERE job_id = $id", ("$id", jobId)) as string;

    public long? OpenOf(WriteSession session, string key) => session.Scalar(OpenOfKey, ("$key", key)) as long?;

    public long? DoneOf(WriteSession session, string key, DateTimeOffset since) =>
        session.Scalar(DoneOfKey, ("$key", key), ("$since", since.ToUnixTimeMilliseconds())) as long?;
}
