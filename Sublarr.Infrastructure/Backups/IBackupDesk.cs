using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;

namespace Sublarr.Infrastructure.Backups;

/// <summary>What people ask for of the backups.</summary>
public interface IBackupDesk
{
    /// <summary>All of them, the newest first.</summary>
    /// <exception cref="BackupException">The folder cannot be read.</exception>
    IReadOnlyList<StoredBackup> List();

    /// <summary>What came of the restore that the last start found; null when there was none.</summary>
    RestoreOutcome? LastRestore { get; }

    /// <summary>Queues a backup of now; if one is queued already, it is that one.</summary>
    /// <returns>The job.</returns>
    Task<long> MakeAsync(CancellationToken cancellationToken);

    /// <summary>Opens one, to be taken elsewhere; null when it is not there. All secrets are in it, so the audit trail tells of it.</summary>
    /// <param name="name">Which.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<FileStream?> OpenAsync(BackupName name, CancellationToken cancellationToken);

    /// <summary>Removes one for good; false when it is not there.</summary>
    /// <exception cref="BackupException">It cannot be removed.</exception>
    Task<bool> DeleteAsync(BackupName name);
}

internal sealed class BackupDesk(BackupShelf shelf, RestoreSwap swap, IJobQueue queue, AuditTrail trail) : IBackupDesk
{
    public IReadOnlyList<StoredBackup> List() => shelf.List();

    public RestoreOutcome? LastRestore => swap.Outcome;

    public async Task<long> MakeAsync(CancellationToken cancellationToken) => (await queue.EnqueueAsync([BackupHandler.ByHand(trail.Current)], cancellationToken))[0];

    public async Task<FileStream?> OpenAsync(BackupName name, CancellationToken cancellationToken)
    {
        if (shelf.Find(name) is null)
        {
            return null;
        }

        await trail.RecordAsync("downloaded", SubjectOf(name), [], cancellationToken);
        return new FileStream(shelf.PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    public Task<bool> DeleteAsync(BackupName name) =>
        trail.RecordAsync("deleted", SubjectOf(name), () => Task.FromResult(shelf.Delete(name)), isDeleted => isDeleted ? [] : null);

    private static AuditSubject SubjectOf(BackupName name) => new("backup", null, name.ToString());
}
