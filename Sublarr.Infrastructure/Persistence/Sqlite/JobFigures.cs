using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>How much waits, runs and has ended: a few index entries, and never those of jobs that ended well.</summary>
internal sealed class JobFigures(SqliteDatabase database, IDbContextFactory<SublarrDbContext> contexts) : IJobFigures
{
    private const long MinuteMs = 60_000;

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

    // Each from an index alone, but for what waits or is held of no subscription, which is little. What is of a subscription is in its lane.
    private const string CountOfLanes =
        """
        SELECT lane, NULL, 'queued', COUNT(*) FROM jobs INDEXED BY ix_jobs_ready WHERE state = 'queued' GROUP BY lane
        UNION ALL SELECT lane, NULL, 'running', COUNT(*) FROM jobs INDEXED BY ix_jobs_running WHERE state = 'running' GROUP BY lane
        UNION ALL SELECT NULL, subscription_id, 'retrying', COUNT(*) FROM jobs INDEXED BY ix_jobs_waiting WHERE state = 'retrying' AND subscription_id IS NOT NULL GROUP BY subscription_id
        UNION ALL SELECT lane, NULL, 'retrying', COUNT(*) FROM jobs INDEXED BY ix_jobs_waiting WHERE state = 'retrying' AND subscription_id IS NULL GROUP BY lane
        UNION ALL SELECT NULL, subscription_id, 'held', COUNT(*) FROM jobs INDEXED BY ix_jobs_held WHERE state = 'held' AND subscription_id IS NOT NULL GROUP BY subscription_id
        UNION ALL SELECT lane, NULL, 'held', COUNT(*) FROM jobs INDEXED BY ix_jobs_held WHERE state = 'held' AND subscription_id IS NULL GROUP BY lane
        """;

    public IReadOnlyDictionary<(string Lane, JobState State), int> CountByLane() =>
        Read(CountOfLanes, row => (Lane: row.IsDBNull(0) ? JobLane.Of(row.GetInt64(1)) : row.GetString(0), State: EnumWord<JobState>.Parse(row.GetString(2)), Count: row.GetInt32(3)))
            .ToDictionary(row => (row.Lane, row.State), row => row.Count);

    public IReadOnlyDictionary<JobState, long> CountByState() =>
        Read(CountOfStates, row => (State: EnumWord<JobState>.Parse(row.GetString(0)), Count: row.GetInt64(1))).ToDictionary(row => row.State, row => row.Count);

    public DateTimeOffset? OldestDue() =>
        Read(OldestOfLanes, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0)) is [{ } due] ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;

    public async Task<IReadOnlyDictionary<DateTimeOffset, (int Ended, int Dead)>> EndedByMinuteAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var from = since.ToUnixTimeMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // Both read an index alone. EF Core cannot group a converted time by minute.
        var ended = await context.Database.SqlQuery<PerMinute>(
            $"SELECT finished_at / {MinuteMs} AS minute, COUNT(*) AS count FROM jobs WHERE finished_at IS NOT NULL AND finished_at >= {from} GROUP BY 1")
            .ToListAsync(cancellationToken);
        var dead = await context.Database.SqlQuery<PerMinute>(
            $"SELECT finished_at / {MinuteMs} AS minute, COUNT(*) AS count FROM jobs WHERE state = 'dead' AND finished_at >= {from} GROUP BY 1")
            .ToDictionaryAsync(row => row.Minute, row => row.Count, cancellationToken);
        return ended.ToDictionary(row => DateTimeOffset.FromUnixTimeMilliseconds(row.Minute * MinuteMs), row => (row.Count, dead.GetValueOrDefault(row.Minute)));
    }

    // Every few seconds: from the pool, where opening one costs reading the schema again.
    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private sealed record PerMinute(long Minute, int Count);
}
