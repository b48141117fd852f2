using MediatR;
using Sublarr.Infrastructure.Search;

namespace Sublarr.Web.Searches;

/// <summary>Fetches one of the subtitles that a search found, also one that rules refuse, for its video. Gives the job; null when there is none.</summary>
internal static class DownloadCandidate
{
    /// <param name="SearchId">The search.</param>
    /// <param name="CandidateId">Which of those that it found.</param>
    public sealed record Command(long SearchId, string CandidateId) : IRequest<long?>;

    public sealed class Handler(ISearchDesk desk) : IRequestHandler<Command, long?>
    {
        public Task<long?> Handle(Command command, CancellationToken cancellationToken) => desk.DownloadAsync(command.SearchId, command.CandidateId, cancellationToken);
    }
}
