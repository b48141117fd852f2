using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Infrastructure.Backups;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Backups;

/// <summary><c>/api/v1/backups</c>: made, taken elsewhere, deleted and restored.</summary>
internal sealed class BackupEndpoints : IApiEndpoints
{
    private const string ZipType = "application/zip";
    private const string Unreadable = "The backups cannot be read.";

    public void Map(IEndpointRouteBuilder api)
    {
        var backups = api.MapGroup("/backups").WithTags("Backups");
        backups.MapGet("/", ListAsync).WithSummary("The backups there are, the newest first");
        backups.MapPost("/", MakeAsync).WithSummary("Makes a backup now, by a job");
        backups.MapGet("/{name}", DownloadAsync).WithSummary("The file of a backup. All secrets are in it")
            .Produces(StatusCodes.Status200OK, contentType: ZipType).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        backups.MapDelete("/{name}", DeleteAsync).WithSummary("Deletes a backup for good").ProducesValidationProblem();
        backups.MapPost("/{name}/restore", RestoreAsync).WithSummary("Restores a backup: Sublarr makes a backup of now, stops, and puts it in at the next start").ProducesValidationProblem();
        backups.MapPost("/restore", UploadAsync).WithSummary("Restores the backup that is the body of the request").Accepts<Stream>(ZipType, "application/octet-stream");
    }

    private static async Task<Results<Ok<IReadOnlyList<BackupView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetBackups.Query(), cancellationToken) switch
        {
            { Problem: { } problem } => TypedResults.Problem(problem, statusCode: StatusCodes.Status503ServiceUnavailable, title: Unreadable),
            var answer => PlainList.Part(http, asked, answer.Backups),
        };

    private static async Task<Accepted<Queued>> MakeAsync(IMediator mediator, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(new MakeBackup.Command(), cancellationToken));

    private static async Task<IResult> DownloadAsync(string name, IMediator mediator, CancellationToken cancellationToken)
    {
        try
        {
            return await mediator.Send(new DownloadBackup.Command(name), cancellationToken) is { } content
                ? TypedResults.Stream(content, ZipType, name, enableRangeProcessing: true)
                : Unknown(name);
        }
        catch (BackupException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: Unreadable);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string name, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new DeleteBackup.Command(name), cancellationToken) switch
        {
            { IsDone: true } => TypedResults.NoContent(),
            { Problem: { } problem } => TypedResults.Problem(problem, statusCode: StatusCodes.Status409Conflict, title: "The backup was not deleted."),
            _ => Unknown(name),
        };

    private static async Task<Results<Accepted<Queued>, ProblemHttpResult>> RestoreAsync(string name, IMediator mediator, CancellationToken cancellationToken) =>
        Answer(await mediator.Send(new RestoreBackup.Command(name), cancellationToken), name, StatusCodes.Status409Conflict);

    // As large as it comes: what is too much for the disk is refused while it is read.
    private static async Task<Results<Accepted<Queued>, ProblemHttpResult>> UploadAsync(HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        return Answer(await mediator.Send(new RestoreUploaded.Command(http.Request.Body), cancellationToken), "", StatusCodes.Status400BadRequest);
    }

    private static Results<Accepted<Queued>, ProblemHttpResult> Answer(RestoreAnswer answer, string name, int refused) => answer switch
    {
        { JobId: { } job } => Accepted(job),
        { Problem: { } problem } => TypedResults.Problem(problem, statusCode: refused, title: "The backup cannot be restored; nothing was changed."),
        _ => Unknown(name),
    };

    private static Accepted<Queued> Accepted(long job) => TypedResults.Accepted($"/api/v1/jobs/{job}", new Queued(job));

    private static ProblemHttpResult Unknown(string name) =>
        TypedResults.Problem($"There is no backup {name}: GET /api/v1/backups lists them.", statusCode: StatusCodes.Status404NotFound, title: "There is no such backup.");

    /// <summary>What was queued.</summary>
    /// <param name="JobId">The job that does it.</param>
    internal sealed record Queued(long JobId);
}
