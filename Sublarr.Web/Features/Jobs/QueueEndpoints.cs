using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Jobs;

/// <summary><c>/api/v1/queue</c>: its lanes, and what of it is paused.</summary>
internal sealed class QueueEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var queue = api.MapGroup("/queue").WithTags("Jobs");
        queue.MapGet("/", GetAsync);
        queue.MapPost("/pause", (LaneRequest? request, IMediator mediator, CancellationToken cancellationToken) => ChangeAsync(true, request, mediator, cancellationToken));
        queue.MapPost("/resume", (LaneRequest? request, IMediator mediator, CancellationToken cancellationToken) => ChangeAsync(false, request, mediator, cancellationToken));
    }

    private static Task<Ok<GetQueue.Queue>> GetAsync(IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetQueue.Query(), cancellationToken).AsOk();

    private static async Task<Ok<GetQueue.Queue>> ChangeAsync(bool isPaused, LaneRequest? request, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new PauseQueue.Command(isPaused, request?.Lane), cancellationToken);
        return await GetAsync(mediator, cancellationToken);
    }

    /// <summary>What is paused or resumed.</summary>
    internal sealed record LaneRequest
    {
        /// <summary>One lane; left out for the whole queue.</summary>
        public string? Lane { get; init; }
    }
}
