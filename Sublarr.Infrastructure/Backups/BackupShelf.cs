using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>The folder of the backups. It is no table: what is in it is what there is, also after the database was lost.</summary>
/// <param name="options">Where it is.</param>
/// <param name="disk">Asks it for those who cannot wait for ever: it may be on a share that no longer answers. The threads that make and restore backups ask it themselves.</param>
/// <param name="logger">Told what was removed.</param>
internal sealed partial class BackupShelf(SublarrOptions options, PatientDisk disk, ILogger<BackupShelf> logger)
{
    /// <summary>So many of those before updates are kept.</summary>
    public const int KeptOfUpdates = 3;

    private const string UnfinishedBegin = ".sublarr-";
    private const string UnfinishedEnd = ".part";

    // A page that shows how far a backup is asks again and again, and the folder may be on a slow share: each file is read once.
    private readonly ConcurrentDictionary<BackupName, (long Size, DateTime WrittenAt, BackupManifest? Manifest)> _read = new();

    /// <summary>What is asked of the folder, with patience.</summary>
    /// <param name="question">Calls of the file system alone.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="BackupException">It does not answer.</exception>
    public async Task<T> AskAsync<T>(Func<T> question, CancellationToken cancellationToken)
    {
        try
        {
            return await disk.AskAsync(question, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new BackupException($"{options.BackupDirectory} does not answer. Look whether the machine that it is on is up, and mount it again.", exception);
        }
    }

    /// <summary>Looks whether the folder answers; whether it is there does not matter.</summary>
    /// <exception cref="BackupException">It does not.</exception>
    public Task ProbeAsync(CancellationToken cancellationToken) => AskAsync(() => Directory.Exists(options.BackupDirectory), cancellationToken);

    /// <summary>All of them, the newest first. What is called otherwise is somebody else's.</summary>
    /// <exception cref="BackupException">The folder cannot be read.</exception>
    public IReadOnlyList<StoredBackup> List()
    {
        try
        {
            return !Directory.Exists(options.BackupDirectory)
                ? []
                : [.. Directory.EnumerateFiles(options.BackupDirectory, "sublarr-*.zip").Select(Look).OfType<StoredBackup>().OrderByDescending(backup => backup.Name.At).ThenBy(backup => backup.Name.Kind)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The backups in {options.BackupDirectory} cannot be read ({exception.Message.TrimEnd('.')}). Look whether the folder is mounted and who owns it.", exception);
        }
    }

    /// <summary>One of them; null when it is not there.</summary>
    public StoredBackup? Find(BackupName name) => Look(PathOf(name));

    /// <summary>Where a backup of this name is.</summary>
    public string PathOf(BackupName name) => Path.Combine(options.BackupDirectory, name.ToString());

    /// <summary>Where it stands until it is whole.</summary>
    public string UnfinishedPathOf(BackupName name) => Path.Combine(options.BackupDirectory, $".{name}{UnfinishedEnd}");

    /// <summary>A name that nobody has: two of one second are told apart.</summary>
    public BackupName NewName(DateTimeOffset now, BackupKind kind)
    {
        var name = new BackupName(now, kind);
        while (File.Exists(PathOf(name)))
        {
            name = name with { At = name.At.AddSeconds(1) };
        }

        return name;
    }

    /// <summary>Removes one for good; false when it is not there.</summary>
    /// <exception cref="BackupException">It cannot be removed.</exception>
    public bool Delete(BackupName name)
    {
        try
        {
            if (!File.Exists(PathOf(name)))
            {
                return false;
            }

            File.Delete(PathOf(name));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BackupException.Of(options.BackupDirectory, exception);
        }
    }

    /// <summary>Removes the oldest beyond what is kept. Called when a new one is whole and on disk: so the last good one stays. What cannot be read takes nobody's place.</summary>
    /// <param name="made">The one that was just made: it stays, and what is named later than it was named by a clock that was ahead, and counts as the oldest.</param>
    /// <param name="keptOfScheduled">So many of the schedule's.</param>
    /// <returns>How many were removed.</returns>
    public int RemoveBeyond(BackupName made, int keptOfScheduled)
    {
        var readable = List().Where(backup => backup.Manifest is not null).OrderBy(backup => backup.Name.At > made.At).ToList();
        var beyond = Beyond(readable, BackupKind.Scheduled, keptOfScheduled).Concat(Beyond(readable, BackupKind.Update, KeptOfUpdates)).Where(backup => backup.Name != made).ToList();
        foreach (var backup in beyond)
        {
            Delete(backup.Name);
            LogRemoved(backup.Name.ToString());
        }

        return beyond.Count;
    }

    /// <summary>Removes what a run left behind that was killed.</summary>
    public void RemoveUnfinished()
    {
        if (!Directory.Exists(options.BackupDirectory))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(options.BackupDirectory, UnfinishedBegin + "*" + UnfinishedEnd))
        {
            File.Delete(path);
            LogUnfinished(Path.GetFileName(path));
        }
    }

    private static IEnumerable<StoredBackup> Beyond(IEnumerable<StoredBackup> newestFirst, BackupKind kind, int kept) =>
        newestFirst.Where(backup => backup.Name.Kind == kind).Skip(Math.Max(1, kept));

    private StoredBackup? Look(string path)
    {
        if (BackupName.Find(Path.GetFileName(path)) is not { } name || new FileInfo(path) is not { Exists: true } file)
        {
            return null;
        }

        if (!_read.TryGetValue(name, out var read) || read.Size != file.Length || read.WrittenAt != file.LastWriteTimeUtc)
        {
            try
            {
                // Without the names of its files, which may be many and are asked for by nobody here.
                read = (file.Length, file.LastWriteTimeUtc, ManifestOf(path) is { } manifest ? manifest with { Parts = [] } : null);
                _read[name] = read;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What could not be looked at may be whole: it is looked at again.
                return new(name, file.Length, null);
            }
        }

        return new(name, file.Length, read.Manifest);
    }

    // Of a zip only its end and this one file are read, also of a large one on a slow share.
    private static BackupManifest? ManifestOf(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return BackupReading.ManifestIn(zip);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {Name} was removed: newer ones are kept in its place")]
    private partial void LogRemoved(string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} was removed: it is what an interrupted backup left behind")]
    private partial void LogUnfinished(string name);
}

/// <summary>A backup in the folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">The bytes of its file.</param>
/// <param name="Manifest">What it says of itself; null when it cannot be read.</param>
public sealed record StoredBackup(BackupName Name, long Size, BackupManifest? Manifest);
