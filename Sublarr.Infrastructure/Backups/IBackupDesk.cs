using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Backups;

/// <summary>What people ask for of the backups.</summary>
public interface IBackupDesk
{
    /// <summary>All of them, the newest first.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="BackupException">The folder cannot be read, or does not answer.</exception>
    Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken cancellationToken);

    /// <summary>What came of the restore that the last start found; null when there was none.</summary>
    RestoreOutcome? LastRestore { get; }

    /// <summary>Queues a backup of now; if one is queued already, it is that one.</summary>
    /// <returns>The job.</returns>
    Task<long> MakeAsync(CancellationToken cancellationToken);

    /// <summary>Opens one, to be taken elsewhere; null when it is not there. All secrets are in it, so the audit trail tells of it.</summary>
    /// <param name="name">Which.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="BackupException">It cannot be read.</exception>
    Task<FileStream?> OpenAsync(BackupName name, CancellationToken cancellationToken);

    /// <summary>Removes one for good; false when it is not there.</summary>
    /// <param name="name">Which.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="BackupException">It cannot be removed.</exception>
    Task<bool> DeleteAsync(BackupName name, CancellationToken cancellationToken);
}

internal sealed class BackupDesk(BackupShelf shelf, RestoreSwap swap, IJobQueue queue, AuditTrail trail) : IBackupDesk
{
    public Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken cancellationToken) => shelf.AskAsync(shelf.List, cancellationToken);

    public RestoreOutcome? LastRestore => swap.Outcome;

    public async Task<long> MakeAsync(CancellationToken cancellationToken) => (await queue.EnqueueAsync([BackupHandler.ByHand(trail.Current)], cancellationToken))[0];

    public async Task<FileStream?> OpenAsync(BackupName name, CancellationToken cancellationToken)
    {
        if (await shelf.AskAsync(() => shelf.Find(name), cancellationToken) is null)
        {
            return null;
        }

        await trail.RecordAsync("downloaded", SubjectOf(name), [], cancellationToken);
        return await shelf.AskAsync(() => new FileStream(shelf.PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), cancellationToken);
    }

    public Task<bool> DeleteAsync(BackupName name, CancellationToken cancellationToken) =>
        trail.RecordAsync("deleted", SubjectOf(name), () => shelf.AskAsync(() => shelf.Delete(name), cancellationToken), isDeleted => isDeleted ? [] : null);

    private static AuditSubject SubjectOf(BackupName name) => new("backup", null, name.ToString());
}
