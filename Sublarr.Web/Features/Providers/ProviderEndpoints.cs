using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Providers;

/// <summary><c>/api/v1/providers</c>: the services that subtitles come from, with the same commands as the pages.</summary>
internal sealed class ProviderEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var providers = api.MapGroup("/providers").WithTags("Providers");
        providers.MapGet("/", async ([AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
            PlainList.Part(http, asked, await mediator.Send(new GetProviders.Query(), cancellationToken)));
        providers.MapGet("/{name}", GetAsync);
        providers.MapPut("/{name}", UpdateAsync);
        providers.MapPost("/{name}/test", TestAsync);
    }

    private static async Task<Results<Ok<ProviderView>, NotFound>> GetAsync(string name, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetProviders.Query(name), cancellationToken) is [var found] ? TypedResults.Ok(found) : TypedResults.NotFound();

    private static async Task<Results<Ok<ProviderView>, NotFound>> UpdateAsync(string name, ProviderRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new SaveProvider.Command(name, request.Enabled, request.Settings), cancellationToken)
            ? await GetAsync(name, mediator, cancellationToken)
            : TypedResults.NotFound();

    private static async Task<Results<Ok<TestProvider.Result>, NotFound>> TestAsync(
        string name, ProviderTestRequest? request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new TestProvider.Command(name, request?.Settings), cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound();

    /// <summary>A provider as it is sent. A field that is left out keeps its value.</summary>
    /// <param name="Enabled">True when it is to be asked.</param>
    /// <param name="Settings">The settings that change; <c>***</c> or null keeps a secret.</param>
    internal sealed record ProviderRequest(bool? Enabled, JsonObject? Settings);

    /// <summary>A provider that is tried out.</summary>
    /// <param name="Settings">Settings that are not saved, laid over those that are; left out for what is saved.</param>
    internal sealed record ProviderTestRequest(JsonObject? Settings);
}
