using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The transaction a write takes part in. Statements are prepared once and kept for the life of the connection, and are
/// stepped without ADO.NET: a job costs some ten of them on the writer's one thread.
/// </summary>
internal sealed class WriteSession(sqlite3 connection) : IDisposable
{
    // SQLITE_ERROR: "cannot rollback - no transaction is active".
    private const int NoTransaction = 1;

    private readonly Dictionary<string, SqlStatement> _prepared = new(StringComparer.Ordinal);
    private List<Action> _afterCommit = [];

    /// <summary>The row id of the last insert.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(connection);

    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var run = Prepared(sql).Run(parameters);
        while (run.Read())
        {
            // A statement that returns rows changes nothing until all are read.
        }

        return raw.sqlite3_changes(connection);
    }

    /// <summary>Runs a query for one value; null when there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var run = Prepared(sql).Run(parameters);
        return run.Read() ? run.Row.GetValue(0) : null;
    }

    /// <summary>Runs a query and reads each of its rows.</summary>
    public List<T> Query<T>(string sql, Func<SqlRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var run = Prepared(sql).Run(parameters);
        return run.ReadAll(read);
    }

    /// <summary>Something to do once the transaction is on disk and the write gate open. It runs on the writer's thread: return at once.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    internal void Begin() => Execute("BEGIN IMMEDIATE");

    internal void Commit() => Execute("COMMIT");

    /// <summary>What is to be done after the commit, once.</summary>
    internal List<Action> TakeDue()
    {
        var due = _afterCommit;
        _afterCommit = [];
        return due;
    }

    // What it cannot copy now stays for later, and costs nothing but room.
    internal void Checkpoint() => _ = raw.sqlite3_wal_checkpoint_v2(connection, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

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

    private SqlStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared[sql] = statement = SqlStatement.Prepare(connection, sql);
        }

        return statement;
    }
}
