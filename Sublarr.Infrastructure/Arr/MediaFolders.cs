using Sublarr.Domain;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Arr;

/// <summary>Where what a sender names is on this machine.</summary>
internal sealed class MediaFolders(SenderPaths mappings, PatientDisk disk)
{
    /// <summary>The sender's path as Sublarr would see it.</summary>
    public async Task<string> MapAsync(KnownTitle title, string path, CancellationToken cancellationToken) =>
        await mappings.FindAsync(title, path, cancellationToken) ?? path;

    /// <summary>The sender's paths as Sublarr would see them.</summary>
    public async Task<IReadOnlyList<string>> MapAsync(KnownTitle title, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var mapped = new List<string>(paths.Count);
        foreach (var path in paths)
        {
            mapped.Add(await MapAsync(title, path, cancellationToken));
        }

        return mapped;
    }

    /// <summary>Looks for a file.</summary>
    /// <exception cref="TimeoutException">The disk does not answer.</exception>
    public async Task<MediaPlace> FindAsync(KnownTitle title, string path, CancellationToken cancellationToken)
    {
        var mapped = await mappings.FindAsync(title, path, cancellationToken);
        var here = mapped ?? path;
        // Somebody who maps a folder says that it can be seen: if not now, then later.
        var sight = await disk.AskAsync(
            () => File.Exists(here) ? MediaSight.File : mapped is not null || IsBelowSomethingSeen(here) ? MediaSight.Folder : MediaSight.Nothing, cancellationToken);
        return new(here, sight);
    }

    /// <summary>Why a file cannot be reached, and what helps.</summary>
    public static string Unreachable(KnownTitle title, string path) =>
        $"{path} is not below any folder that Sublarr sees. Mount the folder at the same place, or add a path mapping for {SenderOf(title)} under Sonarr and Radarr, or under Settings > Path mappings.";

    /// <summary>Why a disk that does not answer is asked again later, and what helps.</summary>
    public static string Silent(string path) => $"The disk with {path} does not answer. Is its server switched on and connected?";

    /// <summary>The sender, as people call it.</summary>
    public static string SenderOf(KnownTitle title) => title.Instance.Length > 0 ? $"\"{title.Instance}\"" : Wording.Kind(title.Source);

    // Any folder on the way but the root: a share that is away for a moment leaves its mount point.
    private static bool IsBelowSomethingSeen(string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            return false;
        }

        for (var folder = Path.GetDirectoryName(path); folder is not null && Path.GetDirectoryName(folder) is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A path on this machine, and what of it is there.</summary>
internal sealed record MediaPlace(string Path, MediaSight Sight);

/// <summary>How much of a path is there.</summary>
internal enum MediaSight
{
    /// <summary>Not even a folder above it.</summary>
    Nothing,

    /// <summary>A folder above it, and not the file.</summary>
    Folder,

    /// <summary>The file.</summary>
    File,
}
