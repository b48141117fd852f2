using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Searches;

/// <summary>Says of a search which candidate must win. A search has one case: pinning again changes it.</summary>
internal static class PinCase
{
    /// <param name="Search">The search.</param>
    /// <param name="Winner">Which of its candidates must win.</param>
    public sealed record Command(SearchResult Search, int Winner) : IRequest<ScoringCase>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, TimeProvider time) : IRequestHandler<Command, ScoringCase>
    {
        public async Task<ScoringCase> Handle(Command command, CancellationToken cancellationToken)
        {
            var (search, candidates) = (command.Search, StoredCandidates.Write(command.Search.Candidates));
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var row = await context.ScoringCases.SingleOrDefaultAsync(
                row => row.Type == search.Type && row.Title == search.Title && row.Language == search.Language && row.Candidates == candidates, cancellationToken);
            if (row is null)
            {
                row = new ScoringCaseRow
                {
                    Type = search.Type,
                    Title = search.Title,
                    Language = search.Language,
                    Candidates = candidates,
                    CreatedAt = time.GetUtcNow(),
                };
                context.Add(row);
            }

            row.Winner = command.Winner;
            await context.SaveChangesAsync(cancellationToken);
            return row.Read();
        }
    }
}
