using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Notes of jobs.</summary>
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
}
