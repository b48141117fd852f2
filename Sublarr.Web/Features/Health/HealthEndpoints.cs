using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;
using Sublarr.Web.Health;

namespace Sublarr.Web.Features.Health;

/// <summary><c>/api/v1/health</c>: what the last health check found. Whoever only asks whether Sublarr works asks <c>/health</c>, which needs no key.</summary>
internal sealed class HealthEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var health = api.MapGroup("/health").WithTags("Health");
        health.MapGet("/", GetAsync);
        health.MapPost("/check", CheckAsync);
    }

    private static Task<Ok<HealthFindings>> GetAsync(IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetHealth.Query(), cancellationToken).AsOk();

    private static async Task<Accepted<CheckQueued>> CheckAsync(IMediator mediator, CancellationToken cancellationToken)
    {
        var jobId = await mediator.Send(new CheckHealth.Command(), cancellationToken);
        return TypedResults.Accepted($"/api/v1/jobs/{jobId}", new CheckQueued(jobId));
    }

    /// <summary>The check that was queued, or is open already.</summary>
    /// <param name="JobId">The job.</param>
    internal sealed record CheckQueued(long JobId);
}
