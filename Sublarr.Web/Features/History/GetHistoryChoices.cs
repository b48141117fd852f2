using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.History;

/// <summary>What the history can be filtered by: the languages and providers that are in it.</summary>
internal static class GetHistoryChoices
{
    public sealed record Query : IRequest<Choices>;

    /// <param name="Languages">IETF tags.</param>
    /// <param name="Providers">Names of providers.</param>
    public sealed record Choices(IReadOnlyList<string> Languages, IReadOnlyList<string> Providers);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Choices>
    {
        public async Task<Choices> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return new(
                await context.SubtitleHistory.Select(row => row.Language).Distinct().ToListAsync(cancellationToken),
                await context.SubtitleHistory.Where(row => row.Provider != null).Select(row => row.Provider!).Distinct().ToListAsync(cancellationToken));
        }
    }
}
