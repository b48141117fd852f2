using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The writer's connection. Statements are prepared once and kept for its life, and are stepped without ADO.NET: a job costs some ten of them on the
/// writer's one thread.
/// </summary>
internal sealed class SqliteSession(sqlite3 connection, LogCheckpoint checkpoint) : WriteSession
{
    // SQLITE_ERROR: "cannot rollback - no transaction is active".
    private const int NoTransaction = 1;

    // By the text itself and not by what it says: statements are constants, and each run would hash some hundred characters.
    private readonly Dictionary<string, SqlStatement> _prepared = new(ReferenceEqualityComparer.Instance);

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

    public override void Dispose()
    {
        checkpoint.Dispose();
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    internal override void Commit() => Execute("COMMIT");

    internal override void Committed(int writes) => checkpoint.Committed(this, writes);

    // What it cannot copy now stays for later, and costs nothing but room.
    internal void Checkpoint() => _ = raw.sqlite3_wal_checkpoint_v2(connection, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    protected override void BeginTransaction() => Execute("BEGIN IMMEDIATE");

    protected override void RollBack()
    {
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

/// <summary>What the tables of this store do in a transaction, whose connection they alone know.</summary>
internal static class SqliteStatements
{
    /// <inheritdoc cref="SqliteSession.Execute"/>
    public static int Execute(this WriteSession session, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        ((SqliteSession)session).Execute(sql, parameters);

    /// <summary>Inserts a row; returns its id.</summary>
    public static long Insert(this WriteSession session, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var connection = (SqliteSession)session;
        connection.Execute(sql, parameters);
        return connection.LastRowId;
    }

    /// <inheritdoc cref="SqliteSession.Scalar"/>
    public static object? Scalar(this WriteSession session, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        ((SqliteSession)session).Scalar(sql, parameters);

    /// <inheritdoc cref="SqliteSession.Query"/>
    public static List<T> Query<T>(this WriteSession session, string sql, Func<SqlRow, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        ((SqliteSession)session).Query(sql, read, parameters);
}
