using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Scoring;

namespace Sublarr.Web.Features.Scoring;

/// <summary>All presets: those that came with Sublarr, then people's own by name.</summary>
internal static class GetPresets
{
    public sealed record Query : IRequest<IReadOnlyList<ScoringPreset>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<ScoringPreset>>
    {
        public async Task<IReadOnlyList<ScoringPreset>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var own = await context.ScoringPresets.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);
            return [.. ScoringPreset.BuiltIn, .. own.Select(row => row.Read())];
        }
    }
}
