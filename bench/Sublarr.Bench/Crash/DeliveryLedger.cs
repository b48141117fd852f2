using Microsoft.Data.Sqlite;
using Sublarr.Bench.Fixtures;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Bench.Crash;

/// <summary>What the database says of the deliveries. Changed only while the app does not run.</summary>
internal sealed class DeliveryLedger(AppProcess app)
{
    private const string Unfinished = "state NOT IN ('succeeded', 'dead', 'cancelled', 'expired')";

    // A clock that is read in whole milliseconds, at both ends of an attempt.
    private const int RoundingMs = 2;

    public long UnfinishedJobs => Ask($"SELECT COUNT(*) FROM jobs WHERE {Unfinished}");

    /// <summary>Jobs that will not come any further without waiting for a retry.</summary>
    public bool IsQuiet => Ask("SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running')") == 0;

    public long Deliveries => Ask("SELECT COUNT(*) FROM jobs WHERE event_id IS NOT NULL");

    public long Dead => Ask("SELECT COUNT(*) FROM jobs WHERE event_id IS NOT NULL AND state = 'dead'");

    /// <summary>Attempts that began before the one before them had ended.</summary>
    public long OverlappingAttempts => Ask(
        $"""
        SELECT COUNT(*) FROM attempts AS earlier JOIN attempts AS later ON later.job_id = earlier.job_id AND later.number = earlier.number + 1
        WHERE later.started_at + {RoundingMs} < earlier.started_at + earlier.duration_ms
        """);

    /// <summary>The titles of the deliveries in a state: dead are those given up after all retries, as they should be.</summary>
    public HashSet<string> TitlesIn(string state)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT json_extract(events.data, '$.title') FROM jobs JOIN events ON events.id = jobs.event_id WHERE jobs.state = $state";
        command.Parameters.AddWithValue("$state", state);
        using var reader = command.ExecuteReader();
        var titles = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            titles.Add(reader.GetString(0));
        }

        return titles;
    }

    /// <summary>Makes waiting retries due, as if the hours until then had passed.</summary>
    public void PassTime() => Ask("UPDATE jobs SET due_at = 0 WHERE state = 'retrying' RETURNING 1");

    private long Ask(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long answer ? answer : 0;
    }

    private SqliteConnection Open()
    {
        // Also makes sure that the library is loaded as the app loads it.
        var path = new SublarrOptions { ConfigDirectory = app.ConfigDirectory }.DatabasePath;
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
