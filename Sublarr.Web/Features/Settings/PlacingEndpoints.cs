using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Subtitles;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Settings;

/// <summary><c>/api/v1/settings/placing</c> and <c>/api/v1/subtitles/trash</c>: how subtitles are written, and what was replaced.</summary>
internal sealed class PlacingEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var placing = api.MapGroup("/settings/placing").WithTags("Settings");
        placing.MapGet("/", GetAsync);
        placing.MapPut("/", ChangeAsync);
        var trash = api.MapGroup("/subtitles/trash").WithTags("Subtitles");
        trash.MapGet("/", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetTrash.Query(), cancellationToken).AsOk());
        trash.MapPost("/{id}/restore", RestoreAsync);
    }

    private static Task<Ok<GetPlacing.Placing>> GetAsync(IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetPlacing.Query(), cancellationToken).AsOk();

    private static async Task<Ok<GetPlacing.Placing>> ChangeAsync(PlacingRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new ChangePlacing.Command(request.Mark, request.IsPlain, request.FileMode?.Trim() ?? "", request.TrashDays, request.TrashMegabytes), cancellationToken);
        return await GetAsync(mediator, cancellationToken);
    }

    private static async Task<IResult> RestoreAsync(string id, SubtitleTrash trash, IMediator mediator, CancellationToken cancellationToken)
    {
        if (trash.Find(id) is null)
        {
            return Results.Problem("It is not in the trash any more.", statusCode: StatusCodes.Status404NotFound);
        }

        var restored = await mediator.Send(new RestoreSubtitle.Command(id), cancellationToken);
        return restored.IsDone ? Results.Ok(restored) : Results.Problem(restored.Text, statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>How subtitles are written. All of it is sent together.</summary>
    /// <param name="Mark">sdh, cc or hi.</param>
    /// <param name="IsPlain">True for codes of two or three letters alone.</param>
    /// <param name="FileMode">As in chmod, such as 664; left out or empty for what the umask says.</param>
    /// <param name="TrashDays">How long what was replaced is kept.</param>
    /// <param name="TrashMegabytes">How much of it.</param>
    internal sealed record PlacingRequest(HearingImpairedMark Mark, bool IsPlain, string? FileMode, int TrashDays, int TrashMegabytes);
}
