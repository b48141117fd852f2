using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Search;
using Sublarr.Web.Api;
using Sublarr.Web.Searches;

namespace Sublarr.Web.Features.Searches;

/// <summary><c>/api/v1/searches</c>: what searches found, and the search by hand.</summary>
internal sealed class SearchEndpoints : IApiEndpoints
{
    /// <summary>Nobody watches a film in more.</summary>
    private const int MostLanguages = 20;

    public void Map(IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/library/files/{id:long}").WithTags("Searches");
        files.MapPost("/search", StartAsync);
        files.MapGet("/searches", ListAsync);
        var searches = api.MapGroup("/searches/{id:long}").WithTags("Searches");
        searches.MapGet("/", GetAsync);
        searches.MapPost("/download", DownloadAsync);
        searches.MapPost("/preview", PreviewAsync);
    }

    private static async Task<Results<Accepted<OrderedSearch>, ProblemHttpResult>> StartAsync(long id, SearchRequest? request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new StartSearch.Command(id, WishOf(request)), cancellationToken) switch
        {
            { Ordered: { } ordered } => TypedResults.Accepted($"/api/v1/searches/{ordered.SearchId}", ordered),
            { Obstacle: { } obstacle } => TypedResults.Problem(obstacle, statusCode: StatusCodes.Status409Conflict, title: "Nothing can be looked for."),
            _ => NoFile(),
        };

    private static async Task<Results<Ok<Page<SearchItem>>, ProblemHttpResult>> ListAsync(
        long id, string? limit, string? offset, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var paging = new Paging(reader.Count("limit", limit), reader.Count("offset", offset));
        reader.ThrowIfRefused();
        return await mediator.Send(new GetFileSearches.Query(id, paging), cancellationToken) is { } page ? TypedResults.Ok(page) : NoFile();
    }

    private static async Task<Results<Ok<SearchView>, ProblemHttpResult>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetSearch.Query(id), cancellationToken) is { } search ? TypedResults.Ok(search) : TypedResults.Problem(
            "Searches are kept for 30 days, and go with their videos.", statusCode: StatusCodes.Status404NotFound, title: "There is no such search.");

    private static async Task<Results<Accepted<Fetching>, ProblemHttpResult>> DownloadAsync(long id, CandidateRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new DownloadCandidate.Command(id, request.Named()), cancellationToken) is { } job
            ? TypedResults.Accepted($"/api/v1/jobs/{job}", new Fetching(job))
            : NoCandidate();

    private static async Task<Results<Ok<PreviewView>, ProblemHttpResult>> PreviewAsync(long id, CandidateRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new PreviewCandidate.Query(id, request.Named()), cancellationToken) switch
        {
            { Shown: { } shown } => TypedResults.Ok(shown),
            { Problem: { } problem } => TypedResults.Problem(problem, statusCode: StatusCodes.Status502BadGateway, title: "The provider did not deliver it."),
            _ => NoCandidate(),
        };

    private static SearchWish WishOf(SearchRequest? request)
    {
        var reader = new QueryReader();
        var named = request?.Languages;
        if (named is { Count: 0 or > MostLanguages })
        {
            reader.Refuse("languages", $"Name 1 to {MostLanguages} languages, or leave the field out for those of the profile.");
        }

        List<LanguageCode> languages = [];
        foreach (var name in named ?? [])
        {
            if (LanguageCode.Find(name) is { } known)
            {
                languages.Add(known);
            }
            else
            {
                reader.Refuse("languages", $"\"{name}\" is no language Sublarr knows. GET /api/v1/languages lists them.");
            }
        }

        reader.ThrowIfRefused();
        return new(named is null ? null : languages, request?.Forced);
    }

    private static ProblemHttpResult NoFile() => TypedResults.Problem("It may have been removed since.", statusCode: StatusCodes.Status404NotFound, title: "There is no such file.");

    private static ProblemHttpResult NoCandidate() => TypedResults.Problem(
        "The search is not kept any more, or never found it. GET /api/v1/searches/{id} lists what there is.", statusCode: StatusCodes.Status404NotFound, title: "There is no such subtitle.");

    /// <summary>What is looked for; all that the profile wants when nothing is sent.</summary>
    internal sealed record SearchRequest
    {
        /// <summary>In which languages; left out for those of the profile.</summary>
        public IReadOnlyList<string>? Languages { get; init; }

        /// <summary>True for what is foreign in the film alone, false for whole subtitles; left out for what the profile wants.</summary>
        public bool? Forced { get; init; }
    }

    /// <summary>Which of the subtitles that a search found.</summary>
    internal sealed record CandidateRequest
    {
        /// <summary>The id of a candidate of this search.</summary>
        public string? CandidateId { get; init; }

        /// <exception cref="FluentValidation.ValidationException">It names none.</exception>
        public string Named()
        {
            var reader = new QueryReader();
            if (string.IsNullOrWhiteSpace(CandidateId))
            {
                reader.Refuse("candidate_id", "Give the id of a candidate of this search.");
            }

            reader.ThrowIfRefused();
            return CandidateId!;
        }
    }

    /// <param name="JobId">The job that fetches it.</param>
    internal sealed record Fetching(long JobId);
}
