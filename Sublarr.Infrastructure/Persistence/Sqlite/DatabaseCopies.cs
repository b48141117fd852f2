using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Copies the database page by page (<see href="https://www.sqlite.org/backup.html"/>), within one read transaction: it sees the database as it was at its beginning, and what
/// is written meanwhile goes into the log beside it. Without that transaction SQLite begins the copy anew after each write of somebody else, and never ends.
/// </summary>
internal sealed class DatabaseCopies(SqliteDatabase database, IDbContextFactory<SublarrDbContext> contexts) : IDatabaseCopies
{
    /// <summary>4 MB: often enough to stop at once and to tell how far it is.</summary>
    private const int PagesAtOnce = 1024;

    private const int Interrupted = 9;

    public void Copy(string path, Action<long, long> report, CancellationToken cancellationToken)
    {
        // Private before SQLite opens it: it would make it for all to read.
        PrivateFiles.Open(path, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
        using var source = database.Open();
        using var copy = Open(path);
        // It is thrown away if the process ends: no journal, and the packed file is flushed instead.
        Run(copy, "PRAGMA journal_mode=OFF");
        Run(copy, "PRAGMA synchronous=OFF");
        Run(source, "BEGIN");
        Run(source, "SELECT COUNT(*) FROM sqlite_master");
        var pageSize = long.Parse(First(source, "PRAGMA page_size")!, CultureInfo.InvariantCulture);
        using (var backup = raw.sqlite3_backup_init(copy, "main", source, "main"))
        {
            int result;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                result = raw.sqlite3_backup_step(backup, PagesAtOnce);
                var pages = (long)raw.sqlite3_backup_pagecount(backup);
                report((pages - raw.sqlite3_backup_remaining(backup)) * pageSize, pages * pageSize);
            }
            while (result == raw.SQLITE_OK);
            if (result != raw.SQLITE_DONE)
            {
                throw new SqliteException($"SQLite error {result}: {raw.sqlite3_errstr(result).utf8_to_string()}.", result & 0xFF, result);
            }
        }

        Run(source, "COMMIT");
        // A copy in one file, which may also lie where it cannot be written.
        Run(copy, "PRAGMA journal_mode=DELETE");
    }

    public string? Damage(string path, bool isThorough, CancellationToken cancellationToken)
    {
        try
        {
            using var copy = Open(path);
            using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(copy));
            var found = First(copy, isThorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
            return found == "ok" ? null : found;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (SqliteException exception) when (StorageFault.IsDamage(exception))
        {
            return exception.Message;
        }
    }

    public string? LastMigration(string path)
    {
        try
        {
            using var copy = Open(path);
            return First(copy, """SELECT MAX("MigrationId") FROM "__EFMigrationsHistory" """);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_ERROR || StorageFault.IsDamage(exception))
        {
            // There is no such table: it is a database of something else's.
            return null;
        }
    }

    public bool CanTake(string migration)
    {
        using var context = contexts.CreateDbContext();
        return migration == EarlierMigrations.Last || context.Database.GetMigrations().Contains(migration, StringComparer.Ordinal);
    }

    private static sqlite3 Open(string path)
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(path, out var connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        return result == raw.SQLITE_OK ? connection : throw new SqliteException($"The copy cannot be opened: {raw.sqlite3_errstr(result).utf8_to_string()}.", result);
    }

    private static void Run(sqlite3 connection, string sql) => First(connection, sql);

    private static string? First(sqlite3 connection, string sql)
    {
        using var statement = SqlStatement.Prepare(connection, sql);
        string? first = null;
        while (statement.Step())
        {
            first ??= statement.Row.IsDBNull(0) ? null : statement.Row.GetString(0);
        }

        return first;
    }
}
