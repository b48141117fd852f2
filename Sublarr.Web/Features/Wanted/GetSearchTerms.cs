using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Wanted;

/// <summary>When what is wanted is looked for.</summary>
internal static class GetSearchTerms
{
    public sealed record Query : IRequest<Terms>;

    /// <param name="DelayMinutes">How long nothing is looked for after an import.</param>
    public sealed record Terms(int DelayMinutes);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Terms>
    {
        public async Task<Terms> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return new((await context.SearchTerms.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.DelayMinutes ?? 0);
        }
    }
}
