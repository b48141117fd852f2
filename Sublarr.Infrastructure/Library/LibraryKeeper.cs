using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Keeps the library as Sonarr and Radarr report it: what was found, renamed and removed is stored within the job that looked.</summary>
internal sealed class LibraryKeeper(GroupCommit writer, ILibraryTable table, ISidecarPast past, MediaFolders folders, TimeProvider time) : ILibraryWatch
{
    /// <summary>A title is there, with or without files. Known already, it is the same one with what is new of it.</summary>
    public async Task AddedAsync(KnownTitle title, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(title, cancellationToken);
        await writer.WriteAsync(WriteUrgency.Background, session => table.PutTitle(session, title, folder, time.GetUtcNow()), cancellationToken);
    }

    public async Task SeenAsync(SeenFile file, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(file.Title, cancellationToken);
        var video = new StoredVideo(file.Video, SidecarMarks.Of(file.Sidecars)) { Season = file.Season, Episodes = file.Episodes, SourceFileId = file.FileId };
        await writer.WriteAsync(WriteUrgency.Background, session => Store(session, file, folder, video), cancellationToken);
        await past.RecallAsync([file.Video.Path], cancellationToken);
    }

    public async Task RenamedAsync(RenamedFiles files, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(files.Title, cancellationToken);
        await writer.WriteAsync(
            WriteUrgency.Background,
            session =>
            {
                var title = table.PutTitle(session, files.Title, folder, time.GetUtcNow());
                return files.Files.Count(file => Rename(session, title, files.Title.Kind, folder, file));
            },
            cancellationToken);
        await past.RecallAsync([.. files.Files.Select(file => file.To)], cancellationToken);
    }

    public Task RemovedAsync(RemovedFiles files, CancellationToken cancellationToken) => writer.WriteAsync(
        WriteUrgency.Background,
        session =>
        {
            if (files.IsWholeTitle)
            {
                table.RemoveTitle(session, files.Title, files.FilesStay);
            }

            return files.Paths.Count(path => table.RemoveVideo(session, path));
        },
        cancellationToken);

    private long Store(WriteSession session, SeenFile file, string? folder, StoredVideo video)
    {
        var now = time.GetUtcNow();
        var title = table.PutTitle(session, file.Title, folder, now);
        foreach (var replaced in file.Replaced.Where(path => path != file.Video.Path))
        {
            table.RemoveVideo(session, replaced);
        }

        var id = table.PutVideo(session, title, video, now);
        table.PutSubtitles(session, id, file.Sidecars, file.Video.Probe?.Streams, file.Import);
        table.NoteJob(session, id, file.Import);
        return id;
    }

    // One that is not known by either name was never found under the first: it is stored as if it came now.
    private bool Rename(WriteSession session, long title, TitleKind kind, string? folder, RenamedFile file)
    {
        var known = (file.From is { } from ? table.RenameVideo(session, from, file.To) : null) ?? table.FindVideo(session, file.To);
        if (file.Video is not { } video)
        {
            return known is not null;
        }

        var stored = new StoredVideo(video, SidecarMarks.Of(file.Sidecars)) { SourceFileId = file.FileId };
        var id = table.PutVideo(session, title, known is null && kind == TitleKind.Series ? Numbered(stored, folder) : stored, time.GetUtcNow());
        table.PutSubtitles(session, id, file.Sidecars, video.Probe?.Streams);
        return true;
    }

    private static StoredVideo Numbered(StoredVideo video, string? folder)
    {
        var own = folder ?? Path.GetDirectoryName(video.File.Path)!;
        var place = PlacedVideo.Of(Path.GetDirectoryName(own) ?? own, video.File.Path);
        return video with { Season = place.Season, Episodes = place.Episodes, Absolute = place.Absolute, Date = place.Date };
    }

    private async Task<string?> FolderAsync(KnownTitle title, CancellationToken cancellationToken) =>
        title.Folder is { Length: > 0 } folder ? (await folders.MapAsync(title, folder, cancellationToken)).TrimEnd('/', '\\') : null;
}
