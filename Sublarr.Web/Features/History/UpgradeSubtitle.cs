using MediatR;
using Sublarr.Infrastructure.Upgrades;

namespace Sublarr.Web.Features.History;

/// <summary>Looks for a better subtitle in the place of one that is there.</summary>
internal static class UpgradeSubtitle
{
    /// <param name="Id">The subtitle.</param>
    public sealed record Ask(long Id) : IRequest<Result>;

    /// <param name="JobId">The job that looks; null when there is none.</param>
    /// <param name="Obstacle">Why there is none, as a sentence; null when there is no such subtitle.</param>
    public sealed record Result(long? JobId, string? Obstacle);

    public sealed class Handler(IUpgradeDesk desk) : IRequestHandler<Ask, Result>
    {
        public async Task<Result> Handle(Ask ask, CancellationToken cancellationToken) =>
            await desk.SearchAsync(ask.Id, cancellationToken) is { } asked ? new(asked.JobId, asked.Obstacle) : new(null, null);
    }
}
