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

            var ofTitle = context.Videos.AsNoTracking().Where(video => video.TitleId == title.Id);
            var videos = await ofTitle.OrderBy(video => video.Season).ThenBy(video => video.Episode).ThenBy(video => video.Id).ToListAsync(cancellationToken);
            // Joined from the title's side: the other way round each subtitle of the library is asked whether it belongs to one of its videos.
            var subtitles = await ofTitle.Join(context.Set<SubtitleRow>(), video => video.Id, subtitle => subtitle.VideoId, (_, subtitle) => subtitle)
                .OrderBy(subtitle => subtitle.Id).ToListAsync(cancellationToken);
            var wanted = await ofTitle.Join(context.Set<WantedRow>(), video => video.Id, row => row.VideoId, (_, row) => row).OrderBy(row => row.Position).ToListAsync(cancellationToken);
            var (byVideo, missing) = (subtitles.ToLookup(subtitle => subtitle.VideoId), wanted.ToLookup(row => row.VideoId, MissingView.Of));
            return new(TitleView.Of(title, videos.Count), [.. videos.Select(video => VideoView.Of(video, byVideo[video.Id]) with { Missing = [.. missing[video.Id]] })]);
        }
    }
}

/// <summary>A series or movie with its videos.</summary>
/// <param name="Title">It.</param>
/// <param name="Files">Its videos, by season and episode.</param>
internal sealed record TitleDetail(TitleView Title, IReadOnlyList<VideoView> Files);
