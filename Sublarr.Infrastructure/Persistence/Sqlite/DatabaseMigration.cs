using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Brings the database up to date, and makes a new one where there is none. One that holds something is backed up first.</summary>
internal sealed class DatabaseMigration(SublarrOptions options, IDbContextFactory<SublarrDbContext> contexts, UpdateBackup backup)
{
    /// <exception cref="StartupException">The database is newer, or from too long ago.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Create();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> present = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
        if (present.Count > 0 && known.Any(migration => !present.Contains(migration)) && !present.Any(migration => string.CompareOrdinal(migration, known.Max(StringComparer.Ordinal)) > 0))
        {
            await backup.MakeAsync(cancellationToken);
        }

        var applied = await EarlierMigrations.AdoptAsync(context, present, cancellationToken);
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
                $"SUBLARR_CONFIG_DIR: the file system {ConfigFolder.FileSystemOf(options.ConfigDirectory)} of {options.ConfigDirectory} cannot hold a write-ahead log. {DatabaseSetup.LocalDisk}");
        }
    }

    // Here alone: who opens it later must find it, and never make an empty one in its place. SQLite would make it for all to read, and gives
    // the files beside it the permissions it has.
    private void Create()
    {
        using var file = PrivateFiles.Open(options.DatabasePath, FileMode.OpenOrCreate, FileShare.ReadWrite);
    }
}
