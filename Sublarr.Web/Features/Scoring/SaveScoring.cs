using MediatR;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>Stores all rules, as the page has them.</summary>
internal static class SaveScoring
{
    /// <param name="Rules">What to store.</param>
    /// <param name="ActivePreset">The preset that is active; null for none.</param>
    /// <param name="Version">The version that was edited.</param>
    public sealed record Command(ScoringRules Rules, string? ActivePreset, long Version) : IRequest<ScoringSaved>;

    public sealed class Handler(ScoringStore store) : IRequestHandler<Command, ScoringSaved>
    {
        public Task<ScoringSaved> Handle(Command command, CancellationToken cancellationToken) => store.SaveAsync(
            new ScoringEdit(_ => command.Rules, command.Version, new ActivePreset(command.ActivePreset)), cancellationToken);
    }
}
