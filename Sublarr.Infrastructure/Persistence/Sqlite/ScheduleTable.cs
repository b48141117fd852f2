using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Runs of schedules.</summary>
internal sealed class ScheduleTable : IScheduleTable
{
    private const string RanStatement =
        """
        INSERT INTO schedule_runs (key, since, job_id) VALUES ($key, $now, $job)
        ON CONFLICT (key) DO UPDATE SET since = excluded.since, job_id = excluded.job_id
        """;

    public void Meet(WriteSession session, string key, DateTimeOffset now) =>
        session.Execute("INSERT INTO schedule_runs (key, since) VALUES ($key, $now) ON CONFLICT (key) DO NOTHING", ("$key", key), ("$now", now.ToUnixTimeMilliseconds()));

    public void Forget(WriteSession session, string key) => session.Execute("DELETE FROM schedule_runs WHERE key = $key", ("$key", key));

    public void Ran(WriteSession session, string key, long jobId, DateTimeOffset now) =>
        session.Execute(RanStatement, ("$key", key), ("$now", now.ToUnixTimeMilliseconds()), ("$job", jobId));

    public void Passed(WriteSession session, string key, DateTimeOffset now) =>
        session.Execute("UPDATE schedule_runs SET since = $now WHERE key = $key", ("$key", key), ("$now", now.ToUnixTimeMilliseconds()));

    public void CountFromNow(WriteSession session, DateTimeOffset now) =>
        session.Execute("UPDATE schedule_runs SET since = $now WHERE since > $now", ("$now", now.ToUnixTimeMilliseconds()));
}
