using System.IO.Enumeration;
using Sublarr.Domain.Library;

namespace Sublarr.Infrastructure.Library;

/// <summary>
/// Reads the folders of a library one after the other, by names, sizes and times alone: no file is opened. Folders that are links are not followed, so that
/// none leads in a circle or out of the library; a link to a video counts as the video.
/// </summary>
/// <param name="root">Where it begins, as a whole path.</param>
internal sealed class FolderWalk(string root)
{
    private readonly Stack<string> _ahead = new([root]);

    /// <summary>So many folders were read.</summary>
    public int Folders { get; private set; }

    /// <summary>Names that are no UTF-8: nobody could open such a file.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>Folders that may not be read, with the reason. What was known below them stays known.</summary>
    public List<(string Folder, string Reason)> Closed { get; } = [];

    /// <summary>Reads the next folders; null when all are read. Calls of the file system alone, so it may hang.</summary>
    /// <param name="most">So many folders at most.</param>
    public List<WalkedVideo>? Next(int most)
    {
        if (_ahead.Count == 0)
        {
            return null;
        }

        var videos = new List<WalkedVideo>();
        for (var count = 0; count < most && _ahead.TryPop(out var folder); count++)
        {
            try
            {
                Read(folder, videos);
                Folders++;
            }
            catch (DirectoryNotFoundException)
            {
                // It went away since its parent was read, and what was in it with it.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Closed.Add((folder, exception.Message));
            }
        }

        return videos;
    }

    private void Read(string folder, List<WalkedVideo> videos)
    {
        var entries = new FileSystemEnumerable<Entry>(folder, Entry.Of, new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false }).ToList();
        if (entries.Exists(entry => entry.Name == MediaNames.LeaveOut))
        {
            return;
        }

        Unreadable.AddRange(entries.Where(entry => !MediaNames.IsReadable(entry.Name)).Select(entry => Path.Combine(folder, entry.Name)));
        // The last pushed is read first.
        foreach (var below in entries.Where(entry => entry.IsFolder && !entry.IsLink && MediaNames.IsReadable(entry.Name) && !MediaNames.IsAside(entry.Name))
                     .OrderByDescending(entry => entry.Name, StringComparer.Ordinal))
        {
            _ahead.Push(Path.Combine(folder, below.Name));
        }

        var found = entries.Where(entry => entry.IsVideo && MediaNames.IsReadable(entry.Name)).ToList();
        if (found.Count > 0)
        {
            var sidecars = SidecarOwners.Of(
                found.Select(video => video.Name), entries.Where(entry => !entry.IsFolder && !entry.IsVideo && MediaNames.IsReadable(entry.Name)).Select(entry => entry.Name));
            videos.AddRange(found.Select(video => video.IsLink ? video.Followed(folder) : video).OfType<Entry>()
                .Select(video => new WalkedVideo(Path.Combine(folder, video.Name), video.Size, video.ChangedAt, [.. sidecars[video.Name]])));
        }
    }

    private sealed record Entry(string Name, bool IsFolder, bool IsVideo, bool IsLink, long Size, DateTimeOffset ChangedAt)
    {
        public static Entry Of(ref FileSystemEntry entry)
        {
            var name = entry.FileName.ToString();
            var isFolder = entry.IsDirectory;
            var isVideo = !isFolder && MediaNames.IsVideo(name);
            // The kernel is asked about what matters, which a slow disk is glad of.
            return isFolder || isVideo
                ? new(name, isFolder, isVideo, entry.Attributes.HasFlag(FileAttributes.ReparsePoint), isFolder ? 0 : entry.Length, entry.LastWriteTimeUtc)
                : new(name, IsFolder: false, IsVideo: false, IsLink: false, 0, default);
        }

        /// <summary>What the link leads to; null when that is not there, or no file.</summary>
        public Entry? Followed(string folder) => OpenedFile.At(Path.Combine(folder, Name)) is { } target
            ? this with { Size = target.Size, ChangedAt = target.ChangedAt }
            : null;
    }
}

/// <summary>A video that a walk has found.</summary>
/// <param name="Path">Its whole path.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ChangedAt">When it was written last, in UTC.</param>
/// <param name="Sidecars">The subtitles beside it, by name.</param>
internal sealed record WalkedVideo(string Path, long Size, DateTimeOffset ChangedAt, IReadOnlyList<SidecarSubtitle> Sidecars)
{
    /// <summary>What <see cref="Sidecars"/> come to.</summary>
    public long SidecarMark { get; } = SidecarMarks.Of(Sidecars);
}
