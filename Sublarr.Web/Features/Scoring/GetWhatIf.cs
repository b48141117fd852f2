using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Features.Scoring;

/// <summary>What other weights are tried on: the latest searches, and the pinned cases.</summary>
internal static class GetWhatIf
{
    /// <param name="SearchId">Only this search; null for the latest ones.</param>
    public sealed record Query(long? SearchId = null) : IRequest<Answer>;

    /// <param name="History">The searches.</param>
    /// <param name="Cases">The cases, oldest first.</param>
    public sealed record Answer(SearchHistory History, IReadOnlyList<ScoringCase> Cases);

    public sealed class Handler(SearchArchive archive, SearchReading searches, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var cases = await context.ScoringCases.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
            var history = await OfOneAsync(query.SearchId, cancellationToken) ?? await archive.LatestAsync(cancellationToken);
            return new(history, [.. cases.Select(row => row.Read())]);
        }

        // One that is not kept any more, or found nothing, gives nothing to try weights on.
        private async Task<SearchHistory?> OfOneAsync(long? searchId, CancellationToken cancellationToken)
        {
            if (searchId is not { } id || await searches.FindAsync(id, cancellationToken) is not { } search)
            {
                return null;
            }

            var results = search.Kept.Results(search.Row.Type, search.Row.Title).ToList();
            return results.Count == 0 ? null : new SearchHistory(results, AreSamples: false) { Of = id };
        }
    }
}
