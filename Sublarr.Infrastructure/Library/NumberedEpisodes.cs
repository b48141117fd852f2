using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Domain.Releases;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Gives videos whose names have only a number through all seasons the season and episode that the numbers of their series say.</summary>
public interface INumberedEpisodes
{
    /// <summary>Does so for all videos of a series whose numbers have changed. What Sonarr said of a video stands.</summary>
    Task ApplyAsync(long titleId, CancellationToken cancellationToken);
}

internal sealed class NumberedEpisodes(GroupCommit writer, ILibraryTable table, IDbContextFactory<SublarrDbContext> contexts) : INumberedEpisodes
{
    public async Task ApplyAsync(long titleId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Titles.AsNoTracking().AnyAsync(title => title.Id == titleId && title.Source != TitleRow.FolderSource, cancellationToken))
        {
            return;
        }

        var videos = await context.Videos.AsNoTracking().Where(video => video.TitleId == titleId && video.Absolute != null)
            .Select(video => new { video.Id, video.Path, video.Absolute }).ToListAsync(cancellationToken);
        // Of the others the name says it.
        var open = videos.Where(video => ReleaseName.Parse(Path.GetFileName(video.Path)).Episodes.Count == 0).ToList();
        await writer.WriteAsync(
            WriteUrgency.Awaited,
            session =>
            {
                foreach (var video in open)
                {
                    table.Number(session, video.Id, table.FindNumber(session, titleId, video.Absolute!.Value));
                }

                return open.Count;
            },
            cancellationToken);
    }
}
