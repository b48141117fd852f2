using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Library;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Arr;

/// <summary><c>/api/v1/arr</c>: the Sonarrs and Radarrs that Sublarr asks, with the same commands as the pages.</summary>
internal sealed class ArrEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var arr = api.MapGroup("/arr").WithTags("Sonarr and Radarr");
        arr.MapGet("/", async ([AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
            PlainList.Part(http, asked, await mediator.Send(new GetArrInstances.Query(), cancellationToken)));
        arr.MapPost("/", CreateAsync);
        arr.MapGet("/{id:long}", GetAsync);
        arr.MapPut("/{id:long}", UpdateAsync);
        arr.MapDelete("/{id:long}", DeleteAsync);
        arr.MapPost("/test", TestAsync);
        arr.MapPost("/{id:long}/test", TestStoredAsync);
    }

    private static async Task<Results<Ok<ArrView>, NotFound>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetArrInstances.Query(id), cancellationToken) is [var found] ? TypedResults.Ok(found) : TypedResults.NotFound();

    private static async Task<Created<ArrView>> CreateAsync(ArrRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new SaveArrInstance.Command(null, request.Fill(new ArrDraft { Kind = "" })), cancellationToken);
        var stored = (await mediator.Send(new GetArrInstances.Query(id), cancellationToken))[0];
        return TypedResults.Created($"/api/v1/arr/{stored.Id}", stored);
    }

    private static async Task<Results<Ok<ArrView>, NotFound>> UpdateAsync(long id, ArrRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new GetArrInstances.Query(id), cancellationToken) is not [var present])
        {
            return TypedResults.NotFound();
        }

        var draft = new ArrDraft { Kind = present.Kind, Name = present.Name, Url = present.Url, Enabled = present.Enabled };
        return await mediator.Send(new SaveArrInstance.Command(id, request.Fill(draft)), cancellationToken) is null
            ? TypedResults.NotFound()
            : await GetAsync(id, mediator, cancellationToken);
    }

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new DeleteArrInstance.Command(id), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Ok<TestArrInstance.Result>, NotFound>> TestAsync(ArrTestRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        await RunAsync(request.Id, request.Fill(new ArrDraft { Kind = "" }), mediator, cancellationToken);

    private static async Task<Results<Ok<TestArrInstance.Result>, NotFound>> TestStoredAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await RunAsync(id, null, mediator, cancellationToken);

    private static async Task<Results<Ok<TestArrInstance.Result>, NotFound>> RunAsync(long? id, ArrDraft? draft, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new TestArrInstance.Command(id, draft), cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound();

    /// <summary>An instance as it is sent. A field that is left out keeps its value, or has its default in a new one.</summary>
    internal record ArrRequest
    {
        /// <summary>What it is called, behind the address of its webhook and in its reports.</summary>
        public string? Name { get; init; }

        /// <summary>sonarr or radarr; it cannot be changed.</summary>
        public string? Kind { get; init; }

        /// <summary>Its address, with its URL base.</summary>
        public string? Url { get; init; }

        /// <summary>Its key; <c>***</c> or null keeps the present one.</summary>
        public string? ApiKey { get; init; }

        /// <summary>Where its folders are here: all of them.</summary>
        public IReadOnlyList<PathMapping>? PathMappings { get; init; }

        /// <summary>True when it is to be asked.</summary>
        public bool? Enabled { get; init; }

        public ArrDraft Fill(ArrDraft draft)
        {
            draft.Kind = Kind?.Trim().ToLowerInvariant() ?? draft.Kind;
            (draft.Name, draft.Url, draft.ApiKey) = (Name ?? draft.Name, Url ?? draft.Url, ApiKey ?? draft.ApiKey);
            (draft.PathMappings, draft.Enabled) = (PathMappings ?? draft.PathMappings, Enabled ?? draft.Enabled);
            return draft;
        }
    }

    /// <summary>An instance that is tried out before it is saved.</summary>
    internal sealed record ArrTestRequest : ArrRequest
    {
        /// <summary>A stored one whose key stands for <c>***</c>; left out for a new one.</summary>
        public long? Id { get; init; }
    }
}
