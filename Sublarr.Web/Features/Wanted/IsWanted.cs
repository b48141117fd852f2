using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Wanted;

/// <summary>True when a subtitle is wanted, ignored or not.</summary>
internal static class IsWanted
{
    /// <param name="Id">The wanted subtitle.</param>
    public sealed record Query(long Id) : IRequest<bool>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, bool>
    {
        public async Task<bool> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Wanted.AnyAsync(row => row.Id == query.Id, cancellationToken);
        }
    }
}
