using System.Text;

namespace Sublarr.Infrastructure.Configuration;

/// <summary>Makes folders and files that are Sublarr's alone, whatever the umask says.</summary>
public static class PrivateFiles
{
    /// <summary>What a private folder allows.</summary>
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    /// <summary>What a private file allows.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder unless it is there, and those above it that are missing.</summary>
    /// <param name="path">Where.</param>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path) || OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // The mode would be that of the last folder alone.
        if (Path.GetDirectoryName(path) is { Length: > 0 } above)
        {
            MakeFolder(above);
        }

        Directory.CreateDirectory(path, FolderMode);
    }

    /// <summary>Opens a file; a new one is made private.</summary>
    /// <param name="path">Which.</param>
    /// <param name="mode">Whether it may or must be there.</param>
    /// <param name="share">What others may do meanwhile.</param>
    public static FileStream Open(string path, System.IO.FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        return new FileStream(path, options);
    }

    /// <summary>Writes a file of a few lines.</summary>
    /// <param name="path">Which; what it said before is gone.</param>
    /// <param name="text">What it says.</param>
    public static void Write(string path, string text)
    {
        using var file = Open(path, System.IO.FileMode.Create, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
