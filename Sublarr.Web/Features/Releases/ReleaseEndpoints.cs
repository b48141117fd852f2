using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Releases;

/// <summary><c>/api/v1/releases</c>: what the names of releases say.</summary>
internal sealed class ReleaseEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api) => api.MapGroup("/releases").WithTags("Releases").MapPost("/parse", ParseAsync);

    private static async Task<Ok<Answer>> ParseAsync(NamesRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Answer([.. (await mediator.Send(new ParseReleases.Query(request.Names), cancellationToken)).Select(ReleaseView.Of)]));

    /// <summary>Names to read.</summary>
    /// <param name="Names">At most 1,000 names, names of files or whole paths, each of at most 4,096 characters.</param>
    internal sealed record NamesRequest(List<string?>? Names);

    /// <summary>What they say.</summary>
    /// <param name="Items">One for each name, in their order.</param>
    internal sealed record Answer(IReadOnlyList<ReleaseView> Items);
}
