using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Languages;
using Sublarr.Web.Api;
using Sublarr.Web.Languages;

namespace Sublarr.Web.Features.Languages;

/// <summary><c>/api/v1/profiles/assignments</c>: what each profile holds for. A title's goes before a tag's, that before a library's, that before the default.</summary>
internal sealed class AssignmentEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var assignments = api.MapGroup("/profiles/assignments").WithTags("Languages");
        assignments.MapGet("/", ListAsync);
        assignments.MapPut("/", AssignAsync);
        assignments.MapDelete("/", UnassignAsync);
    }

    private static async Task<Ok<IReadOnlyList<AssignmentView>>> ListAsync([AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        PlainList.Part(http, asked, await mediator.Send(new GetAssignments.Query(), cancellationToken));

    private static async Task<Ok<AssignmentView>> AssignAsync(AssignmentRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var (scope, key, profile) = (ScopeOf(request.Scope), request.Key?.Trim() ?? "", request.ProfileId ?? 0);
        await mediator.Send(new AssignProfile.Command(scope, key, profile), cancellationToken);
        return TypedResults.Ok(new AssignmentView(scope, key, profile));
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> UnassignAsync(string? scope, string? key, IMediator mediator, CancellationToken cancellationToken)
    {
        var known = ScopeOf(scope);
        if (known == ProfileScope.Default)
        {
            return TypedResults.Problem(
                "Give it another profile with PUT /api/v1/profiles/assignments instead.", statusCode: StatusCodes.Status409Conflict, title: "There is always a default.");
        }

        return await mediator.Send(new UnassignProfile.Command(known, key?.Trim() ?? ""), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static ProfileScope ScopeOf(string? word)
    {
        var reader = new QueryReader();
        var scope = reader.Word<ProfileScope>("scope", word);
        if (string.IsNullOrWhiteSpace(word))
        {
            reader.Refuse("scope", "Say what it holds for: title, tag, library or default.");
        }

        reader.ThrowIfRefused();
        return scope!.Value;
    }

    /// <summary>What a profile is to hold for.</summary>
    /// <param name="Scope">title, tag, library or default.</param>
    /// <param name="Key">Which title, tag or library; left out for the default.</param>
    /// <param name="ProfileId">The profile.</param>
    internal sealed record AssignmentRequest(string? Scope, string? Key, long? ProfileId);
}
