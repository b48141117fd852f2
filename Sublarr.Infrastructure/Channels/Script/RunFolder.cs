using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>The private folder of one run: working directory and home of the script, with the event in a file. Gone with the run.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly ILogger _log;

    private RunFolder(string path, ILogger log)
    {
        Path = path;
        _log = log;
    }

    public string Path { get; }

    public string EventFile => System.IO.Path.Combine(Path, "event.json");

    /// <summary>What the names of all run folders of one Sublarr begin with, so that the next start finds those a crash left.</summary>
    public static string PrefixOf(string homeId) => $"sublarr-{homeId}-";

    /// <exception cref="IOException">The folder for temporary files is full or not writable.</exception>
    public static RunFolder Create(string homeId, byte[] body, ILogger log)
    {
        // Made with a random name and mode 0700, so nobody else on the machine can prepare it.
        var folder = new RunFolder(Directory.CreateTempSubdirectory(PrefixOf(homeId)).FullName, log);
        try
        {
            folder.WriteEvent(body);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A script may have made folders it then locked. What it did is done: its result must not get lost over this.
            _log.LogWarning(exception, "The folder {Folder} of a script's run could not be removed; the next start tries again", Path);
        }
    }

    private void WriteEvent(byte[] body)
    {
        using var file = new FileStream(EventFile, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(body);
    }
}
