using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Events;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Wanted;

/// <summary>Subtitles that are wanted, the newest first.</summary>
internal static class GetWanted
{
    /// <summary>Rows of a page in the browser.</summary>
    public const int PageSize = 50;

    /// <param name="Filter">Which.</param>
    /// <param name="Paging">Which of them.</param>
    public sealed record Query(WantedFilter Filter, Paging Paging) : IRequest<Page<WantedView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<WantedView>>
    {
        public async Task<Page<WantedView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var wanted = query.Filter.In(context);
            var total = await wanted.CountAsync(cancellationToken);
            // First the numbers of the page's rows, then the rows, then what belongs to them: said at once, all that the filter lets through is sorted and joined whole.
            var page = await wanted.OrderByDescending(row => row.Id).Skip(query.Paging.Skip).Take(query.Paging.Take).Select(row => row.Id).ToListAsync(cancellationToken);
            var rows = await context.Wanted.AsNoTracking().Where(row => page.Contains(row.Id)).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
            var ids = rows.Select(row => row.VideoId).Distinct().ToList();
            var videos = await context.Videos.AsNoTracking().Where(video => ids.Contains(video.Id))
                .Join(context.Set<TitleRow>(), video => video.TitleId, title => title.Id, (video, title) => new { Video = video, Title = title }).ToDictionaryAsync(found => found.Video.Id, cancellationToken);
            return new([.. rows.Where(row => videos.ContainsKey(row.VideoId)).Select(row => WantedView.Of(row, videos[row.VideoId].Video, videos[row.VideoId].Title))], total);
        }
    }
}

/// <summary>A wanted subtitle as people and machines see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="VideoId">The video that lacks it.</param>
/// <param name="TitleId">The series or movie.</param>
/// <param name="Kind">series or movie.</param>
/// <param name="Title">What that is called.</param>
/// <param name="Season">The season of the video.</param>
/// <param name="Episode">The first episode in it.</param>
/// <param name="Path">The video's whole path, as Sublarr sees it.</param>
/// <param name="Language">An IETF tag.</param>
/// <param name="Variant">whole, forced or hearing_impaired.</param>
/// <param name="Required">False for one that is nice to have.</param>
/// <param name="Ignored">True when nobody wants to hear of it.</param>
/// <param name="AddedAt">Since when it is wanted, in UTC.</param>
/// <param name="NextSearchAt">When it is looked for by itself, at the earliest; null for an ignored one.</param>
/// <param name="Searches">How often it was looked for in vain.</param>
/// <param name="SearchedAt">When it was looked for last; null for never.</param>
/// <param name="Outcome">What came of that: downloaded, not_found, below_minimum or failed.</param>
/// <param name="Note">The same as a sentence.</param>
internal sealed record WantedView(
    long Id, long VideoId, long TitleId, TitleKind Kind, string Title, int? Season, int? Episode, string Path, string Language, SubtitleVariant Variant, bool Required, bool Ignored,
    DateTimeOffset AddedAt, DateTimeOffset? NextSearchAt, int Searches, DateTimeOffset? SearchedAt, SearchOutcome? Outcome, string? Note)
{
    public static WantedView Of(WantedRow row, VideoRow video, TitleRow title) => new(
        row.Id, row.VideoId, title.Id, title.Kind, title.Name, video.Season, video.Episode, video.Path, row.Language, row.Variant, row.IsRequired, row.IgnoredAt is not null, row.AddedAt,
        row.IgnoredAt is null ? row.DueAt : null, row.Searches, row.SearchedAt, row.Outcome, row.Note);

    /// <summary>Its title, with the episode.</summary>
    public string Whole() => Say.Item(Title, Season, Episode);

    /// <summary>Its language as people say it, and what is particular about it.</summary>
    public string Subtitle() => Say.Subtitle(Language, Variant);
}
