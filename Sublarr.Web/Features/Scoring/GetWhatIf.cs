using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>What other weights are tried on: the latest searches, and the pinned cases.</summary>
internal static class GetWhatIf
{
    public sealed record Query : IRequest<Answer>;

    /// <param name="History">The searches.</param>
    /// <param name="Cases">The cases, oldest first.</param>
    public sealed record Answer(SearchHistory History, IReadOnlyList<ScoringCase> Cases);

    public sealed class Handler(SearchArchive archive, IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var cases = await context.ScoringCases.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
            return new(await archive.LatestAsync(cancellationToken), [.. cases.Select(row => row.Read())]);
        }
    }
}
