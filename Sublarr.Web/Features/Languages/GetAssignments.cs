using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Languages;

namespace Sublarr.Web.Features.Languages;

/// <summary>What each profile holds for, the narrowest first.</summary>
internal static class GetAssignments
{
    public sealed record Query : IRequest<IReadOnlyList<AssignmentView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<AssignmentView>>
    {
        public async Task<IReadOnlyList<AssignmentView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var assignments = await context.ProfileAssignments.AsNoTracking().OrderBy(assignment => assignment.Key).ToListAsync(cancellationToken);
            return [.. assignments.OrderBy(assignment => assignment.Scope).Select(AssignmentView.Of)];
        }
    }
}
