using System.Text.Json;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>
/// What stands beside the database, and goes into a backup or does not. Both are told: a restore exchanges whole folders, and would remove what no backup has.
/// </summary>
/// <param name="Files">Taken, by their paths below the configuration folder.</param>
/// <param name="LeftOut">Not taken: links, what may not be read, what no file of a backup can be called, and whole folders that hold too much.</param>
/// <param name="Warnings">Why whole folders are not taken, as sentences.</param>
internal sealed record BackupGathering(IReadOnlyList<string> Files, IReadOnlyList<string> LeftOut, IReadOnlyList<string> Warnings)
{
    // What a manifest says of a file besides its name, and of everything else, and then some.
    private const int BytesOfPart = 150;
    private const int BytesOfRest = 64 * 1024;

    // The database and what stands beside it alone.
    private const int OtherParts = 10;

    // Links are told too. What one leads to is somebody else's; where it leads may be anywhere.
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Looks through the folders.</summary>
    public static BackupGathering Of(SublarrOptions options, CancellationToken cancellationToken)
    {
        List<string> files = [.. BackupContent.Files.Where(name => File.Exists(Path.Combine(options.ConfigDirectory, name)))];
        List<string> leftOut = [];
        List<string> warnings = [];
        var (entries, bytes) = (BackupReading.MostParts - OtherParts, BackupManifest.LargestFile - BytesOfRest);
        foreach (var folder in BackupContent.Folders)
        {
            var found = new Found();
            Walk(options.ConfigDirectory, folder, found, cancellationToken);
            var told = found.Files.Concat(found.LeftOut).Sum(BytesOf);
            if (found.Count > entries || told > bytes)
            {
                // It would be refused when it is read back, and keys and database with it.
                leftOut.Add(folder);
                warnings.Add($"{folder} holds {Wording.Count(found.Count)} files, more than a backup takes, and is not in it. Move out of it what can be made again, such as an environment of Python.");
                continue;
            }

            (entries, bytes) = (entries - found.Count, bytes - told);
            files.AddRange(found.Files.Order(StringComparer.Ordinal));
            leftOut.AddRange(found.LeftOut.Order(StringComparer.Ordinal));
        }

        return new(files, leftOut, warnings);
    }

    private static void Walk(string config, string folder, Found found, CancellationToken cancellationToken)
    {
        foreach (var entry in EntriesOf(config, folder, found))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = $"{folder}/{entry.Name}";
            var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
            if (entry is DirectoryInfo && !isLink)
            {
                Walk(config, path, found, cancellationToken);
                continue;
            }

            (!isLink && IsPlainFile(entry.FullName) && BackupContent.Holds(path) ? found.Files : found.LeftOut).Add(path);
        }
    }

    private static IReadOnlyList<FileSystemInfo> EntriesOf(string config, string folder, Found found)
    {
        try
        {
            return [.. new DirectoryInfo(Path.Combine(config, folder)).EnumerateFileSystemInfos("*", Everything)];
        }
        catch (DirectoryNotFoundException)
        {
            // Not there, or gone meanwhile.
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            found.LeftOut.Add(folder);
            return [];
        }
    }

    // A pipe or a socket would hold the backup for ever.
    private static bool IsPlainFile(string path) => OperatingSystem.IsWindows() || Posix.FindStatusOf(path) is { IsRegularFile: true };

    private static int BytesOf(string path) => JsonSerializer.SerializeToUtf8Bytes(path, EventJson.Options).Length + BytesOfPart;

    /// <summary>What one folder holds.</summary>
    private sealed class Found
    {
        public List<string> Files { get; } = [];

        public List<string> LeftOut { get; } = [];

        public int Count => Files.Count + LeftOut.Count;
    }
}
