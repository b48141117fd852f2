using Microsoft.Data.Sqlite;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>The transaction a write takes part in. Statements are prepared once and kept for the life of the connection.</summary>
internal sealed class WriteSession(SqliteConnection connection)
{
    // SQLITE_ERROR: "cannot rollback - no transaction is active".
    private const int NoTransaction = 1;

    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly List<Action> _afterCommit = [];

    /// <summary>The row id of the last insert.</summary>
    public long LastRowId => (long)Scalar("SELECT last_insert_rowid()")!;

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>Runs a query for one value; null when there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bind(sql, parameters).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>Runs a query and reads each of its rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Something to do once the transaction is on disk. It runs on the writer's thread: return at once.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal void Begin() => Execute("BEGIN IMMEDIATE");

    internal void Commit()
    {
        Execute("COMMIT");
        foreach (var action in _afterCommit)
        {
            action();
        }

        _afterCommit.Clear();
    }

    internal void Rollback()
    {
        _afterCommit.Clear();
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == NoTransaction)
        {
            // SQLite has rolled back by itself, as it does on a full disk.
        }
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            _prepared[sql] = command;
        }

        if (command.Parameters.Count == 0)
        {
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            return command;
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            var parameter = command.Parameters[index];
            parameter.ResetSqliteType();
            parameter.Value = parameters[index].Value ?? DBNull.Value;
        }

        return command;
    }
}
