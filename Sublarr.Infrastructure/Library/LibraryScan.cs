using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Compares one folder of the library with what is stored, and stores what is new, changed and gone.</summary>
internal sealed class LibraryScan(
    GroupCommit writer, ILibraryTable table, ISidecarPast past, IDbContextFactory<SublarrDbContext> contexts, PatientDisk disk, TimeProvider time)
{
    /// <summary>Folders that are read in one go, and waited for together.</summary>
    private const int FoldersAtOnce = 200;

    /// <summary>Videos of one write.</summary>
    private const int VideosAtOnce = 250;

    /// <summary>Looks through it.</summary>
    /// <param name="turn">What is looked through.</param>
    /// <param name="cancellationToken">Stops it at once.</param>
    /// <returns>What came of it; null when it was stopped.</returns>
    /// <exception cref="TimeoutException">The disk does not answer. What was found until then is stored, and nothing is removed.</exception>
    public async Task<ScannedLibrary?> RunAsync(ScanTurn turn, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(turn.From, cancellationToken);
        var news = new ScanNews(known.Count);
        if (await WalkAsync(turn, known, news, cancellationToken) is not { } walk)
        {
            return null;
        }

        var isKept = news is { Found: 0, Before: > 0 } && await MayBeUnmountedAsync(turn, cancellationToken);
        var gone = isKept ? [] : await GoneAsync(turn.From, known, walk, cancellationToken);
        await RemoveAsync(gone, cancellationToken);
        return new(walk.Folders, news.Found, news.Added, news.Changed, gone.Count, KeptUnseen: isKept ? news.Before : 0, walk.Closed, walk.Unreadable);
    }

    private async Task<FolderWalk?> WalkAsync(ScanTurn turn, KnownVideos known, ScanNews news, CancellationToken cancellationToken)
    {
        var walk = new FolderWalk(turn.From);
        var storing = Task.CompletedTask;
        try
        {
            while (await disk.AskAsync(() => walk.Next(FoldersAtOnce), cancellationToken) is { } videos)
            {
                var placed = Placed(turn.Root, news.Of(videos, known));
                // The next folders are read while these are written.
                await storing;
                storing = StoreAsync(placed, turn.Job, cancellationToken);
                turn.Report(news.Found, news.Before, videos is [.., var last] ? Path.GetDirectoryName(last.Path)! : turn.From);
                if (turn.Stopping.IsCancellationRequested)
                {
                    return null;
                }
            }
        }
        finally
        {
            await storing;
        }

        return walk;
    }

    // A disk that is not mounted leaves an empty folder.
    private async Task<bool> MayBeUnmountedAsync(ScanTurn turn, CancellationToken cancellationToken) => turn.From == turn.Root || await disk.AskAsync(
        () =>
        {
            try
            {
                return !Directory.EnumerateFileSystemEntries(turn.Root).Any();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return true;
            }
        },
        cancellationToken);

    private async Task<KnownVideos> KnownAsync(string folder, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = new KnownVideos();
        await foreach (var row in context.Videos.AsNoTracking().Below(folder).Select(video => new { video.Path, video.Size, video.ChangedAt, video.SidecarMark })
                           .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            known.Add(row.Path, row.Size, row.ChangedAt, row.SidecarMark);
        }

        return known;
    }

    // What may not be read says nothing of what is below it.
    private async Task<IReadOnlyList<string>> GoneAsync(string folder, KnownVideos known, FolderWalk walk, CancellationToken cancellationToken)
    {
        if (!known.AreAnyUnseen)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var gone = new List<string>();
        await foreach (var path in context.Videos.AsNoTracking().Below(folder).Select(video => video.Path).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (known.IsUnseen(path) && !walk.Closed.Exists(closed => IsBelow(path, closed.Folder)))
            {
                gone.Add(path);
            }
        }

        return gone;
    }

    // Names are read here: the writer's one thread has enough to do.
    private static List<(WalkedVideo Video, PlacedVideo Place)> Placed(string root, List<WalkedVideo> videos) => videos.ConvertAll(video => (video, PlacedVideo.Of(root, video.Path)));

    private async Task StoreAsync(List<(WalkedVideo Video, PlacedVideo Place)> videos, long? job, CancellationToken cancellationToken)
    {
        foreach (var some in videos.Chunk(VideosAtOnce))
        {
            await writer.WriteAsync(
                WriteUrgency.Background,
                session =>
                {
                    foreach (var (video, place) in some)
                    {
                        Store(session, video, place, job);
                    }

                    return true;
                },
                cancellationToken);
            await past.RecallAsync([.. some.Select(found => found.Video.Path)], cancellationToken);
        }
    }

    private void Store(WriteSession session, WalkedVideo video, PlacedVideo place, long? job)
    {
        var now = time.GetUtcNow();
        var file = new VideoFile(video.Path, video.Size, video.ChangedAt, Probe: null);
        var id = table.PutFoundVideo(
            session, place, new StoredVideo(file, video.SidecarMark) { Season = place.Season, Episodes = place.Episodes, Absolute = place.Absolute, Date = place.Date }, now);
        table.PutSubtitles(session, id, video.Sidecars, streams: null);
        table.NoteJob(session, id, job);
    }

    private async Task RemoveAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var some in paths.Chunk(VideosAtOnce))
        {
            await writer.WriteAsync(WriteUrgency.Background, session => some.Count(path => table.RemoveVideo(session, path)), cancellationToken);
        }

        await writer.WriteAsync(WriteUrgency.Background, table.RemoveEmptyFolders, cancellationToken);
    }

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == Path.DirectorySeparatorChar;
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
    int Folders, int Files, int Added, int Changed, int Removed, int KeptUnseen, IReadOnlyList<(string Folder, string Reason)> Closed, IReadOnlyList<string> Unreadable)
{
    /// <summary>No folder was looked through.</summary>
    public static ScannedLibrary Nothing { get; } = new(0, 0, 0, 0, 0, 0, [], []);

    /// <summary>Both together.</summary>
    public ScannedLibrary With(ScannedLibrary other) => new(
        Folders + other.Folders, Files + other.Files, Added + other.Added, Changed + other.Changed, Removed + other.Removed, KeptUnseen + other.KeptUnseen,
        [.. Closed, .. other.Closed], [.. Unreadable, .. other.Unreadable]);
}

/// <summary>Counts what a scan finds.</summary>
/// <param name="before">How many videos were known.</param>
internal sealed class ScanNews(int before)
{
    public int Before => before;

    public int Found { get; private set; }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Those that are not as they were known; all of them are seen.</summary>
    public List<WalkedVideo> Of(List<WalkedVideo> videos, KnownVideos known)
    {
        var news = videos.FindAll(video => !known.IsSame(video));
        var added = news.Count(video => !known.Contains(video.Path));
        (Found, Added, Changed) = (Found + videos.Count, Added + added, Changed + news.Count - added);
        known.See(videos);
        return news;
    }
}
