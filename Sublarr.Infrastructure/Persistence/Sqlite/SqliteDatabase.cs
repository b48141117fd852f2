using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Opens connections to the database file.</summary>
internal sealed class SqliteDatabase(SublarrOptions options, ILogger<LogCheckpoint> logger) : IStore
{
    /// <summary>How long a statement waits for what another process or connection has locked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // LogCheckpoint keeps the log short; the automatic checkpoint is there for when it cannot.
    private static readonly string[] Settings =
        ["foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-16000", "wal_autocheckpoint=16000"];

    /// <summary>For EF Core: pooled, shared cache off. It opens what is there and makes no empty one in the place of what is gone.</summary>
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = options.DatabasePath,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>For one look, after which nothing of the file stays open.</summary>
    public static string WithoutPool(SublarrOptions options) =>
        new SqliteConnectionStringBuilder { DataSource = options.DatabasePath, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString();

    // FULL: a commit is on disk when it returns, also after a power cut.
    public WriteSession OpenForWriting()
    {
        var connection = Open();
        // What is prepared once stays so. Else SQLite looks at the values that are bound, at those of LIMIT too, and compiles a statement anew for each.
        _ = raw.sqlite3_db_config(connection, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        var session = new SqliteSession(connection, LogCheckpoint.Start(Open(), logger));
        foreach (var setting in Settings)
        {
            session.Execute($"PRAGMA {setting}");
        }

        return session;
    }

    public IQueryable<TRow> Through<TRow>(DbSet<TRow> rows, string index)
        where TRow : class =>
        rows.FromSqlRaw(AllThrough(rows.EntityType.GetTableName()!, index));

    /// <summary>A bare connection, to be used by one thread at a time.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public sqlite3 Open()
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(options.DatabasePath, out var connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException($"The database cannot be opened for writing: {raw.sqlite3_errstr(result).utf8_to_string()}.", result);
        }

        raw.sqlite3_busy_timeout(connection, (int)Patience.TotalMilliseconds);
        return connection;
    }

    private static string AllThrough(string table, string index) => $"SELECT * FROM {table} INDEXED BY {index}";
}
