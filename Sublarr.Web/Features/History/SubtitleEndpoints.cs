using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Infrastructure.History;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.History;

/// <summary><c>/api/v1/subtitles/{id}</c>: one subtitle, why it is this one, and what a person does about it.</summary>
internal sealed class SubtitleEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var subtitles = api.MapGroup("/subtitles/{id:long}").WithTags("Subtitles");
        subtitles.MapGet("/", GetAsync);
        subtitles.MapDelete("/", DeleteAsync);
        subtitles.MapPost("/blacklist", BlacklistAsync);
        subtitles.MapPost("/restore", RestoreAsync);
        subtitles.MapPost("/upgrade", UpgradeAsync);
    }

    private static async Task<Results<Ok<SubtitleDetail>, ProblemHttpResult>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetSubtitle.Query(id), cancellationToken) is { } subtitle ? TypedResults.Ok(subtitle) : NoSubtitle();

    private static async Task<Results<Ok<Deed>, ProblemHttpResult>> DeleteAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new DeleteSubtitle.Command(id), cancellationToken));

    private static async Task<Results<Ok<Deed>, ProblemHttpResult>> BlacklistAsync(long id, BlacklistRequest? request, IMediator mediator, CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new BlacklistSubtitle.Command(id, request?.Reason), cancellationToken));

    private static async Task<Results<Ok<Deed>, ProblemHttpResult>> RestoreAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new RestoreReplaced.Command(id), cancellationToken));

    private static async Task<Results<Accepted<Looking>, ProblemHttpResult>> UpgradeAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new UpgradeSubtitle.Ask(id), cancellationToken) switch
        {
            { JobId: { } job } => TypedResults.Accepted($"/api/v1/jobs/{job}", new Looking(job)),
            { Obstacle: { } obstacle } => TypedResults.Problem(obstacle, statusCode: StatusCodes.Status409Conflict, title: "Nothing takes its place."),
            _ => NoSubtitle(),
        };

    private static Results<Ok<Deed>, ProblemHttpResult> Answer(SubtitleDeed deed) => deed.Result switch
    {
        DeedResult.Done => TypedResults.Ok(new Deed(deed.Text, deed.Path, deed.SubtitleId, deed.JobId)),
        DeedResult.Gone => TypedResults.Problem(deed.Text, statusCode: StatusCodes.Status404NotFound, title: "There is no such subtitle."),
        DeedResult.Disk => TypedResults.Problem(deed.Text, statusCode: StatusCodes.Status507InsufficientStorage, title: "The disk does not take it."),
        _ => TypedResults.Problem(deed.Text, statusCode: StatusCodes.Status409Conflict, title: "It cannot be done."),
    };

    private static ProblemHttpResult NoSubtitle() => TypedResults.Problem(
        "It may have been replaced, or its video is gone.", statusCode: StatusCodes.Status404NotFound, title: "There is no such subtitle.");

    /// <summary>Why it is not wanted.</summary>
    internal sealed record BlacklistRequest
    {
        /// <summary>What is wrong with it; left out for nothing to say.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>What was done.</summary>
    /// <param name="Text">As sentences.</param>
    /// <param name="Path">The file: a whole path.</param>
    /// <param name="SubtitleId">The subtitle it is about now; null for none.</param>
    /// <param name="JobId">The job that goes on from here; null for none.</param>
    internal sealed record Deed(string Text, string? Path, long? SubtitleId, long? JobId);

    /// <param name="JobId">The job that looks.</param>
    internal sealed record Looking(long JobId);
}
