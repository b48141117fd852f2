using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.History;

/// <summary>What became of subtitles, the newest first.</summary>
internal static class GetHistory
{
    /// <summary>Rows of a page in the browser.</summary>
    public const int PageSize = 50;

    /// <param name="Filter">Which.</param>
    /// <param name="Paging">Which of them.</param>
    public sealed record Query(HistoryFilter Filter, Paging Paging) : IRequest<Page<HistoryView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<HistoryView>>
    {
        public async Task<Page<HistoryView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = query.Filter.Of(context.SubtitleHistory.AsNoTracking());
            var total = await rows.CountAsync(cancellationToken);
            var page = await rows.OrderByDescending(row => row.Id).Skip(query.Paging.Skip).Take(query.Paging.Take).ToListAsync(cancellationToken);
            return new(await FoundBy.ViewsAsync(context, page, cancellationToken), total);
        }
    }
}
