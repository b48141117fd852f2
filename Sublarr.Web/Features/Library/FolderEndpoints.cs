using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Library;

/// <summary><c>/api/v1/library/folders</c>: the folders that Sublarr looks through itself, and whether they are watched.</summary>
internal sealed class FolderEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var library = api.MapGroup("/library").WithTags("Library");
        library.MapGet("/folders", ListAsync);
        library.MapPost("/folders", AddAsync);
        library.MapDelete("/folders/{id:long}", RemoveAsync);
        library.MapGet("/settings", ReadAsync);
        library.MapPut("/settings", ChangeAsync);
    }

    private static async Task<Ok<IReadOnlyList<FolderView>>> ListAsync([AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        PlainList.Part(http, asked, await mediator.Send(new GetFolders.Query(), cancellationToken));

    private static async Task<Created<AddFolder.Added>> AddAsync(FolderRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var added = await mediator.Send(new AddFolder.Command(request.Path ?? ""), cancellationToken);
        return TypedResults.Created($"/api/v1/jobs/{added.JobId}", added);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new RemoveFolder.Command(id), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem("Those of SUBLARR_MEDIA_PATH have none: change the variable.", statusCode: StatusCodes.Status404NotFound, title: "There is no folder of this id.");

    private static async Task<Ok<SettingsView>> ReadAsync(IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SettingsView(await mediator.Send(new GetWatching.Query(), cancellationToken)));

    private static async Task<Ok<SettingsView>> ChangeAsync(SettingsRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        if (request.Watch is { } watch)
        {
            await mediator.Send(new WatchFolders.Command(watch), cancellationToken);
        }

        return await ReadAsync(mediator, cancellationToken);
    }

    /// <param name="Path">The whole path of the folder, as Sublarr sees it.</param>
    internal sealed record FolderRequest(string? Path);

    /// <param name="Watch">True when folders are looked through soon after something changed in them.</param>
    internal sealed record SettingsView(bool Watch);

    /// <param name="Watch">True to look through folders soon after something changed in them; left out, it stays as it is.</param>
    internal sealed record SettingsRequest(bool? Watch);
}
