using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Library;

/// <summary>A series or movie with its videos; null when there is none.</summary>
internal static class GetTitle
{
    public sealed record Query(TitleKind Kind, long Id) : IRequest<TitleDetail?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, TitleDetail?>
    {
        public async Task<TitleDetail?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Titles.AsNoTracking().FirstOrDefaultAsync(title => title.Id == query.Id && title.Kind == query.Kind, cancellationToken) is not { } title)
            {
                return null;
            }

            var videos = await context.Videos.AsNoTracking().Where(video => video.TitleId == title.Id)
                .OrderBy(video => video.Season).ThenBy(video => video.Episode).ThenBy(video => video.Id).ToListAsync(cancellationToken);
            var subtitles = await context.Subtitles.AsNoTracking()
                .Where(subtitle => context.Set<VideoRow>().Any(video => video.Id == subtitle.VideoId && video.TitleId == title.Id))
                .OrderBy(subtitle => subtitle.Id).ToListAsync(cancellationToken);
            var wanted = await context.Wanted.AsNoTracking()
                .Where(row => context.Set<VideoRow>().Any(video => video.Id == row.VideoId && video.TitleId == title.Id)).OrderBy(row => row.Position).ToListAsync(cancellationToken);
            var (byVideo, missing) = (subtitles.ToLookup(subtitle => subtitle.VideoId), wanted.ToLookup(row => row.VideoId, MissingView.Of));
            return new(TitleView.Of(title, videos.Count), [.. videos.Select(video => VideoView.Of(video, byVideo[video.Id]) with { Missing = [.. missing[video.Id]] })]);
        }
    }
}

/// <summary>A series or movie with its videos.</summary>
/// <param name="Title">It.</param>
/// <param name="Files">Its videos, by season and episode.</param>
internal sealed record TitleDetail(TitleView Title, IReadOnlyList<VideoView> Files);
