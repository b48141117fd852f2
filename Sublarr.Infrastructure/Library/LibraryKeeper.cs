using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Keeps the library as Sonarr and Radarr report it: what was found, renamed and removed is stored within the job that looked.</summary>
internal sealed class LibraryKeeper(GroupCommit writer, ILibraryTable table, MediaFolders folders, TimeProvider time) : ILibraryWatch
{
    public async Task SeenAsync(SeenFile file, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(file.Title, cancellationToken);
        var video = new StoredVideo(file.Video, SidecarMarks.Of(file.Sidecars)) { Season = file.Season, Episodes = file.Episodes, SourceFileId = file.FileId };
        await writer.WriteAsync(WriteUrgency.Background, session => Store(session, file, folder, video), cancellationToken);
    }

    public async Task RenamedAsync(RenamedFiles files, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(files.Title, cancellationToken);
        await writer.WriteAsync(
            WriteUrgency.Background,
            session =>
            {
                table.PutTitle(session, files.Title, folder, time.GetUtcNow());
                return files.Files.Count(file => file.From is { } from && table.RenameVideo(session, from, file.To));
            },
            cancellationToken);
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

    private async Task<string?> FolderAsync(KnownTitle title, CancellationToken cancellationToken) =>
        title.Folder is { Length: > 0 } folder ? (await folders.MapAsync(title, folder, cancellationToken)).TrimEnd('/', '\\') : null;
}
