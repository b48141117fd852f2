using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Upgrades;

namespace Sublarr.Web.Features.Settings;

/// <summary>Whether better subtitles are looked for by themselves.</summary>
internal static class GetUpgradeTerms
{
    public sealed record Query : IRequest<Terms>;

    /// <param name="Enabled">Whether they are looked for.</param>
    /// <param name="Days">For so many days after a download.</param>
    public sealed record Terms(bool Enabled, int Days);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Terms>
    {
        public async Task<Terms> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var terms = await context.UpgradeTerms.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new UpgradeTerms();
            return new(terms.IsOn, terms.Days);
        }
    }
}
