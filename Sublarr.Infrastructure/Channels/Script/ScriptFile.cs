using System.ComponentModel;
using Microsoft.Win32.SafeHandles;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>A script that is held open: what is looked at is what is started, whatever takes its place in the folder meanwhile.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private string? _link;

    private ScriptFile(SafeFileHandle file)
    {
        _file = file;
        Path = new FileInfo(Held).LinkTarget!;
        Status = Posix.StatusOf(file);
    }

    /// <summary>Where it was found, without symbolic links.</summary>
    public string Path { get; }

    /// <summary>Kind, owner and permissions.</summary>
    public FileStatus Status { get; }

    /// <summary>A name for this very file, and no other, within this process.</summary>
    public string Held => $"/proc/self/fd/{_file.DangerousGetHandle()}";

    /// <summary>What the name it is started under begins with; the rest is its own.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>Holds a file; null when nothing is there.</summary>
    /// <exception cref="Win32Exception">A folder on the way may not be entered, or links run in a circle.</exception>
    public static ScriptFile? Open(string path) => Posix.Hold(path) is { } file ? new(file) : null;

    /// <summary>
    /// A path to start it by, until disposed; null when it has been deleted or replaced. An interpreter opens its script by name, after the
    /// kernel has: so the file gets a second name in the same folder for as long as it runs, where <c>dirname "$0"</c> is what it was.
    /// </summary>
    public string? PathToStart()
    {
        var prefix = ScriptLinks.NewPrefix();
        var link = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, prefix + System.IO.Path.GetFileName(Path));
        var error = Posix.Link(Held, link);
        if (error == 0)
        {
            (_link, Prefix) = (link, prefix);
            return link;
        }

        // A folder that cannot be written, or has no links, such as a mount that is read-only: nobody but its owner, who was looked at, can swap a file there.
        return error == Posix.NoSuchFile ? null : Path;
    }

    public void Dispose()
    {
        if (_link is not null)
        {
            File.Delete(_link);
        }

        _file.Dispose();
    }
}
