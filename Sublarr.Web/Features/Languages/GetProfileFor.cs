using MediatR;
using Sublarr.Domain.Languages;
using Sublarr.Web.Languages;

namespace Sublarr.Web.Features.Languages;

/// <summary>The profile that holds for a title.</summary>
internal static class GetProfileFor
{
    public sealed record Query(ProfileSubject Title) : IRequest<ProfileView>;

    public sealed class Handler(ILanguageProfiles profiles, IMediator mediator) : IRequestHandler<Query, ProfileView>
    {
        public async Task<ProfileView> Handle(Query query, CancellationToken cancellationToken)
        {
            var profile = await profiles.ProfileForAsync(query.Title, cancellationToken);
            return (await mediator.Send(new GetProfiles.Query(profile.Id), cancellationToken)).Single();
        }
    }
}
