using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Library;

/// <summary>Series or movies of the library, by name.</summary>
internal static class GetTitles
{
    /// <summary>Rows of a page in the browser.</summary>
    public const int PageSize = 50;

    /// <param name="Kind">Series or movies.</param>
    /// <param name="Search">Only those with this text in their names; null for all.</param>
    /// <param name="Source">Only those of sonarr, radarr or folder; null for all.</param>
    /// <param name="Paging">Which of them.</param>
    public sealed record Query(TitleKind Kind, string? Search, string? Source, Paging Paging) : IRequest<Page<TitleView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<TitleView>>
    {
        public async Task<Page<TitleView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = Matching(context.Titles.AsNoTracking().Where(title => title.Kind == query.Kind), query);
            var total = await rows.CountAsync(cancellationToken);
            var page = await rows.OrderBy(title => title.SortName).ThenBy(title => title.Id).Skip(query.Paging.Skip).Take(query.Paging.Take)
                .Select(title => new { Title = title, Videos = context.Set<VideoRow>().Count(video => video.TitleId == title.Id) })
                .ToListAsync(cancellationToken);
            return new([.. page.Select(row => TitleView.Of(row.Title, row.Videos))], total);
        }

        private static IQueryable<TitleRow> Matching(IQueryable<TitleRow> rows, Query query)
        {
            rows = query.Search is { } text ? rows.WhereText(text, title => title.Name) : rows;
            return query.Source is { } source ? rows.Where(title => title.Source == source) : rows;
        }
    }
}

/// <summary>A series or movie as people and machines see it.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="Kind">series or movie.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Year">Its year.</param>
/// <param name="Source">Who has it: sonarr, radarr, or folder.</param>
/// <param name="Instance">Which of several; empty when it does not say.</param>
/// <param name="SourceId">Its id there.</param>
/// <param name="TvdbId">TheTVDB id.</param>
/// <param name="TmdbId">TMDB id.</param>
/// <param name="ImdbId">IMDb id.</param>
/// <param name="Folder">Its folder as Sublarr sees it; empty when nobody named one.</param>
/// <param name="Videos">How many videos there are of it.</param>
/// <param name="AddedAt">When it was seen first, in UTC.</param>
internal sealed record TitleView(
    long Id, TitleKind Kind, string Name, int? Year, string Source, string Instance, int? SourceId, int? TvdbId, int? TmdbId, string? ImdbId, string Folder, int Videos, DateTimeOffset AddedAt)
{
    /// <summary>Its tags at the Sonarr or Radarr that has it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public static TitleView Of(TitleRow row, int videos) => new(
        row.Id, row.Kind, row.Name, row.Year, row.Source, row.Instance, row.SourceId, row.TvdbId, row.TmdbId, row.ImdbId, row.Folder, videos, row.AddedAt) { Tags = row.Tags };

    /// <summary>Its name with its year.</summary>
    public string Whole() => Year is { } year && !Name.Contains($"({year})", StringComparison.Ordinal) ? $"{Name} ({year})" : Name;

    /// <summary>Who has it, as people say.</summary>
    public string Owner() => Source == TitleRow.FolderSource ? "Folder" : Instance.Length > 0 ? $"{Wording.Kind(Source)} ({Instance})" : Wording.Kind(Source);
}
