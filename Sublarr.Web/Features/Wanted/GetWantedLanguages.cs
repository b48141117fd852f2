using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;

namespace Sublarr.Web.Features.Wanted;

/// <summary>The languages of which something is wanted or ignored, by their tags.</summary>
internal static class GetWantedLanguages
{
    public sealed record Query : IRequest<IReadOnlyList<string>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Wanted.Select(row => row.Language).Distinct().Order().ToListAsync(cancellationToken);
        }
    }
}
