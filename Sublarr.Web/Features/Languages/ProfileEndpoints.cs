using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sublarr.Domain.Languages;
using Sublarr.Web.Api;
using Sublarr.Web.Languages;

namespace Sublarr.Web.Features.Languages;

/// <summary>
/// <c>/api/v1/profiles</c>: which subtitles are wanted. Answers carry the version as <c>ETag</c>; a change with <c>If-Match</c> is refused with 409 when
/// somebody else was faster.
/// </summary>
internal sealed class ProfileEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var profiles = api.MapGroup("/profiles").WithTags("Languages");
        profiles.MapGet("/", ListAsync);
        profiles.MapPost("/", CreateAsync);
        profiles.MapGet("/{id:long}", GetAsync);
        profiles.MapPut("/{id:long}", UpdateAsync);
        profiles.MapDelete("/{id:long}", DeleteAsync);
        profiles.MapGet("/for", ForAsync);
    }

    private static async Task<Ok<IReadOnlyList<ProfileView>>> ListAsync([AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        PlainList.Part(http, asked, await mediator.Send(new GetProfiles.Query(), cancellationToken));

    private static async Task<Results<Ok<ProfileView>, NotFound>> GetAsync(long id, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        await FindAsync(id, http, mediator, cancellationToken) is { } profile ? TypedResults.Ok(profile) : TypedResults.NotFound();

    private static async Task<Created<ProfileView>> CreateAsync(ProfileRequest request, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new SaveProfile.Command(null, request.Fill(new ProfileTerms("", []))), cancellationToken);
        return TypedResults.Created($"/api/v1/profiles/{saved.Id}", await FindAsync(saved.Id!.Value, http, mediator, cancellationToken));
    }

    private static async Task<Results<Ok<ProfileView>, NotFound, ProblemHttpResult>> UpdateAsync(
        long id, ProfileRequest request, [FromHeader(Name = "If-Match")] string? version, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, http, mediator, cancellationToken) is not { } stored)
        {
            return TypedResults.NotFound();
        }

        // What is left out keeps the value that was just read: if that has changed meanwhile, nothing is stored.
        var saved = await mediator.Send(new SaveProfile.Command(id, request.Fill(stored.ToTerms()), StoredVersion.Read(version) ?? stored.Version), cancellationToken);
        return saved switch
        {
            { IsConflict: true } => Conflict(id),
            { Id: null } => TypedResults.NotFound(),
            _ => TypedResults.Ok((await FindAsync(id, http, mediator, cancellationToken))!),
        };
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> DeleteAsync(
        long id, long? replaced_by, [FromHeader(Name = "If-Match")] string? version, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new DeleteProfile.Command(id, replaced_by, StoredVersion.Read(version)), cancellationToken) switch
        {
            DeleteProfile.Outcome.Deleted => TypedResults.NoContent(),
            DeleteProfile.Outcome.NotFound => TypedResults.NotFound(),
            DeleteProfile.Outcome.Conflict => Conflict(id),
            DeleteProfile.Outcome.IsDefault => Refused("It is the default: give scope \"default\" to another profile with PUT /api/v1/profiles/assignments first."),
            _ => Refused("It holds for titles, tags or libraries: name the profile that replaces it, as in ?replaced_by=1."),
        };

    // Without the attribute the tags are looked for in the body, and a call without one finds nothing at this address.
    private static Task<Ok<ProfileView>> ForAsync(string? title, [FromQuery] string[]? tag, string? library, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new GetProfileFor.Query(new ProfileSubject { Title = title, Tags = tag ?? [], Library = library }), cancellationToken).AsOk();

    private static async Task<ProfileView?> FindAsync(long id, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new GetProfiles.Query(id), cancellationToken) is not [var profile])
        {
            return null;
        }

        StoredVersion.Tell(http, profile.Version);
        return profile;
    }

    private static ProblemHttpResult Conflict(long id) => TypedResults.Problem(
        $"Read /api/v1/profiles/{id} again, and change that.", statusCode: StatusCodes.Status409Conflict, title: "Somebody else changed the profile.");

    private static ProblemHttpResult Refused(string remedy) => TypedResults.Problem(
        remedy, statusCode: StatusCodes.Status409Conflict, title: "This profile cannot be deleted.");
}
