using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.History;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.History;

/// <summary><c>/api/v1/history</c> and <c>/api/v1/blacklist</c>: what became of subtitles, and which are not taken again.</summary>
internal sealed class HistoryEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGroup("/history").WithTags("Subtitles").MapGet("/", ListAsync);
        var blacklist = api.MapGroup("/blacklist").WithTags("Subtitles");
        blacklist.MapGet("/", BlacklistAsync);
        blacklist.MapDelete("/{id:long}", AllowAsync);
    }

    private static Task<Ok<Page<HistoryView>>> ListAsync([AsParameters] Asked asked, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var filter = asked.Read(reader);
        var paging = new Paging(reader.Count("limit", asked.Limit), reader.Count("offset", asked.Offset));
        reader.ThrowIfRefused();
        return mediator.Send(new GetHistory.Query(filter, paging), cancellationToken).AsOk();
    }

    private static Task<Ok<Page<BlacklistView>>> BlacklistAsync(string? limit, string? offset, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var paging = new Paging(reader.Count("limit", limit), reader.Count("offset", offset));
        reader.ThrowIfRefused();
        return mediator.Send(new GetBlacklist.Query(paging), cancellationToken).AsOk();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AllowAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new AllowAgain.Command(id), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem("It was taken off, or its video is gone.", statusCode: StatusCodes.Status404NotFound, title: "It is not on the blacklist.");

    /// <summary>Which part of the history, as an address says it.</summary>
    internal sealed record Asked
    {
        public string? Video_id { get; init; }

        public string? Title_id { get; init; }

        public string? Action { get; init; }

        public string? Language { get; init; }

        public string? Provider { get; init; }

        public string? Limit { get; init; }

        public string? Offset { get; init; }

        public HistoryFilter Read(QueryReader reader) => new()
        {
            VideoId = reader.Number("video_id", Video_id),
            TitleId = reader.Number("title_id", Title_id),
            Action = reader.Word<SubtitleAction>("action", Action),
            Language = reader.Language("language", Language),
            Provider = string.IsNullOrWhiteSpace(Provider) ? null : Provider.Trim().ToLowerInvariant(),
        };
    }
}
