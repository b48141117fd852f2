using MediatR;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Searches;

/// <summary>Says of a search that was kept which subtitle must win, from now on and under all weights. Null when there is no such subtitle.</summary>
internal static class PinCandidate
{
    /// <param name="SearchId">The search.</param>
    /// <param name="CandidateId">Which of those that it found.</param>
    public sealed record Command(long SearchId, string CandidateId) : IRequest<ScoringCase?>;

    public sealed class Handler(SearchReading searches, IMediator mediator) : IRequestHandler<Command, ScoringCase?>
    {
        public async Task<ScoringCase?> Handle(Command command, CancellationToken cancellationToken)
        {
            if (await searches.FindAsync(command.SearchId, cancellationToken) is not { } search
                || search.Kept.Candidates.FirstOrDefault(candidate => candidate.Id == command.CandidateId) is not { } pinned)
            {
                return null;
            }

            var (result, place) = search.Kept.ResultWith(search.Row.Type, search.Row.Title, pinned);
            return await mediator.Send(new PinCase.Command(result, place), cancellationToken);
        }
    }
}
