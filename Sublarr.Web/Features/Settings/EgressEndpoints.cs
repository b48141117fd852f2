using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Settings;

/// <summary><c>/api/v1/settings/egress</c>: where webhooks may go.</summary>
internal sealed class EgressEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var egress = api.MapGroup("/settings/egress").WithTags("Settings");
        egress.MapGet("/", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetEgress.Query(), cancellationToken).AsOk());
        egress.MapPut("/", ChangeAsync);
        egress.MapGet("/check", (string address, IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new CheckEgress.Query(address), cancellationToken).AsOk());
    }

    private static async Task<Ok<GetEgress.Egress>> ChangeAsync(EgressRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var present = await mediator.Send(new GetEgress.Query(), cancellationToken);
        await mediator.Send(
            new ChangeEgress.Command(request.Profile ?? present.Profile, request.Allow ?? present.Allow, request.Deny ?? present.Deny), cancellationToken);
        return await mediator.Send(new GetEgress.Query(), cancellationToken).AsOk();
    }

    /// <summary>Where webhooks may go, as it is sent. What is left out keeps its value.</summary>
    /// <param name="Profile">lan, public or custom.</param>
    /// <param name="Allow">What is open besides: host:port or a network.</param>
    /// <param name="Deny">Networks that are closed whatever else is said.</param>
    internal sealed record EgressRequest(EgressProfile? Profile, List<string>? Allow, List<string>? Deny);
}
