using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Deliveries;

/// <summary><c>/api/v1/deliveries/replay</c>: sends again what never succeeded.</summary>
internal sealed class ReplayEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var replays = api.MapGroup("/deliveries/replay").WithTags("Deliveries");
        replays.MapPost("/", StartAsync);
        replays.MapGet("/{id:long}", GetAsync);
    }

    private static async Task<Results<Ok<ReplayDeliveries.Result>, Accepted<ReplayDeliveries.Result>>> StartAsync(
        ReplayRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(
            new ReplayDeliveries.Command(request.SubscriptionId, request.Since, request.Until, request.DryRun ?? false, request.PerSecond ?? ReplayDeliveries.UsualRate),
            cancellationToken);
        return result.JobId is { } id ? TypedResults.Accepted($"/api/v1/deliveries/replay/{id}", result) : TypedResults.Ok(result);
    }

    private static async Task<Results<Ok<Replay>, ProblemHttpResult>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetReplay.Query(id), cancellationToken) is { } replay
            ? TypedResults.Ok(replay)
            : TypedResults.Problem($"There is no replay {id}: old ones are removed after a while.", statusCode: StatusCodes.Status404NotFound, title: "There is no such replay.");

    /// <param name="SubscriptionId">To one hook or webhook; all when left out.</param>
    /// <param name="Since">Queued not before.</param>
    /// <param name="Until">Queued not after.</param>
    /// <param name="DryRun">True only counts.</param>
    /// <param name="PerSecond">How many are queued in a second; 50 when left out.</param>
    internal sealed record ReplayRequest(long? SubscriptionId, DateTimeOffset? Since, DateTimeOffset? Until, bool? DryRun, int? PerSecond);
}
