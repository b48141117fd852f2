using System.ComponentModel;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The configuration folder: everything in it is of the right kind and can be written before something fails on it, and it is kept from other
/// users of the machine.
/// </summary>
internal static class ConfigFolder
{
    private const UnixFileMode Owner = PrivateFiles.FolderMode;

    private static readonly EnumerationOptions Whole = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private static readonly EnumerationOptions Flat = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private static readonly string[] NeverFolders = ["sublarr.lock", "sublarr.db", "sublarr.db-wal", "sublarr.db-shm", "api_key", LostDatabase.CodeFile];

    /// <summary>Makes the folders where they are missing.</summary>
    /// <param name="options">Where.</param>
    /// <exception cref="StartupException">Something is of the wrong kind, or cannot be written.</exception>
    public static void Prepare(SublarrOptions options)
    {
        foreach (var folder in FoldersOf(options))
        {
            Ensure(folder);
        }

        foreach (var file in NeverFolders.Select(name => Path.Combine(options.ConfigDirectory, name)))
        {
            if (Directory.Exists(file))
            {
                throw new StartupException($"SUBLARR_CONFIG_DIR: {file} is a folder and must be a file. Move it away; a volume of a container must be mounted on the folder, not on the file.");
            }
        }
    }

    /// <summary>Takes from others what earlier versions, or a generous umask, gave them. Returns what was changed.</summary>
    /// <param name="options">Where.</param>
    public static IReadOnlyList<string> Close(SublarrOptions options) => [.. EntriesOf(options).Where(CloseOne)];

    /// <summary>What to say of a folder that cannot be written.</summary>
    public static StartupException NotWritable(string folder, Exception exception) => new(
        StorageFault.Of(exception) is { } fault && fault != StorageFault.NotWritable
            ? $"SUBLARR_CONFIG_DIR: {folder}: {fault}"
            : $"SUBLARR_CONFIG_DIR: the folder {folder} cannot be written ({exception.Message}). Give it to the user {ProcessUser.Description}, mount it writable, or choose another.",
        exception);

    /// <summary>The file system a path is on, as the kernel calls it.</summary>
    public static string FileSystemOf(string path)
    {
        try
        {
            return new DriveInfo(path).DriveFormat;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "of an unknown kind";
        }
    }

    /// <summary>Writes to a folder, and leaves nothing there.</summary>
    /// <param name="folder">Which.</param>
    /// <param name="bytes">How much.</param>
    /// <exception cref="IOException">There is no room, or it is mounted read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static void Probe(string folder, int bytes)
    {
        using var probe = new FileStream(Path.Combine(folder, ".write-probe"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        probe.Write(new byte[bytes]);
    }

    private static void Ensure(string folder)
    {
        if (File.Exists(folder))
        {
            throw new StartupException($"SUBLARR_CONFIG_DIR: {folder} is a file and must be a folder. Move it away, or choose another folder.");
        }

        try
        {
            PrivateFiles.MakeFolder(folder);
            Probe(folder, 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, exception);
        }
    }

    private static IEnumerable<string> FoldersOf(SublarrOptions options) =>
        [options.ConfigDirectory, options.HooksDirectory, options.KeysDirectory, options.LogsDirectory];

    // Scripts are people's own: one that others could write may have been written by them, and is not made to look safe.
    private static IEnumerable<string> EntriesOf(SublarrOptions options) =>
    [
        .. FoldersOf(options).Where(Directory.Exists),
        .. Files(options.ConfigDirectory, Flat),
        .. Files(options.KeysDirectory, Whole),
        .. Files(options.LogsDirectory, Whole),
        .. Files(options.RevisionsDirectory, Whole),
        .. Folders(options.RevisionsDirectory),
    ];

    private static IEnumerable<string> Files(string folder, EnumerationOptions which) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", which) : [];

    private static IEnumerable<string> Folders(string folder) => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "*", Whole).Prepend(folder) : [];

    private static bool CloseOne(string path)
    {
        try
        {
            var entry = Posix.StatusOf(path);
            if (entry.OwnerId != Posix.UserId || (entry.Permissions & ~Owner) == UnixFileMode.None)
            {
                return false;
            }

            File.SetUnixFileMode(path, entry.Permissions & Owner);
            return Posix.StatusOf(path).Permissions != entry.Permissions;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // Gone meanwhile, or on a file system that keeps no permissions: what that means for scripts is said where they are looked at.
            return false;
        }
    }
}
