namespace Sublarr.Infrastructure.Schedules;

/// <summary>The statements about runs of schedules: written with the job that a run queues.</summary>
internal static class ScheduleSql
{
    /// <summary>A schedule is counted from the first start that knows it.</summary>
    public const string Meet = "INSERT INTO schedule_runs (key, since) VALUES ($key, $now) ON CONFLICT (key) DO NOTHING";

    public const string Ran =
        """
        INSERT INTO schedule_runs (key, since, job_id) VALUES ($key, $now, $job)
        ON CONFLICT (key) DO UPDATE SET since = excluded.since, job_id = excluded.job_id
        """;

    /// <summary>The clock was set back: who counts from the future would sleep until then.</summary>
    public const string CountFromNow = "UPDATE schedule_runs SET since = $now WHERE since > $now";
}
