using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.History;

/// <summary>The subtitles that are not taken again for their videos, the newest first.</summary>
internal static class GetBlacklist
{
    /// <param name="Paging">Which of them.</param>
    public sealed record Query(Paging Paging) : IRequest<Page<BlacklistView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<BlacklistView>>
    {
        public async Task<Page<BlacklistView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var total = await context.Blacklist.CountAsync(cancellationToken);
            var rows = await context.Blacklist.AsNoTracking().OrderByDescending(row => row.Id).Skip(query.Paging.Skip).Take(query.Paging.Take)
                .Join(context.Set<VideoRow>(), row => row.VideoId, video => video.Id, (row, video) => new { row, video })
                .Join(context.Set<TitleRow>(), pair => pair.video.TitleId, title => title.Id, (pair, title) => new { pair.row, pair.video, title })
                .ToListAsync(cancellationToken);
            return new([.. rows.OrderByDescending(found => found.row.Id).Select(found => BlacklistView.Of(found.row, found.video, found.title))], total);
        }
    }
}

/// <summary>A subtitle that is not taken again for a video.</summary>
/// <param name="Id">Its number on the list.</param>
/// <param name="VideoId">The video.</param>
/// <param name="TitleId">The series or movie.</param>
/// <param name="Kind">series or movie.</param>
/// <param name="Title">What people call the video.</param>
/// <param name="Provider">The provider.</param>
/// <param name="ProviderSubtitleId">Its id there.</param>
/// <param name="Language">An IETF tag.</param>
/// <param name="Release">The release it was made for; null when nobody says.</param>
/// <param name="Reason">What was said of it; null for nothing.</param>
/// <param name="AddedAt">Since when, in UTC.</param>
internal sealed record BlacklistView(
    long Id, long VideoId, long TitleId, TitleKind Kind, string Title, string Provider, string ProviderSubtitleId, string Language, string? Release, string? Reason, DateTimeOffset AddedAt)
{
    public static BlacklistView Of(BlacklistRow row, VideoRow video, TitleRow title) => new(
        row.Id, row.VideoId, title.Id, title.Kind, Say.Item(title.Name, video.Season, video.Episode), row.Provider, row.ProviderSubtitleId, row.Language, row.Release, row.Reason, row.AddedAt);
}
