using System.Security.Cryptography;
using System.Text;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Subtitles;

/// <summary>
/// Writes a file beside a video. Whoever looks sees the old one or the new one, and never a part; what a person put there stays; what is replaced is in the trash
/// before it goes. Links are never followed: nothing is written but in the video's own folder.
/// </summary>
internal class SidecarWriter(SubtitleTrash trash, TimeProvider time)
{
    // Players and Sonarr look neither at names with a dot in front nor at this ending.
    private const string TemporaryStart = ".sublarr-";
    private const string TemporaryEnd = ".tmp";
    private const int LongestName = 255;
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly TimeSpan LeftBehind = TimeSpan.FromHours(1);

    /// <summary>Writes it, or says why not. Only asks the disk: run it where that may hang.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public SidecarOutcome Write(SidecarOrder order)
    {
        var (folder, target) = (Path.GetDirectoryName(order.Video)!, order.Path);
        if (!File.Exists(order.Video))
        {
            return SidecarOutcome.No(PlacementRefusal.NoVideo, WritingObstacle.Gone(order.Video));
        }

        if (Encoding.UTF8.GetByteCount(order.Name) is var length and > LongestName)
        {
            return SidecarOutcome.No(
                PlacementRefusal.Disk,
                $"The name of the video is too long for a subtitle beside it: {order.Name} has {length} bytes, and {LongestName} are possible. Rename the video.");
        }

        if (IsTaken(order) is { } taken)
        {
            return SidecarOutcome.No(PlacementRefusal.Taken, taken);
        }

        RemoveLeftovers(folder);
        return File.Exists(target) && HasSame(order) ? new(null, null, []) : Replace(order, target, Path.Combine(folder, NameOfTemporary()));
    }

    /// <summary>Takes a file away once it is in the trash. What is not there any more is no problem. Only asks the disk: run it where that may hang.</summary>
    /// <param name="video">The whole path of the video.</param>
    /// <param name="name">The file beside it.</param>
    /// <param name="reason">Why, as a sentence.</param>
    /// <exception cref="IOException">The disk does not let it go.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed.</exception>
    public SidecarOutcome Remove(string video, string name, string reason)
    {
        var file = new FileInfo(SidecarOrder.PathOf(video, name));
        if (file.LinkTarget is not null)
        {
            return SidecarOutcome.No(PlacementRefusal.Taken, $"{name} is a link that somebody made; Sublarr does not touch it. Remove it by hand.");
        }

        var trashed = new List<string>();
        if (!file.Exists)
        {
            return new(null, null, trashed);
        }

        if (KeepAll([file.FullName], reason, trashed) is { } problem)
        {
            return problem;
        }

        try
        {
            file.Delete();
            return new(null, null, trashed);
        }
        catch
        {
            trashed.ForEach(trash.Drop);
            throw;
        }
    }

    /// <summary>Gives a file the name of another that is there. Some shares of a NAS refuse that.</summary>
    protected virtual void RenameOver(string from, string to) => File.Move(from, to, overwrite: true);

