using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Languages;

/// <summary>The profiles by name, the default first.</summary>
internal static class GetProfiles
{
    /// <param name="Id">Only this one; null for all.</param>
    public sealed record Query(long? Id = null) : IRequest<IReadOnlyList<ProfileView>>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts) : IRequestHandler<Query, IReadOnlyList<ProfileView>>
    {
        public async Task<IReadOnlyList<ProfileView>> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var profiles = await context.LanguageProfiles.AsNoTracking().Where(profile => query.Id == null || profile.Id == query.Id)
                .OrderBy(profile => profile.Name).ToListAsync(cancellationToken);
            var assignments = (await context.ProfileAssignments.AsNoTracking().OrderBy(assignment => assignment.Scope).ThenBy(assignment => assignment.Key).ToListAsync(cancellationToken))
                .ToLookup(assignment => assignment.ProfileId);
            return [.. profiles.Select(profile => ProfileView.Of(profile, assignments[profile.Id])).OrderByDescending(profile => profile.IsDefault)];
        }
    }
}
