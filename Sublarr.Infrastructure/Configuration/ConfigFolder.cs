using Sublarr.Infrastructure.Channels.Scripts;

namespace Sublarr.Infrastructure.Configuration;

/// <summary>Keeps what Sublarr stores from other users of the machine: database, keys, logs, the API key, and the folder that scripts run from.</summary>
internal static class ConfigFolder
{
    private const UnixFileMode Owner = PrivateFiles.FolderMode;

    private static readonly EnumerationOptions Whole = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private static readonly EnumerationOptions Flat = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <summary>Makes the folders, and the file of the database: SQLite gives the files beside it the same permissions.</summary>
    /// <param name="options">Where.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static void Make(SublarrOptions options)
    {
        foreach (var folder in FoldersOf(options))
        {
            PrivateFiles.MakeFolder(folder);
        }
    }

    /// <summary>Takes from others what earlier versions, or a generous umask, gave them. Returns what was changed.</summary>
    /// <param name="options">Where.</param>
    public static IReadOnlyList<string> Close(SublarrOptions options) => [.. EntriesOf(options).Where(CloseOne)];

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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // Gone meanwhile, or on a file system that keeps no permissions: what that means for scripts is said where they are looked at.
            return false;
        }
    }
}
