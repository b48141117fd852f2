using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Web.Features.Library;

/// <summary>The picture that lies in the folder of a series or movie; null when there is none that can be shown.</summary>
internal static class GetPoster
{
    /// <param name="Kind">A series or a movie; null for whichever it is.</param>
    /// <param name="Id">Its id.</param>
    public sealed record Query(TitleKind? Kind, long Id) : IRequest<Poster?>;

    public sealed class Handler(IDbContextFactory<SublarrDbContext> contexts, IPosters posters) : IRequestHandler<Query, Poster?>
    {
        public async Task<Poster?> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var folder = await context.Titles.AsNoTracking().Where(title => title.Id == query.Id && (query.Kind == null || title.Kind == query.Kind))
                .Select(title => title.Folder).FirstOrDefaultAsync(cancellationToken);
            return string.IsNullOrEmpty(folder) ? null : await posters.FindAsync(folder, cancellationToken);
        }
    }

    /// <summary>Serves them to signed-in browsers.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(
        "/posters/{id:long}",
        async (long id, HttpContext http, IMediator mediator, CancellationToken cancellationToken) => Answer(http, await mediator.Send(new Query(null, id), cancellationToken)));

    /// <summary>A picture as an answer that a browser keeps for a day.</summary>
    public static Results<FileContentHttpResult, ProblemHttpResult> Answer(HttpContext http, Poster? poster)
    {
        if (poster is null)
        {
            return TypedResults.Problem(
                "A file poster.jpg, folder.jpg or cover.jpg (or .png, .webp) in the folder of the title is shown, if it is no larger than 5 MB.",
                statusCode: StatusCodes.Status404NotFound, title: "There is no poster.");
        }

        http.Response.Headers.CacheControl = "private, max-age=86400";
        // What the first bytes say counts, and nothing that a browser would guess.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(poster.Bytes, poster.ContentType);
    }
}
