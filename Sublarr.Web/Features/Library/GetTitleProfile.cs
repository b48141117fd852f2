using MediatR;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Web.Languages;

namespace Sublarr.Web.Features.Library;

/// <summary>Which profile holds for a series or movie, and why; null when there is none of that id.</summary>
internal static class GetTitleProfile
{
    public sealed record Query(long TitleId) : IRequest<TitleProfile?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IMediator mediator) : IRequestHandler<Query, TitleProfile?>
    {
        public async Task<TitleProfile?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await context.Titles.AsNoTracking().FirstOrDefaultAsync(title => title.Id == query.TitleId, cancellationToken) is not { } title)
            {
                return null;
            }

            var subject = title.Subject();
            var holds = subject.Choose(await context.ProfileAssignments.AsNoTracking().ToListAsync(cancellationToken));
            var profiles = await mediator.Send(new GetProfiles.Query(), cancellationToken);
            return new(subject.Title!, profiles.Single(profile => profile.Id == holds.ProfileId), AssignmentView.Of(holds), profiles);
        }
    }
}

/// <summary>Which profile holds for a title.</summary>
/// <param name="Key">The title, as assignments name it.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Because">What decided.</param>
/// <param name="All">All profiles there are.</param>
internal sealed record TitleProfile(string Key, ProfileView Profile, AssignmentView Because, IReadOnlyList<ProfileView> All)
{
    /// <summary>The profile that was given to the title itself; null when it has none of its own.</summary>
    public long? Own => Because.Scope == ProfileScope.Title ? Profile.Id : null;

    /// <summary>What decided, as a sentence.</summary>
    public string Reason() => Because.Scope switch
    {
        ProfileScope.Title => "Given to this title.",
        ProfileScope.Tag => $"By the tag “{Because.Key}”.",
        ProfileScope.Library => $"By the library “{Because.Key}”.",
        _ => "The default.",
    };
}
