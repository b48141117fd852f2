using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Library;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Library;

/// <summary><c>/api/v1/library</c>: series, movies, their videos, and the look through the folders.</summary>
internal sealed class LibraryEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var library = api.MapGroup("/library").WithTags("Library");
        library.MapGet("/series", (string? search, string? source, string? limit, string? offset, IMediator mediator, CancellationToken cancellationToken) =>
            ListAsync(TitleKind.Series, search, source, limit, offset, mediator, cancellationToken));
        library.MapGet("/movies", (string? search, string? source, string? limit, string? offset, IMediator mediator, CancellationToken cancellationToken) =>
            ListAsync(TitleKind.Movie, search, source, limit, offset, mediator, cancellationToken));
        library.MapGet("/series/{id:long}", (long id, IMediator mediator, CancellationToken cancellationToken) => GetAsync(TitleKind.Series, id, mediator, cancellationToken));
        library.MapGet("/movies/{id:long}", (long id, IMediator mediator, CancellationToken cancellationToken) => GetAsync(TitleKind.Movie, id, mediator, cancellationToken));
        library.MapGet("/series/{id:long}/poster", (long id, HttpContext http, IMediator mediator, CancellationToken cancellationToken) => PosterAsync(TitleKind.Series, id, http, mediator, cancellationToken));
        library.MapGet("/movies/{id:long}/poster", (long id, HttpContext http, IMediator mediator, CancellationToken cancellationToken) => PosterAsync(TitleKind.Movie, id, http, mediator, cancellationToken));
        library.MapGet("/series/{id:long}/numbers", NumbersAsync);
        library.MapPut("/series/{id:long}/numbers", SaveNumbersAsync);
        library.MapGet("/files/{id:long}", GetFileAsync);
        library.MapGet("/files/{id:long}/jobs", FileJobsAsync);
        library.MapPost("/scan", ScanAsync);
    }

    private static Task<Ok<Page<TitleView>>> ListAsync(
        TitleKind kind, string? search, string? source, string? limit, string? offset, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var paging = new Paging(reader.Count("limit", limit), reader.Count("offset", offset));
        var from = reader.Word<TitleSource>("source", source);
        reader.ThrowIfRefused();
        return mediator.Send(new GetTitles.Query(kind, Blank(search), from is { } known ? EnumText.Of(known) : null, paging), cancellationToken).AsOk();
    }

    private static async Task<Results<Ok<TitleDetail>, ProblemHttpResult>> GetAsync(TitleKind kind, long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetTitle.Query(kind, id), cancellationToken) is { } title
            ? TypedResults.Ok(title)
            : TypedResults.Problem("It may have been removed since.", statusCode: StatusCodes.Status404NotFound, title: kind == TitleKind.Series ? "There is no such series." : "There is no such movie.");

    private static async Task<Results<Ok<VideoView>, ProblemHttpResult>> GetFileAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetVideo.Query(id), cancellationToken) is { } video
            ? TypedResults.Ok(video)
            : NoFile();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PosterAsync(
        TitleKind kind, long id, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        GetPoster.Answer(http, await mediator.Send(new GetPoster.Query(kind, id), cancellationToken));

    private static async Task<Results<Ok<IReadOnlyList<EpisodeNumber>>, ProblemHttpResult>> NumbersAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetNumbers.Query(id), cancellationToken) is { } numbers ? TypedResults.Ok(numbers) : NoSeries();

    private static async Task<Results<Ok<IReadOnlyList<EpisodeNumber>>, ProblemHttpResult>> SaveNumbersAsync(
        long id, List<EpisodeNumber> numbers, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new SaveNumbers.Command(id, numbers), cancellationToken) ? await NumbersAsync(id, mediator, cancellationToken) : NoSeries();

    private static async Task<Results<Ok<IReadOnlyList<FileJobView>>, ProblemHttpResult>> FileJobsAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetFileJobs.Query(id), cancellationToken) is { } jobs ? TypedResults.Ok(jobs) : NoFile();

    private static async Task<Results<Accepted<Scanning>, ProblemHttpResult>> ScanAsync(IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new ScanLibrary.Command(), cancellationToken) is { Count: > 0 } jobs
            ? TypedResults.Accepted($"/api/v1/jobs/{jobs[0]}", new Scanning(jobs))
            : TypedResults.Problem(
                "Add the folder of your videos with POST /api/v1/library/folders, or name it in SUBLARR_MEDIA_PATH. What Sonarr and Radarr report is in the library without it.",
                statusCode: StatusCodes.Status409Conflict, title: "The library has no folder of its own.");

    private static ProblemHttpResult NoSeries() => TypedResults.Problem("It may have been removed since.", statusCode: StatusCodes.Status404NotFound, title: "There is no such series.");

    private static ProblemHttpResult NoFile() => TypedResults.Problem("It may have been removed since.", statusCode: StatusCodes.Status404NotFound, title: "There is no such file.");

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Who may have a title: the words of <see cref="TitleView.Source"/>.</summary>
    internal enum TitleSource
    {
        Sonarr,
        Radarr,
        Folder,
    }

    /// <param name="JobIds">The jobs that look, one for each folder.</param>
    internal sealed record Scanning(IReadOnlyList<long> JobIds);
}
