using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Search;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Searches;

/// <summary>The searches of a video that are kept, the newest first; null when there is no such video.</summary>
internal static class GetFileSearches
{
    /// <param name="VideoId">The video.</param>
    /// <param name="Paging">Which of them.</param>
    public sealed record Query(long VideoId, Paging Paging) : IRequest<Page<SearchItem>?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Page<SearchItem>?>
    {
        public async Task<Page<SearchItem>?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await context.Videos.AnyAsync(video => video.Id == query.VideoId, cancellationToken))
            {
                return null;
            }

            var searches = context.Searches.AsNoTracking().Where(row => row.VideoId == query.VideoId);
            var total = await searches.CountAsync(cancellationToken);
            // What was found is many times as long as all the rest.
            var items = await searches.OrderByDescending(row => row.Id).Skip(query.Paging.Skip).Take(query.Paging.Take)
                .Select(row => new { row.Id, row.State, row.JobId, row.Origin, row.AskedAt, row.FinishedAt, row.Found, row.Problem }).ToListAsync(cancellationToken);
            var shown = new List<SearchItem>(items.Count);
            foreach (var item in items)
            {
                var state = await SearchReading.StateAsync(context, item.Id, item.State, item.JobId, cancellationToken);
                shown.Add(new(item.Id, state, item.Origin, item.JobId, item.AskedAt, item.FinishedAt, item.Found, item.Problem));
            }

            return new(shown, total);
        }
    }
}

/// <summary>A search without what it found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">running, done, failed or cancelled.</param>
/// <param name="Origin">Who wanted it: automatic, person or upgrade.</param>
/// <param name="JobId">The job that searched.</param>
/// <param name="AskedAt">When it began, in UTC.</param>
/// <param name="FinishedAt">When it ended; null while it runs.</param>
/// <param name="Found">How many subtitles it found.</param>
/// <param name="Problem">Why nothing could be found out, as a sentence.</param>
internal sealed record SearchItem(long Id, SearchState State, SearchOrigin Origin, long? JobId, DateTimeOffset AskedAt, DateTimeOffset? FinishedAt, int Found, string? Problem);
