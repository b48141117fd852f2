using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Compares one folder of the library with what is stored, and stores what is new, changed and gone.</summary>
internal sealed class LibraryScan(GroupCommit writer, ILibraryTable table, IDbContextFactory<SublarrDbContext> contexts, PatientDisk disk, TimeProvider time)
{
    /// <summary>Folders that are read in one go, and waited for together.</summary>
    private const int FoldersAtOnce = 200;

    /// <summary>Videos of one write.</summary>
    private const int VideosAtOnce = 250;

    /// <summary>Looks through a folder.</summary>
    /// <param name="root">The folder, as a whole path without a separator at its end.</param>
    /// <param name="report">Is told how many videos were found, how many were known before, and where it is.</param>
    /// <param name="stopping">Ends it after what is at hand; what was found until then is stored.</param>
    /// <param name="cancellationToken">Stops it at once.</param>
    /// <returns>What came of it; null when it was stopped.</returns>
    /// <exception cref="TimeoutException">The disk does not answer. What was found until then is stored, and nothing is removed.</exception>
    public async Task<ScannedLibrary?> RunAsync(string root, Action<int, int, string> report, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(root, cancellationToken);
        var before = known.Count;
        var walk = new FolderWalk(root);
        var (found, added, changed) = (0, 0, 0);
        while (await disk.AskAsync(() => walk.Next(FoldersAtOnce), cancellationToken) is { } videos)
        {
            var news = videos.Where(video => !known.TryGetValue(video.Path, out var stored) || !stored.IsSame(video)).ToList();
            found += videos.Count;
            var unknown = news.Count(video => !known.ContainsKey(video.Path));
            (added, changed) = (added + unknown, changed + news.Count - unknown);
            await StoreAsync(root, news, cancellationToken);
            foreach (var video in videos)
            {
                known.Remove(video.Path);
            }

            report(found, before, videos is [.., var last] ? Path.GetDirectoryName(last.Path)! : root);
            if (stopping.IsCancellationRequested)
            {
                return null;
            }
        }

        // A disk that is not mounted leaves an empty folder, and one that may not be read says nothing of what is below it.
        string[] gone = found == 0 && before > 0 ? [] : [.. known.Keys.Where(path => !walk.Closed.Exists(closed => IsBelow(path, closed.Folder)))];
        await RemoveAsync(gone, cancellationToken);
        return new(walk.Folders, found, added, changed, gone.Length, KeptUnseen: found == 0 ? before : 0, walk.Closed, walk.Unreadable);
    }

    private async Task<Dictionary<string, KnownVideo>> KnownAsync(string root, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // All paths below it, in the order of the index on them.
        var (from, to) = (root + Path.DirectorySeparatorChar, root + (char)(Path.DirectorySeparatorChar + 1));
        var known = new Dictionary<string, KnownVideo>(StringComparer.Ordinal);
        await foreach (var row in context.Videos.AsNoTracking().Where(video => video.Path.CompareTo(from) > 0 && video.Path.CompareTo(to) < 0)
                           .Select(video => new { video.Path, video.Size, video.ChangedAt, video.SidecarMark }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            known[row.Path] = new(row.Size, row.ChangedAt, row.SidecarMark);
        }

        return known;
    }

    private async Task StoreAsync(string root, List<WalkedVideo> videos, CancellationToken cancellationToken)
    {
        foreach (var some in videos.Chunk(VideosAtOnce))
        {
            // Names are read here: the writer's one thread has enough to do.
            var placed = some.Select(video => (Video: video, Place: PlacedVideo.Of(root, video.Path))).ToList();
            await writer.WriteAsync(
                WriteUrgency.Background,
                session =>
                {
                    foreach (var (video, place) in placed)
                    {
                        Store(session, video, place);
                    }

                    return true;
                },
                cancellationToken);
        }
    }

    private void Store(WriteSession session, WalkedVideo video, PlacedVideo place)
    {
        var now = time.GetUtcNow();
        var file = new VideoFile(video.Path, video.Size, video.ChangedAt, Probe: null);
        var id = table.PutFoundVideo(
            session, place, new StoredVideo(file, video.SidecarMark) { Season = place.Season, Episodes = place.Episodes, Absolute = place.Absolute, Date = place.Date }, now);
        table.PutSubtitles(session, id, video.Sidecars, streams: null);
    }

    private async Task RemoveAsync(string[] paths, CancellationToken cancellationToken)
    {
        foreach (var some in paths.Chunk(VideosAtOnce))
        {
            await writer.WriteAsync(WriteUrgency.Background, session => some.Count(path => table.RemoveVideo(session, path)), cancellationToken);
        }

        await writer.WriteAsync(WriteUrgency.Background, table.RemoveEmptyFolders, cancellationToken);
    }

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == Path.DirectorySeparatorChar;

    private readonly record struct KnownVideo(long Size, DateTimeOffset ChangedAt, long SidecarMark)
    {
        // Stored in milliseconds.
        public bool IsSame(WalkedVideo video) =>
            Size == video.Size && ChangedAt.ToUnixTimeMilliseconds() == video.ChangedAt.ToUnixTimeMilliseconds() && SidecarMark == video.SidecarMark;
    }
}

/// <summary>What came of looking through a folder of the library.</summary>
/// <param name="Folders">So many were read.</param>
/// <param name="Files">Videos in them.</param>
/// <param name="Added">Those that were not known.</param>
/// <param name="Changed">Those that are other than before, or the subtitles beside them are.</param>
/// <param name="Removed">Those that were known and are gone.</param>
/// <param name="KeptUnseen">Those that were known when not a single one was found: the disk may not be mounted, so they stay known.</param>
/// <param name="Closed">Folders that may not be read, each with the reason.</param>
/// <param name="Unreadable">Names that are no UTF-8.</param>
internal sealed record ScannedLibrary(
    int Folders, int Files, int Added, int Changed, int Removed, int KeptUnseen, IReadOnlyList<(string Folder, string Reason)> Closed, IReadOnlyList<string> Unreadable);
