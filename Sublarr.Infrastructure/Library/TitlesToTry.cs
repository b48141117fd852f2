using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>The oldest title that has ids and a video: other programs have had the most time to learn of it, and the surest way to tell it.</summary>
internal sealed class TitlesToTry(IDbContextFactory<SublarrDbContext> contexts, SublarrOptions options) : ITitlesToTry
{
    public async Task<MediaChange?> FindAsync(CancellationToken cancellationToken)
    {
        var samples = Path.Combine(options.ConfigDirectory, SampleStory.FolderName);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var videos = context.Videos.AsNoTracking();
        var titles = context.Titles.AsNoTracking().Where(title => title.Folder != "" && !title.Folder.StartsWith(samples) && videos.Any(video => video.TitleId == title.Id));
        if (await titles.OrderBy(title => title.TvdbId == null && title.TmdbId == null && title.ImdbId == null).ThenBy(title => title.Id).FirstOrDefaultAsync(cancellationToken) is not { } oldest)
        {
            return null;
        }

        var video = await videos.Where(video => video.TitleId == oldest.Id).OrderBy(video => video.Id).FirstAsync(cancellationToken);
        return new(oldest.Name)
        {
            Media = oldest.Kind == TitleKind.Movie ? MediaType.Movie : MediaType.Episode,
            Year = oldest.Year,
            TvdbId = oldest.TvdbId,
            TmdbId = oldest.TmdbId,
            ImdbId = oldest.ImdbId,
            Season = video.Season,
            Episodes = video.EpisodeNumbers(),
            Folder = oldest.Folder,
            Files = [video.Path],
        };
    }
}
