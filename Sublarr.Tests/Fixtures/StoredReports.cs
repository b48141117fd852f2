using Microsoft.Data.Sqlite;

namespace Sublarr.Tests.Fixtures;

/// <summary>Looks into the database file through a connection of its own, as another program would.</summary>
public sealed class StoredReports(SublarrApp app)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public long Count(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => (long)Value(sql, parameters)!;

    public object? Value(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(app.ConfigDirectory, "sublarr.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command.ExecuteScalar() is { } found and not DBNull ? found : null;
    }

    /// <summary>The data of the event that a report led to, once its job is done.</summary>
    public async Task<string> EventOfAsync(long jobId)
    {
        await UntilAsync(() => Count("SELECT COUNT(*) FROM jobs WHERE id = $id AND state = 'succeeded'", ("$id", jobId)) == 1);
        return (string)Value("SELECT data FROM events WHERE cause_job_id = $id", ("$id", jobId))!;
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience);
            await Task.Delay(20);
        }
    }
}
