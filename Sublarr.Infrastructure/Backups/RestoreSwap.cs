using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Backups;

/// <summary>
/// Puts what is to be restored into the place of what is there, before anything opens the database. Files are only moved, each within its file system, and the mark
/// is written between two kinds of moves: so whatever a kill leaves, the next start knows which moves are still to be made, and makes them.
/// </summary>
/// <param name="options">Where this Sublarr lives.</param>
/// <param name="before">Told of each step before it is done.</param>
/// <param name="logger">Told of what was done.</param>
internal sealed partial class RestoreSwap(SublarrOptions options, Action<string> before, ILogger<RestoreSwap> logger)
{
    /// <summary>So often Sublarr may end on what was restored before it has come up: then it is taken back.</summary>
    private const int MostStarts = 3;

    // Moved together: a database with the log of another is a damaged one.
    private static readonly string[] WithTheDatabase = [BackupContent.Database, $"{BackupContent.Database}-wal", $"{BackupContent.Database}-shm"];

    private readonly CarriedOver _carried = new(before, logger);

    /// <param name="options">Where this Sublarr lives.</param>
    /// <param name="logger">Told of what was done.</param>
    public RestoreSwap(SublarrOptions options, ILogger<RestoreSwap> logger)
        : this(options, static _ => { }, logger)
    {
    }

    /// <summary>What came of the restore that this start found; null when there was none.</summary>
    public RestoreOutcome? Outcome { get; private set; }

    /// <summary>What is unpacked into.</summary>
    public static string NewFolder(SublarrOptions options) => Path.Combine(options.RestoreDirectory, "new");

    /// <summary>Does what is to be done at a start. Nothing of Sublarr's may be open but the lock.</summary>
    /// <exception cref="IOException">The configuration folder cannot be written.</exception>
    public void Run()
    {
        if (RestoreMark.Read(options) is not { } mark)
        {
            // What was being unpacked when the process died, or was uploaded and never asked for.
            Remove();
            return;
        }

        if (mark.Phase == RestorePhase.In)
        {
            mark = mark with { Starts = mark.Starts + 1 };
            mark = mark.Starts < MostStarts ? mark : mark with { Phase = RestorePhase.Refused, Problem = "Sublarr was started on it three times, and did not come up." };
            Write(mark);
        }

        Outcome = new(mark.Name, mark.By, mark.Problem);
        if (mark.Phase is RestorePhase.Ready or RestorePhase.Aside)
        {
            PutIn(mark);
        }
        else if (mark.Phase is RestorePhase.Refused or RestorePhase.RefusedAside)
        {
            TakeBack(mark);
        }
    }

    /// <summary>Sublarr does not come up on what was restored: the next start takes it back.</summary>
    /// <param name="problem">Why, as a sentence.</param>
    /// <returns>False when nothing was restored, and the reason is another.</returns>
    public bool Refuse(string problem)
    {
        // Only what this very start has looked at: another Sublarr may be at work on the folder.
        if (Outcome is null || RestoreMark.Read(options) is not { Phase: RestorePhase.In } mark)
        {
            return false;
        }

        Write(mark with { Phase = RestorePhase.Refused, Problem = problem });
        return true;
    }

    /// <summary>Sublarr has come up on it: what there was before is removed, of which a backup was made.</summary>
    public void Confirm()
    {
        if (RestoreMark.Read(options) is { } mark)
        {
            // Its place was taken by something of the backup.
            _carried.PutAside(mark.Kept, OldPathOf, options.ConfigDirectory);
        }

        Remove();
    }

    private void PutIn(RestoreMark mark)
    {
        if (mark.Phase == RestorePhase.Ready)
        {
            try
            {
                MoveAll(mark, PlaceOf, OldPathOf);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A folder that is a mount of its own cannot be moved. Nothing was replaced yet: what stands aside goes back.
                MoveAll(mark, OldPathOf, PlaceOf);
                LogNotRestored(mark.Name, exception.Message);
                Outcome = new(mark.Name, mark.By, $"Nothing was changed: {exception.Message}");
                Remove();
                return;
            }

            mark = mark with { Phase = RestorePhase.Aside };
            Write(mark);
        }

        MoveAll(mark, NewPathOf, PlaceOf);
        if (mark.Carried is null)
        {
            mark = mark with { Carried = [.. CarriedOver.Plan(mark.Kept, OldPathOf, PlaceOf)] };
            Write(mark);
        }

        _carried.Move(mark.Carried, OldPathOf, PlaceOf);
        Write(mark with { Phase = RestorePhase.In });
        LogRestored(mark.Name);
    }

