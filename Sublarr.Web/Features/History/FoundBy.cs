using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Features.History;

/// <summary>Finds the search that each thing in the history came of. A person's choice names it; otherwise it is the one that the same job made for the same video.</summary>
internal static class FoundBy
{
    /// <summary>What was done, with the searches that are still kept.</summary>
    /// <param name="context">The database.</param>
    /// <param name="rows">What was done.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public static async Task<IReadOnlyList<HistoryView>> ViewsAsync(SublarrDbContext context, IReadOnlyList<SubtitleHistoryRow> rows, CancellationToken cancellationToken)
    {
        var named = rows.Select(row => row.SearchId).OfType<long>().ToList();
        var jobs = rows.Select(row => row.JobId).OfType<long>().Distinct().ToList();
        var kept = await context.Searches.AsNoTracking().Where(search => named.Contains(search.Id) || (search.JobId != null && jobs.Contains(search.JobId.Value)))
            .OrderByDescending(search => search.Id).Select(search => new Made(search.Id, search.JobId, search.VideoId, search.AskedAt)).ToListAsync(cancellationToken);
        return [.. rows.Select(row => HistoryView.Of(row) with { SearchId = kept.Find(search => IsOf(search, row))?.Id })];
    }

    private static bool IsOf(Made search, SubtitleHistoryRow row) => row.SearchId is { } id
        ? search.Id == id
        : row.JobId is { } job && search.JobId == job && search.VideoId == row.VideoId && search.AskedAt <= row.At;

    private sealed record Made(long Id, long? JobId, long VideoId, DateTimeOffset AskedAt);
}
