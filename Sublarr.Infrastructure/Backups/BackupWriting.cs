using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Sublarr.Domain;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>
/// Makes a backup: a copy of the database and the files beside it, in one zip. The copy is made first and as fast as the disk allows, for as long as it takes the
/// write-ahead log cannot begin anew; what takes processors, to check and to pack, is done with the copy.
/// </summary>
internal sealed partial class BackupWriting(SublarrOptions options, IDatabaseCopies database, BackupPacking packing, BackupShelf shelf, TimeProvider time, ILogger<BackupWriting> logger)
    : IDisposable
{
    // A backup of people and the one before a restore may come together, and each works in the same folder. One that hangs in the kernel holds the next up for as long, but
    // who is to stop is not held.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Makes one, on a thread that nobody else waits for.</summary>
    /// <param name="name">What it is to be called: a new name.</param>
    /// <param name="report">Told what is done of how much, and what it is.</param>
    /// <param name="cancellationToken">Stops it; nothing of it stays.</param>
    /// <exception cref="BackupException">It cannot be made; nothing of it stays.</exception>
    public async Task<StoredBackup> MakeAsync(BackupName name, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        await shelf.ProbeAsync(cancellationToken);
        var work = Task.Factory.StartNew(
            () => Make(name, ThreadNiceness.GiveWay, report, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await PatientThread.EndAsync(work, cancellationToken);
    }

    /// <summary>The same on this thread, for the start: nobody else has work yet.</summary>
    public StoredBackup Make(BackupName name, CancellationToken cancellationToken) => Make(name, static () => { }, static (_, _, _) => { }, cancellationToken);

    /// <summary>A name for a backup of now.</summary>
    public BackupName NewName(BackupKind kind) => shelf.NewName(time.GetUtcNow(), kind);

    /// <summary>The same for those who cannot wait for ever.</summary>
    /// <exception cref="BackupException">The folder does not answer.</exception>
    public Task<BackupName> NewNameAsync(BackupKind kind, CancellationToken cancellationToken) => shelf.AskAsync(() => NewName(kind), cancellationToken);

    public void Dispose() => _turn.Dispose();

    private StoredBackup Make(BackupName name, Action isCopied, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        if (!_turn.Wait(0, cancellationToken))
        {
            report(0, 0, "Waits for another backup to end");
            _turn.Wait(cancellationToken);
        }

        try
        {
            return MakeInTurn(name, isCopied, report, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private StoredBackup MakeInTurn(BackupName name, Action isCopied, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        var folder = options.BackupDirectory;
        try
        {
            RemoveLeftovers();
            PrivateFiles.MakeFolder(folder);
            var unfinished = shelf.UnfinishedPathOf(name);
            try
            {
                // Whether it can be written is known before the database is copied for nothing.
                using (var file = PrivateFiles.Open(unfinished, FileMode.CreateNew, FileShare.Read))
                {
                    folder = options.BackupWorkDirectory;
                    var copy = CopyDatabase(isCopied, report, cancellationToken);
                    folder = options.BackupDirectory;
                    packing.Pack(file, name, copy, report, cancellationToken);
                    file.Flush(flushToDisk: true);
                }

                if (BackupReading.ProblemOf(unfinished, cancellationToken) is { } problem)
                {
                    throw new BackupException($"The backup was written to {folder} and could not be read back: {problem} Check that disk.");
                }

                File.Move(unfinished, shelf.PathOf(name));
                DurableFolder.Flush(folder);
                var made = shelf.Find(name)!;
                LogMade(name.ToString(), Wording.Bytes(made.Size));
                return made;
            }
            finally
            {
                File.Delete(unfinished);
                RemoveWork();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw BackupException.Of(folder, exception);
        }
    }

    private void RemoveLeftovers()
    {
        RemoveWork();
        shelf.RemoveUnfinished();
    }

    private void RemoveWork()
    {
        if (Directory.Exists(options.BackupWorkDirectory))
        {
            Directory.Delete(options.BackupWorkDirectory, recursive: true);
        }
    }

    private string CopyDatabase(Action isCopied, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        var needed = BackupRoom.OfBackup(options) + BackupRoom.Reserve;
        var free = BackupRoom.Free(options);
        if (free < needed)
        {
            throw new BackupException(
                $"A backup needs {Wording.Bytes(needed)} on the disk of {options.ConfigDirectory} while it is made, and there are {Wording.Bytes(free)}. Free some space.");
        }

        PrivateFiles.MakeFolder(options.BackupWorkDirectory);
        var copy = Path.Combine(options.BackupWorkDirectory, BackupContent.Database);
        database.Copy(copy, (done, total) => report(done, total, "Megabytes of the database copied"), cancellationToken);
        isCopied();
        report(0, 0, "Checking the copy");
        return database.Damage(copy, isThorough: false, cancellationToken) is { } damage
            ? throw new BackupException($"The database is damaged ({damage.TrimEnd('.')}), and a copy of it is no backup. Restore the last backup, or save what can be read.")
            : copy;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {Name} was made, {Size}")]
    private partial void LogMade(string name, string size);
}