    private void TakeBack(RestoreMark mark)
    {
        if (mark.Phase == RestorePhase.Refused)
        {
            _carried.Move(mark.Carried ?? [], PlaceOf, OldPathOf);
            MoveAll(mark, PlaceOf, RefusedPathOf);
            mark = mark with { Phase = RestorePhase.RefusedAside };
            Write(mark);
        }

        MoveAll(mark, OldPathOf, PlaceOf);
        LogTakenBack(mark.Name, mark.Problem);
        Remove();
    }

    // Each of them once, whatever was moved before: what is gone from where it was has been moved. An empty folder in the way was made by a start in between.
    private void MoveAll(RestoreMark mark, Func<string, string> from, Func<string, string> to)
    {
        foreach (var item in ItemsOf(mark))
        {
            var (source, target) = (from(item), to(item));
            before($"{source} -> {target}");
            if (Directory.Exists(source))
            {
                if (IsEmpty(source) && Directory.Exists(target))
                {
                    continue;
                }

                MakeWay(target);
                Directory.Move(source, target);
            }
            else if (File.Exists(source))
            {
                PrivateFiles.MakeFolder(Path.GetDirectoryName(target)!);
                File.Move(source, target);
            }
        }

        DurableFolder.Flush(options.ConfigDirectory);
        foreach (var folder in Directory.EnumerateDirectories(options.RestoreDirectory))
        {
            DurableFolder.Flush(folder);
        }
    }

    private static void MakeWay(string target)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(target)!);
        if (Directory.Exists(target) && IsEmpty(target))
        {
            Directory.Delete(target);
        }
    }

    private static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    // Folders are replaced also by nothing; of the files beside the database only those that the backup has.
    private IEnumerable<string> ItemsOf(RestoreMark mark) => [.. WithTheDatabase, .. BackupContent.Folders, .. mark.Files];

    private void Write(RestoreMark mark)
    {
        before($"mark {mark.Phase}");
        mark.Write(options);
    }

    // The mark last: while it is there, what it tells of is there too. Moved away first, for to remove a folder takes many steps.
    private void Remove()
    {
        before("remove");
        var gone = options.RestoreDirectory + ".gone";
        if (Directory.Exists(options.RestoreDirectory))
        {
            Directory.Move(options.RestoreDirectory, CarriedOver.FreeName(gone));
            DurableFolder.Flush(options.ConfigDirectory);
        }

        before("remove what is gone");
        foreach (var folder in Directory.GetDirectories(options.ConfigDirectory, Path.GetFileName(gone) + "*"))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In hooks a folder of another user can be moved with all of hooks and not be removed: no reason not to start.
                LogNotRemoved(folder, exception.Message);
            }
        }
    }

    private string PlaceOf(string item) => Path.Combine(options.ConfigDirectory, item);

    private string NewPathOf(string item) => Path.Combine(NewFolder(options), item);

    private string OldPathOf(string item) => Path.Combine(options.RestoreDirectory, "old", item);

    private string RefusedPathOf(string item) => Path.Combine(options.RestoreDirectory, "refused", item);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} was restored: database, keys, scripts and API key are those of the backup")]
    private partial void LogRestored(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Folder} is what a restore left behind, and cannot be removed ({Problem}). Something of another user is in it: look whether it is still wanted, and remove it by hand")]
    private partial void LogNotRemoved(string folder, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name} was not restored, and nothing was changed: {Problem}")]
    private partial void LogNotRestored(string name, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The restore of {Name} was taken back, and all is as it was before: {Problem}")]
    private partial void LogTakenBack(string name, string? problem);
}

/// <summary>What came of a restore.</summary>
/// <param name="Name">What was restored.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Problem">Why all is as it was before, as a sentence; null when it was restored.</param>
public sealed record RestoreOutcome(string Name, Actor By, string? Problem);
