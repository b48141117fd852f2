using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Makes the database ready before anything uses it.</summary>
internal sealed class DatabaseSetup(SublarrOptions options, IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, ILogger<DatabaseSetup> log) : IDisposable
{
    private FileStream? _lock;

    /// <summary>Migrates the database and starts the writer.</summary>
    /// <exception cref="StartupException">The folder cannot be written, another Sublarr uses it, or the database is newer or damaged.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _lock = LockFolder();
        try
        {
            await MigrateAsync(cancellationToken);
        }
        catch (SqliteException exception)
        {
            throw new StartupException(
                $"The database {options.DatabasePath} cannot be opened: {exception.Message} Check its owner and the space on the disk, or restore a backup.", exception);
        }

        writer.Start();
    }

    public void Dispose() => _lock?.Dispose();

    // One process for one folder: the queue's writer must be alone. The lock goes with the process, however it ends.
    private FileStream LockFolder()
    {
        try
        {
            ConfigFolder.Make(options);
            var folderLock = PrivateFiles.Open(Path.Combine(options.ConfigDirectory, "sublarr.lock"), FileMode.OpenOrCreate, FileShare.None);
            if (ConfigFolder.Close(options) is { Count: > 0 } closed)
            {
                log.LogWarning("Other users of this machine could read or change {Count} files and folders in the config folder, {First} among them; now they are Sublarr's alone", closed.Count, closed[0]);
            }

            return folderLock;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotWritable(exception);
        }
        catch (IOException exception) when (exception.HResult == 11 || exception.Message.Contains("being used by another process", StringComparison.Ordinal))
        {
            throw new StartupException(
                $"SUBLARR_CONFIG_DIR: another Sublarr is running on {options.ConfigDirectory}. Stop it, or give this one a folder of its own.", exception);
        }
        catch (IOException exception)
        {
            throw NotWritable(exception);
        }
    }

    private StartupException NotWritable(Exception exception) => new(
        $"SUBLARR_CONFIG_DIR: the folder {options.ConfigDirectory} cannot be written ({exception.Message}). Give it to the user {ProcessUser.Description}, or choose another.",
        exception);

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = File.Exists(options.DatabasePath) ? (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList() : [];
        if (applied.Find(migration => !known.Contains(migration)) is { } newer)
        {
            throw new StartupException(
                $"The database {options.DatabasePath} was written by a newer Sublarr (it has the change {newer}). Install that version again, or restore a backup from before the update.");
        }

        if (applied.Count < known.Count)
        {
            // SQLite would make it for all to read, and gives the files beside it the permissions it has.
            await using (PrivateFiles.Open(options.DatabasePath, FileMode.OpenOrCreate, FileShare.ReadWrite))
            {
            }

            // EF Core's own lock outlives a process that is killed while it migrates, and the next would wait for it for ever. The folder is ours alone: it is a leftover.
            await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }

        // Once, after migrating: EF Core opens the file read-only in between, which a connection that sets WAL cannot stand.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }
}
