using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Audit;

/// <summary>What the audit trail can be filtered by.</summary>
internal static class GetAuditChoices
{
    /// <summary>More than these nobody looks through.</summary>
    private const int Most = 200;

    public sealed record Query : IRequest<Choices>;

    /// <param name="Subjects">Kinds of things that were changed.</param>
    /// <param name="Actors">Those who changed them.</param>
    public sealed record Choices(IReadOnlyList<string> Subjects, IReadOnlyList<string> Actors);

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, Choices>
    {
        public async Task<Choices> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return new(
                await context.Audit.Select(row => row.Subject).Distinct().OrderBy(name => name).Take(Most).ToListAsync(cancellationToken),
                await context.Audit.Select(row => row.Actor).Distinct().OrderBy(name => name).Take(Most).ToListAsync(cancellationToken));
        }
    }
}
