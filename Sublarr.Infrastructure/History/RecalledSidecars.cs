using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.History;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Subtitles;

namespace Sublarr.Infrastructure.History;

/// <summary>
/// Recognises files by their bytes: a file is Sublarr's own when the history tells that those bytes were written beside this title, or at this path, and the
/// subtitle of then is gone. Only files of such titles are read: a library of a hundred thousand is not.
/// </summary>
internal sealed class RecalledSidecars(IDbContextFactory<SublarrDbContext> contexts, GroupCommit writer, IHistoryTable table, PatientDisk disk) : ISidecarPast
{
    public async Task RecallAsync(IReadOnlyCollection<string> videos, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(videos, cancellationToken);
        if (open.Count == 0)
        {
            return;
        }

        var own = await RecogniseAsync(open, cancellationToken);
        if (own.Count > 0)
        {
            await writer.WriteAsync(WriteUrgency.Background, session => own.Count(pair => table.Return(session, pair.Subtitle, pair.Told)), cancellationToken);
        }
    }

    private async Task<List<Open>> OpenAsync(IReadOnlyCollection<string> videos, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.SubtitleHistory.AnyAsync(row => row.Checksum != null, cancellationToken))
        {
            return [];
        }

        var rows = await context.Videos.AsNoTracking().Where(video => videos.Contains(video.Path))
            .Join(context.Set<SubtitleRow>(), video => video.Id, row => row.VideoId, (video, row) => new { row.Id, row.Name, row.Origin, video.TitleId, video.Path })
            .Where(row => row.Origin == SubtitleOrigin.Found && row.Name != null).ToListAsync(cancellationToken);
        var found = rows.ConvertAll(row => (row.Id, row.TitleId, File: SidecarOrder.PathOf(row.Path, row.Name!)));
        var told = await ToldAsync(context, [.. found.Select(file => file.TitleId).Distinct()], found.ConvertAll(file => file.File), cancellationToken);
        return
        [
            .. found.Select(file => new Open(file.Id, file.File, told.FindAll(row => row.TitleId == file.TitleId || row.Path == file.File))).Where(file => file.Past.Count > 0),
        ];
    }

    // What a person took out of the trash since is theirs, whoever wrote it once.
    private static async Task<List<Told>> ToldAsync(SublarrDbContext context, List<long> titles, List<string> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return [];
        }

        var near = context.SubtitleHistory.AsNoTracking().Where(row => titles.Contains(row.TitleId) || files.Contains(row.Path));
        var told = await near.Where(row => row.Checksum != null && !context.Set<SubtitleRow>().Any(subtitle => subtitle.Id == row.SubtitleId))
            .OrderByDescending(row => row.Id).Select(row => new Told(row.Id, row.TitleId, row.Path, row.SubtitleId, row.Checksum!)).ToListAsync(cancellationToken);
        var restored = await near.Where(row => row.Action == SubtitleAction.Restored).Select(row => new { row.Id, row.Path, row.SubtitleId }).ToListAsync(cancellationToken);
        told.RemoveAll(row => restored.Exists(back => back.Id > row.Id && (back.Path == row.Path || back.SubtitleId is not null && back.SubtitleId == row.SubtitleId)));
        return told;
    }

    private async Task<List<(long Subtitle, long Told)>> RecogniseAsync(List<Open> open, CancellationToken cancellationToken)
    {
        try
        {
            return await disk.AskAsync(
                () => open.Select(file => (file.Subtitle, Written: SidecarChecksum.OfFile(file.File) is { } bytes ? file.Past.Find(row => row.Checksum == bytes) : null))
                    .Where(pair => pair.Written is not null).Select(pair => (pair.Subtitle, pair.Written!.Id)).ToList(),
                cancellationToken);
        }
        catch (Exception exception) when (DiskFault.IsOne(exception))
        {
            // They stay as they were found, and are read again when their videos change.
            return [];
        }
    }

    /// <summary>A file that was found, and what may be its past, the newest first.</summary>
    private sealed record Open(long Subtitle, string File, List<Told> Past);

    /// <summary>What the history tells of a file that was written.</summary>
    private sealed record Told(long Id, long TitleId, string Path, long? SubtitleId, string Checksum);
}
