using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>The oldest title of each kind that has ids and a video: other programs have had the most time to learn of it, and the surest way to tell it.</summary>
internal sealed class TitlesToTry(IDbContextFactory<SublarrDbContext> contexts, SublarrOptions options) : ITitlesToTry
{
    public async Task<IReadOnlyList<MediaChange>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tried = new List<MediaChange>();
        foreach (var kind in (TitleKind[])[TitleKind.Series, TitleKind.Movie])
        {
            if (await FindAsync(context, kind, cancellationToken) is { } change)
            {
                tried.Add(change);
            }
        }

        return tried;
    }

    private async Task<MediaChange?> FindAsync(SublarrDbContext context, TitleKind kind, CancellationToken cancellationToken)
    {
        var samples = Path.Combine(options.ConfigDirectory, SampleStory.FolderName);
        var videos = context.Videos.AsNoTracking();
        var titles = context.Titles.AsNoTracking()
            .Where(title => title.Kind == kind && title.Folder != "" && !title.Folder.StartsWith(samples) && videos.Any(video => video.TitleId == title.Id));
        if (await titles.OrderBy(title => title.TvdbId == null && title.TmdbId == null && title.ImdbId == null).ThenBy(title => title.Id).FirstOrDefaultAsync(cancellationToken) is not { } oldest)
        {
            return null;
        }

        var video = await videos.Where(video => video.TitleId == oldest.Id).OrderBy(video => video.Season == null).ThenBy(video => video.Id).FirstAsync(cancellationToken);
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
