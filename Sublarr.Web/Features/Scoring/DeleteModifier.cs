using MediatR;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Takes a provider's modifier away.</summary>
internal static class DeleteModifier
{
    /// <param name="Provider">Its name.</param>
    /// <param name="Version">The version that was edited; null for whatever is stored.</param>
    public sealed record Command(string Provider, long? Version) : IRequest<ScoringSaved>;

    public sealed class Handler(ScoringStore store) : IRequestHandler<Command, ScoringSaved>
    {
        public Task<ScoringSaved> Handle(Command command, CancellationToken cancellationToken) =>
            store.SaveAsync(new ScoringEdit(rules => rules.WithModifier(command.Provider, 0), command.Version), cancellationToken);
    }
}
