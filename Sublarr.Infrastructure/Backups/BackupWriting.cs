using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Sublarr.Domain;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>
/// Makes a backup: a copy of the database and the files beside it, in one zip. The copy is made first and as fast as the disk allows, for as long as it takes the
/// write-ahead log cannot begin anew; what takes processors, to check and to pack, is done with the copy.
/// </summary>
internal sealed partial class BackupWriting(SublarrOptions options, IDatabaseCopies database, BackupShelf shelf, TimeProvider time, ILogger<BackupWriting> logger)
{
    /// <summary>Room that is left to all others.</summary>
    private const long Reserve = 64 * 1024 * 1024;

    private const int RegularFile = 0x8000;
    private const int BufferSize = 128 * 1024;

    private static readonly DateTimeOffset FirstOfZip = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A backup of people and the one before a restore may come together, and each works in the same folder.
    private readonly Lock _turn = new();

    /// <summary>Makes one, on a thread that nobody else waits for.</summary>
    /// <param name="name">What it is to be called: a new name.</param>
    /// <param name="report">Told what is done of how much, and what it is.</param>
    /// <param name="cancellationToken">Stops it; nothing of it stays.</param>
    /// <exception cref="BackupException">It cannot be made; nothing of it stays.</exception>
    public Task<StoredBackup> MakeAsync(BackupName name, Action<long, long, string> report, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Make(name, ThreadNiceness.GiveWay, report, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The same on this thread, for the start: nobody else has work yet.</summary>
    public StoredBackup Make(BackupName name, CancellationToken cancellationToken) => Make(name, static () => { }, static (_, _, _) => { }, cancellationToken);

    /// <summary>A name for a backup of now.</summary>
    public BackupName NewName(BackupKind kind) => shelf.NewName(time.GetUtcNow(), kind);

    private StoredBackup Make(BackupName name, Action isCopied, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        // Each comes on a thread of its own, and nobody waits for that.
        lock (_turn)
        {
            return MakeInTurn(name, isCopied, report, cancellationToken);
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
                    Pack(file, name, copy, report, cancellationToken);
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

    private bool IsOnOneDisk => Posix.FindStatusOf(options.ConfigDirectory) is { } config && Posix.FindStatusOf(options.BackupDirectory) is { } backups && config.Identity.IsOnDiskOf(backups.Identity);

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
        var size = new FileInfo(options.DatabasePath).Length;
        // The copy, and the packed one beside it unless that goes to another disk.
        var needed = size + (IsOnOneDisk ? size / 2 : 0) + Reserve;
        var free = new DriveInfo(options.ConfigDirectory).AvailableFreeSpace;
        // A disk that the backup fills would stop everything else.
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

    private void Pack(FileStream file, BackupName name, string copy, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        var migration = database.LastMigration(copy) ?? throw new BackupException("The database holds nothing of Sublarr's yet: there is nothing to back up.");
        var parts = new List<BackupPart>();
        var leftOut = new List<string>();
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        parts.Add(Add(zip, BackupContent.Database, copy, name, (done, total) => report(done, total, "Megabytes of the database packed"), cancellationToken));
        foreach (var path in BackupContent.Beside(options).Where(BackupContent.Holds))
        {
            try
            {
                parts.Add(Add(zip, path, Path.Combine(options.ConfigDirectory, path), name, static (_, _) => { }, cancellationToken));
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
            {
                // A script of somebody else's, or gone meanwhile, is no reason to have no backup at all.
                leftOut.Add(path);
                LogLeftOut(path, exception.Message);
            }
        }

        var manifest = new BackupManifest
        {
            Format = BackupManifest.OurFormat,
            Form = BackupManifest.CurrentForm,
            Version = BackupManifest.ThisVersion,
            Migration = migration,
            MadeAt = name.At,
            Kind = name.Kind,
            Parts = parts,
            LeftOut = leftOut,
        };
        using var entry = Entry(zip, BackupManifest.FileName, name, PrivateFiles.FileMode).Open();
        entry.Write(manifest.ToJson());
    }

    private static BackupPart Add(ZipArchive zip, string path, string from, BackupName name, Action<long, long> report, CancellationToken cancellationToken)
    {
        // Opened first: an entry that is begun cannot be taken back.
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var entry = Entry(zip, path, name, OperatingSystem.IsWindows() ? PrivateFiles.FileMode : File.GetUnixFileMode(source.SafeFileHandle)).Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var (size, total) = (0L, source.Length);
        for (int read; (read = source.Read(buffer)) > 0; size += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            entry.Write(buffer, 0, read);
            report(size, total);
        }

        return new(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string path, BackupName name, UnixFileMode mode)
    {
        // Level 1: a database of texts becomes a quarter, in a third of the time that the usual level takes for a fifth.
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = name.At < FirstOfZip ? FirstOfZip : name.At;
        entry.ExternalAttributes = (RegularFile | (int)mode) << 16;
        return entry;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {Name} was made, {Size}")]
    private partial void LogMade(string name, string size);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is not in the backup: it could not be read ({Problem})")]
    private partial void LogLeftOut(string path, string problem);
}
