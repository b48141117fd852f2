using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Settings;

/// <summary><c>/api/v1/sessions</c>: the browsers that are signed in.</summary>
internal sealed class SessionEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Settings");
        sessions.MapGet("/", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetSessions.Query(), cancellationToken).AsOk());
        sessions.MapDelete("/", EndAllAsync);
        sessions.MapDelete("/{id}", EndAsync);
    }

    private static async Task<Ok<EndedSessions>> EndAllAsync(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(new EndedSessions(await mediator.Send(new EndSessions.Command(), cancellationToken)));

    private static async Task<Results<NoContent, NotFound>> EndAsync(string id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new EndSessions.Command(id), cancellationToken) > 0 ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>What was signed out.</summary>
    /// <param name="Ended">How many browsers.</param>
    internal sealed record EndedSessions(int Ended);
}
