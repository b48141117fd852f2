using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// One folder of the library, watched. What the system tells of single files is not to be relied on: it tells of none in a folder that was moved in, and of some in one that
/// is being copied. So each event only says where to look.
/// </summary>
internal sealed class WatchedFolder : IDisposable
{
    // The largest that is of use; a full one costs a look through the whole folder.
    private const int BufferBytes = 64 * 1024;

    private static readonly string[] NetworkFormats = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "ceph", "glusterfs", "afs", "ncpfs", "davfs", "sshfs", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.davfs"];

    private readonly string _root;
    private readonly FolderChanges _changes;
    private readonly FileSystemWatcher _watcher;

    /// <summary>Begins to watch. It asks the file system, which may hang.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="changes">Are told where to look.</param>
    /// <exception cref="ArgumentException">The folder is not there.</exception>
    /// <exception cref="IOException">The system cannot watch any more folders.</exception>
    public WatchedFolder(string root, FolderChanges changes)
    {
        (_root, _changes, Identity) = (root, changes, IdentityOf(root));
        _watcher = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = BufferBytes,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Created += (_, happened) => Note(happened.FullPath, mayBeFolder: true);
        _watcher.Deleted += (_, happened) => Note(happened.FullPath, mayBeFolder: true);
        _watcher.Changed += (_, happened) => Note(happened.FullPath, mayBeFolder: false);
        _watcher.Renamed += (_, happened) =>
        {
            Note(happened.OldFullPath, mayBeFolder: true);
            Note(happened.FullPath, mayBeFolder: true);
        };
        _watcher.Error += (_, happened) => Fail(happened.GetException());
        Problem = IsRemote(root) ? "It is on a network share: what other machines change there is not told, and is found by the look at night." : null;
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Which folder it is, by whatever path: one that was mounted or made anew is another.</summary>
    public FileIdentity? Identity { get; }

    /// <summary>What of it is not noticed, as a sentence; null when all is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Which folder a path leads to now; null when none is there. It asks the file system, which may hang.</summary>
    public static FileIdentity? IdentityOf(string path) => Posix.FindStatusOf(path) is { IsFolder: true } status ? status.Identity : null;

    public void Dispose() => _watcher.Dispose();

    private void Note(string path, bool mayBeFolder)
    {
        var name = Path.GetFileName(path);
        if (name == MediaNames.LeaveOut || MediaNames.IsVideo(name) || SidecarSubtitle.IsSubtitle(name))
        {
            _changes.Note(_root, Path.GetDirectoryName(path) ?? _root);
        }
        else if (mayBeFolder)
        {
            _changes.Note(_root, path);
        }
    }

    private void Fail(Exception exception)
    {
        if (exception is InternalBufferOverflowException)
        {
            _changes.Note(_root, _root);
            return;
        }

        // Some folders are watched and some are not, and nobody knows which.
        Problem = "The system does not watch all of its folders: what changes in the others is found by the look at night. Raise fs.inotify.max_user_watches on the host (sysctl) to as many folders as there are.";
    }

    private static bool IsRemote(string root)
    {
        try
        {
            var format = new DriveInfo(root).DriveFormat;
            return NetworkFormats.Contains(format, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
