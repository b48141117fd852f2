using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Jobs;

/// <summary><c>/api/v1/queue</c>: its lanes, what of it is paused, and how many run at once.</summary>
internal sealed class QueueEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var queue = api.MapGroup("/queue").WithTags("Jobs");
        queue.MapGet("/", (bool? idle, IMediator mediator, CancellationToken cancellationToken) => GetAsync(idle ?? false, mediator, cancellationToken));
        queue.MapPut("/lanes/{lane}", SetAsync);
        queue.MapPost("/pause", (LaneRequest? request, IMediator mediator, CancellationToken cancellationToken) => ChangeAsync(true, request, mediator, cancellationToken));
        queue.MapPost("/resume", (LaneRequest? request, IMediator mediator, CancellationToken cancellationToken) => ChangeAsync(false, request, mediator, cancellationToken));
    }

    private static Task<Ok<GetQueue.Queue>> GetAsync(bool withIdle, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(new GetQueue.Query(WithIdle: withIdle), cancellationToken).AsOk();

    private static async Task<Ok<GetQueue.Queue>> SetAsync(string lane, AtOnceRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new SetAtOnce.Command(lane, request.AtOnce), cancellationToken);
        return await GetAsync(withIdle: true, mediator, cancellationToken);
    }

    private static async Task<Ok<GetQueue.Queue>> ChangeAsync(bool isPaused, LaneRequest? request, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new PauseQueue.Command(isPaused, request?.Lane), cancellationToken);
        return await GetAsync(withIdle: false, mediator, cancellationToken);
    }

    /// <summary>How many run at once.</summary>
    internal sealed record AtOnceRequest
    {
        /// <summary>How many; null for the usual number.</summary>
        public int? AtOnce { get; init; }
    }

    /// <summary>What is paused or resumed.</summary>
    internal sealed record LaneRequest
    {
        /// <summary>One lane; left out for the whole queue.</summary>
        public string? Lane { get; init; }
    }
}