    private static string NameOfTemporary() => TemporaryStart + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)) + TemporaryEnd;

    private static string? IsTaken(SidecarOrder order)
    {
        var file = new FileInfo(order.Path);
        if (file.LinkTarget is not null)
        {
            return $"{order.Name} is a link that somebody made; Sublarr does not touch it. Remove it to get this subtitle.";
        }

        if (Directory.Exists(order.Path))
        {
            return $"{order.Name} is a folder. Remove it to get this subtitle.";
        }

        // A second name, such as "Movie.en.2.srt", is no way out: Kodi and Jellyfin show both as the same language and play either, mpv and Plex read only the first.
        return file.Exists && !order.Ours.Contains(order.Name) && !HasSame(order)
            ? $"{order.Name} is there and does not come from Sublarr, so it is never overwritten; and players could not tell a second one from it. "
                + "Rename or remove it to get this subtitle."
            : null;
    }

    private static bool HasSame(SidecarOrder order) => File.ReadAllBytes(order.Path).AsSpan().SequenceEqual(order.Bytes.Span);

    private SidecarOutcome Replace(SidecarOrder order, string target, string temporary)
    {
        var trashed = new List<string>();
        try
        {
            WriteTemporary(order, target, temporary);
            var replaced = Replaced(order).ToList();
            if (KeepAll(replaced, $"{order.Name} took its place.", trashed) is { } problem)
            {
                return problem;
            }

            if (!Publish(temporary, target))
            {
                trashed.ForEach(trash.Drop);
                return SidecarOutcome.No(PlacementRefusal.Taken, $"{order.Name} was put there by somebody else just now; it stays.");
            }

            foreach (var twin in replaced.Where(path => path != target))
            {
                File.Delete(twin);
            }

            return new(null, null, trashed);
        }
        catch
        {
            trashed.ForEach(trash.Drop);
            throw;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private SidecarOutcome? KeepAll(List<string> paths, string reason, List<string> trashed)
    {
        try
        {
            trashed.AddRange(paths.Select(path => trash.Keep(path, File.ReadAllBytes(path), reason)));
            return null;
        }
        catch (Exception exception) when (StorageFault.Of(exception) is { } fault)
        {
            trashed.ForEach(trash.Drop);
            return SidecarOutcome.No(PlacementRefusal.Disk, $"What is there could not be kept in the trash, so it stays. {fault}");
        }
    }

    // The same subtitle in another format counts as the one before: players would list both.
    private static IEnumerable<string> Replaced(SidecarOrder order) => order.Ours
        .Where(name => Path.GetFileName(name) == name && (name == order.Replaces || StemOf(name).Equals(StemOf(order.Name), StringComparison.OrdinalIgnoreCase)))
        .Select(name => Path.Combine(Path.GetDirectoryName(order.Video)!, name))
        .Where(path => new FileInfo(path) is { Exists: true, LinkTarget: null });

    private static string StemOf(string name) => Path.GetFileNameWithoutExtension(name);

    private static void WriteTemporary(SidecarOrder order, string target, string temporary)
    {
        var mode = order.Mode ?? (File.Exists(target) ? File.GetUnixFileMode(target) & Everybody : null);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = Everybody };
        using var file = new FileStream(temporary, options);
        file.Write(order.Bytes.Span);
        // Root writes for others: what only root could delete would be in everybody's way.
        Posix.GiveLike(file.SafeFileHandle, Posix.StatusOf(order.Video));
        if (mode is { } chosen)
        {
            SetMode(file, chosen);
        }

        file.Flush(flushToDisk: true);
    }

    private static void SetMode(FileStream file, UnixFileMode mode)
    {
        try
        {
            File.SetUnixFileMode(file.SafeFileHandle, mode);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // Shares of Windows keep no modes. Theirs is what the mount says.
        }
    }

    private bool Publish(string temporary, string target)
    {
        if (!File.Exists(target))
        {
            return MoveToFree(temporary, target);
        }

        try
        {
            RenameOver(temporary, target);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && File.Exists(target) && File.Exists(temporary))
        {
            return MoveInTwoSteps(temporary, target);
        }
    }

    // For a moment nothing stands there. What stood there comes back if the second step fails.
    private static bool MoveInTwoSteps(string temporary, string target)
    {
        var before = File.ReadAllBytes(target);
        File.Delete(target);
        try
        {
            return MoveToFree(temporary, target);
        }
        catch
        {
            File.WriteAllBytes(target, before);
            throw;
        }
    }

    private static bool MoveToFree(string temporary, string target)
    {
        try
        {
            File.Move(temporary, target, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }
    }

    private void RemoveLeftovers(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, TemporaryStart + "*" + TemporaryEnd).Where(path => File.GetLastWriteTimeUtc(path) < (time.GetUtcNow() - LeftBehind).UtcDateTime))
        {
            File.Delete(left);
        }
    }
}

/// <summary>A file to be written beside a video.</summary>
/// <param name="Video">The whole path of the video.</param>
/// <param name="Name">The file's name, without a folder.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="Ours">The names beside the video that come from Sublarr.</param>
/// <param name="Mode">Who may read and write it; null for what the file before had, else what the umask says.</param>
internal sealed record SidecarOrder(string Video, string Name, ReadOnlyMemory<byte> Bytes, IReadOnlySet<string> Ours, UnixFileMode? Mode)
{
    /// <summary>The file's whole path.</summary>
    public string Path { get; } = PathOf(Video, Name);

    /// <summary>One of <see cref="Ours"/> that goes to the trash once this one stands, though its name says something else; null for none.</summary>
    public string? Replaces { get; init; }

    /// <summary>The whole path of a file beside a video.</summary>
    /// <exception cref="ArgumentException">The name has a folder.</exception>
    public static string PathOf(string video, string name) => System.IO.Path.GetFileName(name) == name && name.Length > 0
        ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(video)!, name)
        : throw new ArgumentException("A sidecar's name has no folder.", nameof(name));
}

/// <summary>What came of it.</summary>
/// <param name="Refusal">What a refusal means; null when it was written, or stood there already.</param>
/// <param name="Reason">Why it was not, as sentences.</param>
/// <param name="Trashed">What of the trash holds what was replaced.</param>
internal sealed record SidecarOutcome(PlacementRefusal? Refusal, string? Reason, IReadOnlyList<string> Trashed)
{
    public static SidecarOutcome No(PlacementRefusal refusal, string reason) => new(refusal, reason, []);
}
