using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Settings;

/// <summary><c>/api/v1/upgrades/settings</c>: whether better subtitles are looked for by themselves.</summary>
internal sealed class UpgradeEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/upgrades/settings").WithTags("Settings");
        settings.MapGet("/", GetAsync);
        settings.MapPut("/", ChangeAsync);
    }

    private static Task<Ok<GetUpgradeTerms.Terms>> GetAsync(IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new GetUpgradeTerms.Query(), cancellationToken).AsOk();

    private static async Task<Ok<GetUpgradeTerms.Terms>> ChangeAsync(UpgradeTermsRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var stored = await mediator.Send(new GetUpgradeTerms.Query(), cancellationToken);
        await mediator.Send(new ChangeUpgradeTerms.Command(request.Enabled ?? stored.Enabled, request.Days ?? stored.Days), cancellationToken);
        return await GetAsync(mediator, cancellationToken);
    }

    /// <summary>What is to be changed; what is left out stays.</summary>
    internal sealed record UpgradeTermsRequest
    {
        /// <summary>Whether better subtitles are looked for.</summary>
        public bool? Enabled { get; init; }

        /// <summary>For so many days after a download.</summary>
        public int? Days { get; init; }
    }
}
