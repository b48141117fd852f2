using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// What is wrong with the configuration folder, in memory. The writer asks it before a transaction and again before anybody is told that
/// it is stored: SQLite goes on writing into a file that was deleted, and all of it would be gone with the process.
/// </summary>
public sealed partial class StorageState(SublarrOptions options, ILogger<StorageState> logger)
{
    private const int FullBelow = 64 * 1024;
    private const long NearlyFullBelow = 32 * 1024 * 1024;

    private readonly string _database = options.DatabasePath;
    private readonly string _log = options.DatabasePath + "-wal";
    private readonly Lock _lock = new();
    private FileIdentity? _openDatabase;
    private FileIdentity? _openLog;
    private string? _damage;
    private string? _loss;
    private string? _refusal;
    private string? _room;

    /// <summary>Why nothing can be stored; null while it can.</summary>
    public string? Fault =>
        Volatile.Read(ref _damage) ?? Volatile.Read(ref _loss) ?? Volatile.Read(ref _refusal) ?? (Warning == StorageFault.DiskFull ? Warning : null);

    /// <summary>What will keep Sublarr from storing before long; null when nothing will.</summary>
    public string? Warning => Volatile.Read(ref _room);

    /// <summary>A read or a write failed; it is remembered if storage is at fault.</summary>
    /// <param name="exception">What was thrown.</param>
    public void Note(Exception exception)
    {
        if (exception is StorageException || StorageFault.Of(exception) is not { } words)
        {
            return;
        }

        if (StorageFault.IsDamage(exception))
        {
            Damaged(words);
        }
        else
        {
            Set(ref _refusal, words);
        }
    }

    /// <summary>The database is damaged. It stays so until the next start: what is written now could make it worse.</summary>
    /// <param name="words">What and what helps.</param>
    public void Damaged(string words) => Set(ref _damage, words);

    /// <summary>
    /// Looks at the folder without writing to it, or, after a failure, by writing as much as a commit does. Here alone a refusal ends: on a full
    /// disk a small commit still finds room in the log, and the next report does not.
    /// </summary>
    public void Look()
    {
        Compare();
        Set(ref _room, Room());
        if (Volatile.Read(ref _refusal) is not null && CanWrite())
        {
            Set(ref _refusal, null);
        }
    }

    /// <summary>The writer has opened its files: from now on they must stay the same.</summary>
    internal void Opened() => (_openDatabase, _openLog) = (IdentityOf(_database), IdentityOf(_log));

    /// <summary>Before a transaction, after which is looked once more: only what was wrong before is looked at.</summary>
    /// <exception cref="StorageException">What would be written now could not be worked off, or would be lost.</exception>
    internal void DemandKnown()
    {
        if (Volatile.Read(ref _loss) is not null)
        {
            Compare();
        }

        Refuse(Volatile.Read(ref _damage) ?? Volatile.Read(ref _loss));
    }

    /// <exception cref="StorageException">What was or would be written now could not be worked off, or would be lost.</exception>
    internal void Demand()
    {
        Compare();
        Refuse(Volatile.Read(ref _damage) ?? Volatile.Read(ref _loss));
    }

    /// <exception cref="StorageException">The open database is not the one in the folder.</exception>
    internal void DemandFile()
    {
        Compare();
        Refuse(Volatile.Read(ref _loss));
    }

    private static void Refuse(string? fault)
    {
        if (fault is not null)
        {
            throw new StorageException(fault);
        }
    }

    private static FileIdentity? IdentityOf(string path) => Posix.FindStatusOf(path)?.Identity;

    // Two calls of the kernel, a microsecond each, where a commit takes milliseconds.
    private void Compare()
    {
        var isSame = _openDatabase is null || (IdentityOf(_database) == _openDatabase && (_openLog is null || IdentityOf(_log) == _openLog));
        Set(ref _loss, isSame ? null : StorageFault.Replaced);
    }

    private string? Room()
    {
        try
        {
            return new DriveInfo(options.ConfigDirectory).AvailableFreeSpace switch
            {
                < FullBelow => StorageFault.DiskFull,
                < NearlyFullBelow => StorageFault.DiskNearlyFull,
                _ => Posix.IsWritable(options.ConfigDirectory) ? null : StorageFault.NotWritable,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StorageFault.NotWritable;
        }
    }

    private bool CanWrite()
    {
        try
        {
            ConfigFolder.Probe(options.ConfigDirectory, FullBelow);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Each change is told once, not at every report.
    private void Set(ref string? place, string? words)
    {
        if (Volatile.Read(ref place) == words)
        {
            return;
        }

        lock (_lock)
        {
            var before = Fault;
            Volatile.Write(ref place, words);
            if (Fault is { } fault && fault != before)
            {
                LogFault(fault);
            }
            else if (before is not null && Fault is null)
            {
                LogMended();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be stored: {Problem}")]
    private partial void LogFault(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage works again")]
    private partial void LogMended();
}
