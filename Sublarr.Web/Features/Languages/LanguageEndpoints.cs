using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Languages;

/// <summary><c>/api/v1/languages</c>: every language, with what everybody calls it.</summary>
internal sealed class LanguageEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api) => api.MapGroup("/languages").WithTags("Languages").MapGet("/", ListAsync);

    private static async Task<Ok<IReadOnlyList<LanguageView>>> ListAsync(
        string? text, [AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        PlainList.Part(http, asked, await mediator.Send(new GetLanguages.Query(text), cancellationToken));
}
