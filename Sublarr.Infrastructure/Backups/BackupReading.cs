using System.IO.Compression;
using System.Security.Cryptography;
using Sublarr.Domain;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>Reads a backup, from wherever it is: nothing in it is believed before it was looked at. Problems are sentences.</summary>
internal static class BackupReading
{
    /// <summary>So many files a backup has at most.</summary>
    public const int MostParts = 50_000;
    private const int BufferSize = 128 * 1024;

    // More than any database of Sublarr's: what claims to be larger is made to fill a disk.
    private const long LargestBackup = 256L * 1024 * 1024 * 1024;

    /// <summary>What the zip says of itself; null when it is no backup.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static BackupManifest? ManifestIn(ZipArchive zip)
    {
        if (zip.GetEntry(BackupManifest.FileName) is not { Length: <= BackupManifest.LargestFile } entry)
        {
            return null;
        }

        using var content = entry.Open();
        using var json = new MemoryStream();
        // What the zip says of a length may be a lie.
        CopyAtMost(content, json, BackupManifest.LargestFile, null, CancellationToken.None);
        return BackupManifest.Read(json.ToArray());
    }

    /// <summary>What it says of itself, and what is wrong with that. Its files are not read.</summary>
    public static (BackupManifest? Manifest, string? Problem) Look(string path) =>
        Read(path, static (zip, manifest) => ProblemOf(zip, manifest));

    /// <summary>Reads all of it and compares it with what it says of itself; null when all is well.</summary>
    public static string? ProblemOf(string path, CancellationToken cancellationToken) =>
        Read(path, (zip, manifest) => ProblemOf(zip, manifest) ?? CopyAll(zip, manifest, static (_, _) => Stream.Null, static (_, _) => { }, cancellationToken)).Problem;

    /// <summary>Unpacks it into a folder.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="folder">A private folder that is empty.</param>
    /// <param name="report">Told how many of how many bytes are unpacked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="IOException">There is no room.</exception>
    public static (BackupManifest? Manifest, string? Problem) Unpack(string path, string folder, Action<long, long> report, CancellationToken cancellationToken) =>
        Read(path, (zip, manifest) => ProblemOf(zip, manifest) ?? CopyAll(zip, manifest, (part, mode) => OpenPart(Path.Combine(folder, part.Path), mode), report, cancellationToken));

    private static FileStream OpenPart(string path, UnixFileMode mode)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        var file = PrivateFiles.Open(path, FileMode.CreateNew, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            // A script must be able to run. No more than permissions: nothing runs as somebody else.
            File.SetUnixFileMode(file.SafeFileHandle, PrivateFiles.FileMode | (mode & (UnixFileMode)0x1FF));
        }

        return file;
    }

    private static (BackupManifest? Manifest, string? Problem) Read(string path, Func<ZipArchive, BackupManifest, string?> problemOf)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return ManifestIn(zip) is { } manifest ? (manifest, problemOf(zip, manifest)) : (null, "It is no backup of Sublarr's: no manifest.json of one is in it.");
        }
        catch (InvalidDataException exception)
        {
            return (null, $"It is no zip file, or a damaged one ({exception.Message.TrimEnd('.')}).");
        }
    }

    private static string? CopyAll(
        ZipArchive zip, BackupManifest manifest, Func<BackupPart, UnixFileMode, Stream> open, Action<long, long> report, CancellationToken cancellationToken)
    {
        var (done, total) = (0L, manifest.Parts.Sum(part => part.Size));
        foreach (var part in manifest.Parts)
        {
            var entry = zip.GetEntry(part.Path)!;
            using var content = entry.Open();
            using var target = open(part, (UnixFileMode)((entry.ExternalAttributes >> 16) & 0xFFF));
            if (!IsCopied(content, target, part, cancellationToken))
            {
                return $"It is damaged: {part.Path} in it is not what was packed.";
            }

            done += part.Size;
            report(done, total);
        }

        return null;
    }

    private static string? ProblemOf(ZipArchive zip, BackupManifest manifest)
    {
        if (manifest.Form > BackupManifest.CurrentForm)
        {
            return $"It was made by a newer Sublarr ({manifest.Version}). Update this one, and try again.";
        }

        var paths = manifest.Parts.Select(part => part.Path).ToHashSet(StringComparer.Ordinal);
        if (manifest.Parts.FirstOrDefault(part => !BackupContent.Holds(part.Path)) is { } stranger)
        {
            return $"Something is in it that no backup of Sublarr's has: {stranger.Path}.";
        }

        if (!paths.Contains(BackupContent.Database))
        {
            return "No database is in it.";
        }

        if (manifest.Parts.Count > MostParts || manifest.Parts.Any(part => part.Size is < 0 or > LargestBackup) || manifest.Parts.Sum(part => part.Size) > LargestBackup)
        {
            return $"It is larger than any backup of Sublarr's: at most {Wording.Count(MostParts)} files and {Wording.Bytes(LargestBackup)} are taken.";
        }

        // Exactly these, each once, and as large as they are said to be: nothing else is unpacked, and no more of it.
        var entries = zip.Entries.Where(entry => entry.FullName != BackupManifest.FileName).ToList();
        return entries.Count == paths.Count && paths.Count == manifest.Parts.Count
            && manifest.Parts.All(part => zip.GetEntry(part.Path) is { } entry && entry.Length == part.Size)
            ? null
            : "It is damaged: the files in it are not those that were packed.";
    }

    private static bool IsCopied(Stream content, Stream target, BackupPart part, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!CopyAtMost(content, target, part.Size, hash, cancellationToken))
        {
            return false;
        }

        if (target is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }

        return string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), part.Sha256, StringComparison.OrdinalIgnoreCase);
    }

    // A zip can unpack to a thousand times itself: what is more than it says is not written.
    private static bool CopyAtMost(Stream content, Stream target, long most, IncrementalHash? hash, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        var size = 0L;
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            size += read;
            if (size > most)
            {
                return false;
            }

            hash?.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }

        return true;
    }
}
