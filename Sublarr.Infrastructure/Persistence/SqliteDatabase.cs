using Microsoft.Data.Sqlite;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Opens connections to the database file.</summary>
internal sealed class SqliteDatabase(SublarrOptions options)
{
    /// <summary>For EF Core: pooled, shared cache off.</summary>
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = options.DatabasePath,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>The writer's own connection. FULL: a commit is on disk when it returns, also after a power cut.</summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;";
        pragmas.ExecuteNonQuery();
        return connection;
    }
}
