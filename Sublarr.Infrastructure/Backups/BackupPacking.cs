using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>Packs a copy of the database and the files beside it into a zip, and says in it what is there and what is not.</summary>
internal sealed partial class BackupPacking(SublarrOptions options, IDatabaseCopies database, ILogger<BackupPacking> logger)
{
    private const int RegularFile = 0x8000;
    private const int BufferSize = 128 * 1024;

    private static readonly DateTimeOffset FirstOfZip = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs all of it.</summary>
    /// <param name="file">What is packed into.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="copy">The copy of the database, in a folder to work in.</param>
    /// <param name="report">Told what is done of how much, and what it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Pack(FileStream file, BackupName name, string copy, Action<long, long, string> report, CancellationToken cancellationToken)
    {
        var migration = database.LastMigration(copy) ?? throw new BackupException("The database holds nothing of Sublarr's yet: there is nothing to back up.");
        var beside = BackupGathering.Of(options, cancellationToken);
        List<string> leftOut = [.. beside.LeftOut];
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        List<BackupPart> parts = [Add(zip, BackupContent.Database, copy, PrivateFiles.FileMode, name, (done, total) => report(done, total, "Megabytes of the database packed"), cancellationToken)];
        var borrowed = Path.Combine(Path.GetDirectoryName(copy)!, "one");
        foreach (var path in beside.Files)
        {
            if (Borrow(path, borrowed, cancellationToken) is { } mode)
            {
                parts.Add(Add(zip, path, borrowed, mode, name, static (_, _) => { }, cancellationToken));
            }
            else
            {
                leftOut.Add(path);
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
            Warnings = beside.Warnings,
        };
        using var entry = Entry(zip, BackupManifest.FileName, name, PrivateFiles.FileMode).Open();
        entry.Write(manifest.ToJson());
    }

    // Copied before it is packed: an entry that is begun cannot be taken back, and whoever fails in reading is told from whoever fails in writing.
    // A script of somebody else's, a bad block or a file that went meanwhile is no reason to have no backup at all.
    private UnixFileMode? Borrow(string path, string to, CancellationToken cancellationToken)
    {
        using var target = PrivateFiles.Open(to, FileMode.Create, FileShare.Read);
        try
        {
            using var source = Reading(() => new FileStream(
                Path.Combine(options.ConfigDirectory, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
            var buffer = new byte[BufferSize];
            while (Reading(() => source.Read(buffer)) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                target.Write(buffer, 0, read);
            }

            return OperatingSystem.IsWindows() ? PrivateFiles.FileMode : File.GetUnixFileMode(source.SafeFileHandle);
        }
        catch (UnreadableException exception)
        {
            LogLeftOut(path, exception.Message);
            return null;
        }
    }

    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException(exception.Message, exception);
        }
    }

    private static BackupPart Add(
        ZipArchive zip, string path, string from, UnixFileMode mode, BackupName name, Action<long, long> report, CancellationToken cancellationToken)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var entry = Entry(zip, path, name, mode).Open();
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is not in the backup: it could not be read ({Problem})")]
    private partial void LogLeftOut(string path, string problem);

    /// <summary>A file cannot be read to its end.</summary>
    private sealed class UnreadableException(string message, Exception innerException) : Exception(message, innerException);
}
