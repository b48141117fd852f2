using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>Looks whether everything in the configuration folder is of the right kind and can be written, before something fails on it.</summary>
internal static class ConfigFolder
{
    private static readonly string[] Folders = ["hooks", "keys", "logs"];
    private static readonly string[] Files = ["sublarr.lock", "sublarr.db", "sublarr.db-wal", "sublarr.db-shm", "api_key", LostDatabase.CodeFile];

    /// <exception cref="StartupException">Something is of the wrong kind, or cannot be written.</exception>
    public static void Prepare(SublarrOptions options)
    {
        Ensure(options.ConfigDirectory);
        foreach (var folder in Folders)
        {
            Ensure(Path.Combine(options.ConfigDirectory, folder));
        }

        foreach (var file in Files.Select(name => Path.Combine(options.ConfigDirectory, name)))
        {
            if (Directory.Exists(file))
            {
                throw new StartupException($"SUBLARR_CONFIG_DIR: {file} is a folder and must be a file. Move it away; a volume of a container must be mounted on the folder, not on the file.");
            }
        }
    }

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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }

    private static void Ensure(string folder)
    {
        if (File.Exists(folder))
        {
            throw new StartupException($"SUBLARR_CONFIG_DIR: {folder} is a file and must be a folder. Move it away, or choose another folder.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, ".write-probe"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, exception);
        }
    }
}
