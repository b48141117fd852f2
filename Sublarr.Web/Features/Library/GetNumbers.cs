using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Library;

/// <summary>How the episodes of a series are counted; null when there is no such series.</summary>
internal static class GetNumbers
{
    public sealed record Query(long TitleId) : IRequest<IReadOnlyList<EpisodeNumber>?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<EpisodeNumber>?>
    {
        public async Task<IReadOnlyList<EpisodeNumber>?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await context.Titles.AnyAsync(title => title.Id == query.TitleId && title.Kind == TitleKind.Series, cancellationToken))
            {
                return null;
            }

            var rows = await context.EpisodeNumbers.AsNoTracking().Where(row => row.TitleId == query.TitleId).OrderBy(row => row.Season).ThenBy(row => row.Episode).ToListAsync(cancellationToken);
            return [.. rows.Select(row => row.Number())];
        }
    }
}
