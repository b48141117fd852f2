using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Wanted;

/// <summary><c>/api/v1/wanted</c>: the subtitles that are missing, and the search for them.</summary>
internal sealed class WantedEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var wanted = api.MapGroup("/wanted").WithTags("Wanted");
        wanted.MapGet("/", ListAsync);
        wanted.MapPut("/{id:long}", ChangeAsync);
        wanted.MapPost("/{id:long}/search", SearchOneAsync);
        wanted.MapPost("/search", SearchManyAsync);
        wanted.MapGet("/settings", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetSearchTerms.Query(), cancellationToken).AsOk());
        wanted.MapPut("/settings", SetTermsAsync);
    }

    private static Task<Ok<Page<WantedView>>> ListAsync([AsParameters] Asked asked, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var filter = asked.Read(reader);
        var paging = new Paging(reader.Count("limit", asked.Limit), reader.Count("offset", asked.Offset));
        reader.ThrowIfRefused();
        return mediator.Send(new GetWanted.Query(filter, paging), cancellationToken).AsOk();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(long id, ChangeRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        if (request.Ignored is not { } ignored)
        {
            var reader = new QueryReader();
            reader.Refuse("ignored", "Send true to ignore it, false to want it again.");
            reader.ThrowIfRefused();
            return NotWanted();
        }

        // Done twice it is done: only what is not there is an error.
        return await mediator.Send(new IgnoreWanted.Command(id, ignored), cancellationToken) || await mediator.Send(new IsWanted.Query(id), cancellationToken)
            ? TypedResults.NoContent()
            : NotWanted();
    }

    private static async Task<Results<Accepted<Searching>, ProblemHttpResult>> SearchOneAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new SearchWanted.One(id), cancellationToken) switch
        {
            { Obstacle: { } obstacle } => Impossible(obstacle),
            { JobId: { } job } => TypedResults.Accepted($"/api/v1/jobs/{job}", new Searching(job, 1)),
            _ => NotWanted(),
        };

    private static async Task<Results<Accepted<Searching>, Ok<Searching>, ProblemHttpResult>> SearchManyAsync(
        [AsParameters] Asked asked, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var filter = asked.Read(reader);
        reader.ThrowIfRefused();
        return await mediator.Send(new SearchWanted.Many(filter), cancellationToken) switch
        {
            { Obstacle: { } obstacle } => Impossible(obstacle),
            { JobId: { } job, Count: var count } => TypedResults.Accepted($"/api/v1/jobs/{job}", new Searching(job, count)),
            _ => TypedResults.Ok(new Searching(null, 0)),
        };
    }

    private static async Task<Ok<GetSearchTerms.Terms>> SetTermsAsync(TermsRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var stored = await mediator.Send(new GetSearchTerms.Query(), cancellationToken);
        await mediator.Send(new ChangeSearchTerms.Command(request.DelayMinutes ?? stored.DelayMinutes), cancellationToken);
        return await mediator.Send(new GetSearchTerms.Query(), cancellationToken).AsOk();
    }

    private static ProblemHttpResult NotWanted() => TypedResults.Problem(
        "It was found, its video is gone, or its language is no longer wanted.", statusCode: StatusCodes.Status404NotFound, title: "No such subtitle is wanted.");

    private static ProblemHttpResult Impossible(string obstacle) =>
        TypedResults.Problem(obstacle, statusCode: StatusCodes.Status409Conflict, title: "Nothing can be looked for.");

    /// <summary>Which subtitles, as an address says it.</summary>
    internal sealed record Asked
    {
        public string? Kind { get; init; }

        public string? Language { get; init; }

        public string? Variant { get; init; }

        public string? Title_id { get; init; }

        public string? Search { get; init; }

        public string? State { get; init; }

        public string? Required { get; init; }

        public string? Limit { get; init; }

        public string? Offset { get; init; }

        public WantedFilter Read(QueryReader reader) => new()
        {
            Kind = reader.Word<TitleKind>("kind", Kind),
            Language = reader.Language("language", Language),
            Variant = reader.Word<SubtitleVariant>("variant", Variant),
            TitleId = reader.Number("title_id", Title_id),
            Search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
            IsIgnored = reader.Word<WantedState>("state", State) switch { WantedState.Ignored => true, WantedState.All => null, _ => false },
            IsRequired = Choice(reader),
        };

        private bool? Choice(QueryReader reader)
        {
            if (string.IsNullOrWhiteSpace(Required))
            {
                return null;
            }

            if (bool.TryParse(Required, out var required))
            {
                return required;
            }

            reader.Refuse("required", "Use true or false.");
            return null;
        }
    }

    /// <summary>Whether it is ignored.</summary>
    internal sealed record ChangeRequest
    {
        /// <summary>True to ignore it, false to want it again.</summary>
        public bool? Ignored { get; init; }
    }

    /// <summary>When what is wanted is looked for.</summary>
    internal sealed record TermsRequest
    {
        /// <summary>How long nothing is looked for after an import, in minutes.</summary>
        public int? DelayMinutes { get; init; }
    }

    /// <param name="JobId">The job that looks; null when there is nothing to look for.</param>
    /// <param name="Count">How many subtitles it looks for.</param>
    internal sealed record Searching(long? JobId, int Count);
}

/// <summary>Which of the wanted subtitles are meant.</summary>
internal enum WantedState
{
    /// <summary>Those that are looked for.</summary>
    Wanted,

    /// <summary>Those nobody wants to hear of.</summary>
    Ignored,

    /// <summary>Both.</summary>
    All,
}
