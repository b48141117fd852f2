using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Sublarr.Infrastructure.Transfer;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Transfer;

/// <summary><c>/api/v1/config</c>: hooks and webhooks as one document.</summary>
internal sealed class TransferEndpoints : IApiEndpoints
{
    /// <summary>The passphrase goes with a header: addresses end up in logs.</summary>
    private const string PassphraseHeader = "X-Config-Passphrase";

    public void Map(IEndpointRouteBuilder api)
    {
        var config = api.MapGroup("/config").WithTags("Configuration");
        config.MapGet("/export", ExportAsync)
            .WithSummary("All hooks and webhooks as one document")
            .Produces<JsonElement>(StatusCodes.Status200OK, "application/json").ProducesValidationProblem();
        config.MapPost("/import", ImportAsync)
            .WithSummary("Makes hooks and webhooks what a document says; with dry_run=true only tells what would change")
            .Accepts<JsonElement>("application/json")
            .Produces<Answer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ExportAsync(
        [FromHeader(Name = PassphraseHeader)] string? passphrase, IMediator mediator, CancellationToken cancellationToken)
    {
        var export = await mediator.Send(new ExportConfiguration.Query(passphrase), cancellationToken);
        return export.Problems.Count == 0
            ? TypedResults.File(export.Document, "application/json", "sublarr-configuration.json")
            : Refused(export.Problems);
    }

    private static async Task<IResult> ImportAsync(
        [FromHeader(Name = PassphraseHeader)] string? passphrase, bool? dry_run, string? plan, HttpRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var document = await ReadAsync(request, cancellationToken);
        var result = await mediator.Send(
            new ImportConfiguration.Command(new(document, passphrase, new Dictionary<string, string>(), plan, dry_run ?? false)), cancellationToken);
        return result switch
        {
            { Plan: null } => Refused(result.Problems),
            { IsStale: true } => TypedResults.Problem(
                "Something was changed since that plan was made: ask for another one.", statusCode: StatusCodes.Status409Conflict, title: "The plan is out of date."),
            { Plan: { } made } => TypedResults.Ok(new Answer(
                result.IsApplied, made.Id, made.Count(PlannedAction.Create), made.Count(PlannedAction.Change), made.Count(PlannedAction.Keep),
                made.Items, made.MissingSecrets, made.NotInDocument)),
        };
    }

    // One byte more than may be is read, and then it is known to be too much.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var document = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (document.Length <= TransferFormat.LargestDocument && await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            document.Write(buffer, 0, read);
        }

        return document.ToArray();
    }

    private static IResult Refused(IReadOnlyList<TransferProblem> problems) => TypedResults.ValidationProblem(
        problems.GroupBy(problem => problem.Path, problem => problem.Message).ToDictionary(path => path.Key, path => path.ToArray()),
        title: "The configuration cannot be used; nothing was changed.");

    /// <summary>What an import does, or would do.</summary>
    /// <param name="Applied">True when it is stored; false for a dry run.</param>
    /// <param name="Plan">Send it as <c>plan</c> with the import, and it is refused when something was changed meanwhile.</param>
    /// <param name="Created">How many are new.</param>
    /// <param name="Changed">How many differ.</param>
    /// <param name="Unchanged">How many are stored just so.</param>
    /// <param name="Items">Each of them.</param>
    /// <param name="MissingSecrets">Secrets that the document leaves out and that are not stored here.</param>
    /// <param name="NotInDocument">What is here and not in the document; it stays.</param>
    internal sealed record Answer(
        bool Applied, string Plan, int Created, int Changed, int Unchanged, IReadOnlyList<PlannedSubscription> Items,
        IReadOnlyList<MissingSecret> MissingSecrets, IReadOnlyList<OtherSubscription> NotInDocument);
}
