using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Incoming;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Alerts;

/// <summary><c>/api/v1/alerts</c>: what people are to notice.</summary>
internal sealed class AlertEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts");
        alerts.MapGet("/", ListAsync);
        alerts.MapPost("/seen", SeenAsync);
    }

    private static Task<Ok<GetAlerts.Result>> ListAsync(string? limit, string? offset, string? before, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var query = new GetAlerts.Query(reader.Count("limit", limit) ?? GetAlerts.Shown, reader.Number("before", before), reader.Count("offset", offset) ?? 0);
        reader.ThrowIfRefused();
        return mediator.Send(query, cancellationToken).AsOk();
    }

    private static async Task<NoContent> SeenAsync(SeenRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        await mediator.Send(new MarkAlertsSeen.Command(request.UpTo), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="UpTo">The sequence of the newest alert that was read.</param>
    internal sealed record SeenRequest(long? UpTo);
}
