using System.Diagnostics.Metrics;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Telemetry;

/// <summary>How much waits and for how long, read when somebody asks: a few index entries, and never those of jobs that ended well.</summary>
internal sealed class QueueState(SqliteDatabase database, TimeProvider time)
{
    // From lane to lane in the index, and of each the job that is next: as quick with a million jobs as with one.
    private const string OldestOfLanes =
        """
        WITH RECURSIVE lanes(lane) AS (
            SELECT MIN(lane) FROM jobs INDEXED BY ix_jobs_ready WHERE state = 'queued'
            UNION ALL
            SELECT (SELECT MIN(next.lane) FROM jobs AS next INDEXED BY ix_jobs_ready WHERE next.state = 'queued' AND next.lane > lanes.lane)
            FROM lanes WHERE lanes.lane IS NOT NULL)
        SELECT MIN((SELECT first.due_at FROM jobs AS first INDEXED BY ix_jobs_ready WHERE first.state = 'queued' AND first.lane = lanes.lane ORDER BY first.rank LIMIT 1))
        FROM lanes WHERE lanes.lane IS NOT NULL
        """;

    private const string CountOfStates =
        """
        SELECT state, COUNT(*) FROM jobs WHERE state <> 'running' AND state IN ('queued', 'retrying', 'held', 'dead') GROUP BY state
        UNION ALL SELECT 'running', COUNT(*) FROM jobs INDEXED BY ix_jobs_running WHERE state = 'running'
        """;

    private static readonly string[] States = ["queued", "running", "retrying", "held", "dead"];

    /// <summary>Jobs by state.</summary>
    public IEnumerable<Measurement<long>> Depths()
    {
        var counts = Read(CountOfStates, row => (State: row.GetString(0), Count: row.GetInt64(1))).ToDictionary(row => row.State, row => row.Count);
        return States.Select(state => new Measurement<long>(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state)));
    }

    /// <summary>For how many seconds the oldest job that is due has waited; 0 when none waits.</summary>
    public double OldestDueSeconds() => OldestDue() is { } due ? Math.Max(0, (time.GetUtcNow() - due).TotalSeconds) : 0;

    /// <summary>When the oldest job that waits for its turn became due, in UTC; null when none waits.</summary>
    public DateTimeOffset? OldestDue() => Read(OldestOfLanes, row => row.GetValue(0)) is [long due] ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;

    private List<T> Read<T>(string sql, Func<SqlRow, T> read)
    {
        using var connection = database.Open();
        using var statement = SqlStatement.Prepare(connection, sql);
        using var run = statement.Run([]);
        return run.ReadAll(read);
    }
}
