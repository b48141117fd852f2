using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Makes the database ready before anything uses it.</summary>
internal sealed class DatabaseSetup(
    SublarrOptions options, IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, DatabaseCheck check, LostDatabase lost, ILogger<DatabaseSetup> log) : IDisposable
{
    // Nobody waits minutes for a start; what a short look does not reach is read in the background.
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    private const string LocalDisk =
        "SQLite needs shared memory and locks, which network and FUSE mounts (nfs, cifs, fuse) do not have in full: put the folder on a local disk.";

    private FileStream? _lock;

    /// <summary>Migrates the database and starts the writer.</summary>
    /// <exception cref="StartupException">The folder cannot be written, another Sublarr uses it, or the database is newer or damaged.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _lock = LockFolder();
        try
        {
            var isEmpty = IsEmpty();
            lost.Look(isEmpty);
            if (!isEmpty)
            {
                Check();
            }

            await MigrateAsync(cancellationToken);
            writer.Start();
        }
        catch (SqliteException exception)
        {
            throw CannotOpen(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ConfigFolder.NotWritable(options.ConfigDirectory, exception);
        }
    }

    public void Dispose() => _lock?.Dispose();

    // One process for one folder: the queue's writer must be alone. The lock goes with the process, however it ends.
    private FileStream LockFolder()
    {
        try
        {
            ConfigFolder.Prepare(options);
            var folderLock = PrivateFiles.Open(Path.Combine(options.ConfigDirectory, "sublarr.lock"), FileMode.OpenOrCreate, FileShare.None);
            if (ConfigFolder.Close(options) is { Count: > 0 } closed && !IsNewFolder(closed))
            {
                log.LogWarning("Other users of this machine could read or change {Count} files and folders in the config folder, {First} among them; now they are Sublarr's alone", closed.Count, closed[0]);
            }

            return folderLock;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw ConfigFolder.NotWritable(options.ConfigDirectory, exception);
        }
        catch (IOException exception) when (exception.HResult == 11 || exception.Message.Contains("being used by another process", StringComparison.Ordinal))
        {
            throw new StartupException(
                $"SUBLARR_CONFIG_DIR: another Sublarr is running on {options.ConfigDirectory}. Stop it, or give this one a folder of its own.", exception);
        }
        catch (IOException exception)
        {
            throw ConfigFolder.NotWritable(options.ConfigDirectory, exception);
        }
    }

    // A volume of a container is handed over open and empty: there was nothing in it that others could have read or changed.
    private bool IsNewFolder(IReadOnlyList<string> closed) => closed is [var folder] && folder == options.ConfigDirectory && !File.Exists(options.DatabasePath);

    private bool IsEmpty()
    {
        if (new FileInfo(options.DatabasePath) is not { Exists: true, Length: > 0 })
        {
            return true;
        }

        using var connection = new SqliteConnection(SqliteDatabase.WithoutPool(options));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0;
    }

    private void Check()
    {
        using var limit = new CancellationTokenSource(LongestCheck);
        if (check.Run(limit.Token) is { } damage)
        {
            throw new StartupException($"SUBLARR_CONFIG_DIR: {options.DatabasePath}: {damage}");
        }
    }

    private StartupException CannotOpen(SqliteException exception) => new(
        StorageFault.IsDamage(exception)
            ? $"SUBLARR_CONFIG_DIR: {options.DatabasePath}: {StorageFault.Of(exception)}"
            : $"SUBLARR_CONFIG_DIR: the database {options.DatabasePath} cannot be used ({exception.Message.TrimEnd()}) on the file system {ConfigFolder.FileSystemOf(options.ConfigDirectory)}. "
                + $"{LocalDisk} Check also its owner and the room on the disk.",
        exception);

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        Create();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = await EarlierMigrations.AdoptAsync(context, [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)], cancellationToken);
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new StartupException(
                $"The database {options.DatabasePath} was written by a newer Sublarr (it has the change {newer}). Install that version again, or restore a backup from before the update.");
        }

        if (applied.Count < known.Count)
        {
            // EF Core's own lock outlives a process that is killed while it migrates, and the next would wait for it for ever. The folder is ours alone: it is a leftover.
            await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }

        // Once, after migrating: EF Core opens the file read-only in between, which a connection that sets WAL cannot stand.
        var mode = await context.Database.SqlQueryRaw<string>("PRAGMA journal_mode=WAL").ToListAsync(cancellationToken);
        if (mode is not ["wal"])
        {
            // SQLite stays in another mode without a word where it has no shared memory.
            throw new StartupException(
                $"SUBLARR_CONFIG_DIR: the file system {ConfigFolder.FileSystemOf(options.ConfigDirectory)} of {options.ConfigDirectory} cannot hold a write-ahead log. {LocalDisk}");
        }
    }

    // Here alone: who opens it later must find it, and never make an empty one in its place. SQLite would make it for all to read, and gives
    // the files beside it the permissions it has.
    private void Create()
    {
        using var file = PrivateFiles.Open(options.DatabasePath, FileMode.OpenOrCreate, FileShare.ReadWrite);
    }
}
