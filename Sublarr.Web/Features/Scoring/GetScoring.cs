using MediatR;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>The rules in use.</summary>
internal static class GetScoring
{
    public sealed record Query : IRequest<ScoringState>;

    public sealed class Handler(ScoringDirectory directory) : IRequestHandler<Query, ScoringState>
    {
        public Task<ScoringState> Handle(Query query, CancellationToken cancellationToken) => directory.GetAsync(cancellationToken).AsTask();
    }
}
