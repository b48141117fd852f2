using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Makes the database ready before anything uses it.</summary>
internal sealed class DatabaseSetup(
    SublarrOptions options, RestoreSwap restore, DatabaseMigration migration, GroupCommit writer, DatabaseCheck check, LostDatabase lost, ILogger<DatabaseSetup> log) : IDisposable
{
    // Nobody waits minutes for a start; what a short look does not reach is read in the background.
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    internal const string LocalDisk =
        "SQLite needs shared memory and locks, which network and FUSE mounts (nfs, cifs, fuse) do not have in full: put the folder on a local disk.";

    private FileStream? _lock;

    /// <summary>Puts in what is to be restored, migrates the database and starts the writer.</summary>
    /// <exception cref="StartupException">The folder cannot be written, another Sublarr uses it, or the database is newer or damaged.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _lock = LockFolder();
        try
        {
            restore.Run();
            await OpenAsync(cancellationToken);
        }
        catch (StartupException exception) when (restore.Refuse(exception.Message))
        {
            throw new StartupException($"The backup that was restored cannot be used. The next start takes it back, and all is as it was before. {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ConfigFolder.NotWritable(options.ConfigDirectory, exception);
        }
    }

    public void Dispose() => _lock?.Dispose();

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isEmpty = IsEmpty();
            lost.Look(isEmpty);
            if (!isEmpty)
            {
                Check();
            }

            await migration.RunAsync(cancellationToken);
            writer.Start();
        }
        catch (SqliteException exception)
        {
            throw CannotOpen(exception);
        }
    }

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
}
