using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>
/// What no backup holds: links, what could not be read, folders with too many files. A restore exchanges whole folders, so these are carried over into the new ones, and
/// put aside where something of the backup has their place. What refuses to be moved is left where it is: it can as little be removed.
/// </summary>
/// <param name="before">Told of each step before it is done.</param>
/// <param name="logger">Told of what was put aside, and what refuses.</param>
internal sealed partial class CarriedOver(Action<string> before, ILogger logger)
{
    private const string AsideFolder = "before-restore";

    /// <summary>What of it has a free place in the new folders.</summary>
    public static IEnumerable<string> Plan(IEnumerable<string> kept, Func<string, string> from, Func<string, string> to)
    {
        foreach (var path in kept.Where(path => IsThere(from(path))))
        {
            if (!IsThere(to(path)))
            {
                yield return path;
            }
            else if (IsFolder(from(path)) && IsFolder(to(path)))
            {
                foreach (var inner in Plan(ChildrenOf(path, from(path)), from, to))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>Moves each, if it was not moved before.</summary>
    public void Move(IEnumerable<string> paths, Func<string, string> from, Func<string, string> to)
    {
        foreach (var path in paths)
        {
            Move(from(path), to(path));
        }
    }

    /// <summary>Moves what could not be carried over into a folder of its own, which no restore touches.</summary>
    public void PutAside(IEnumerable<string> kept, Func<string, string> from, string config)
    {
        var left = kept.Where(path => IsThere(from(path)) && !IsHollow(from(path))).ToList();
        if (left.Count == 0)
        {
            return;
        }

        var folder = FreeName(Path.Combine(config, AsideFolder));
        left.ForEach(path => Move(from(path), Path.Combine(folder, path)));
        if (Directory.Exists(folder))
        {
            LogPutAside(folder);
        }
    }

    /// <summary>A path where nothing is yet.</summary>
    public static string FreeName(string path)
    {
        var free = path;
        for (var number = 2; IsThere(free); number++)
        {
            free = $"{path}-{number}";
        }

        return free;
    }

    private void Move(string source, string target)
    {
        before($"{source} -> {target}");
        if (!IsThere(source) || IsThere(target))
        {
            return;
        }

        try
        {
            PrivateFiles.MakeFolder(Path.GetDirectoryName(target)!);
            if (Directory.Exists(source))
            {
                // Of a link to a folder, the link.
                Directory.Move(source, target);
            }
            else
            {
                File.Move(source, target, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotMoved(source, exception.Message);
        }
    }

    // Also a link that leads nowhere.
    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool IsFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    private static bool IsHollow(string path)
    {
        try
        {
            return IsFolder(path) && new DirectoryInfo(path).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
                .All(entry => entry is DirectoryInfo { LinkTarget: null } && IsHollow(entry.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> ChildrenOf(string path, string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.Combine(path, Path.GetFileName(entry)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something was in the folders that no backup holds, and in its place there is now something of the backup: it is in {Folder}")]
    private partial void LogPutAside(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is in no backup, and could not be carried over ({Problem})")]
    private partial void LogNotMoved(string path, string problem);
}
