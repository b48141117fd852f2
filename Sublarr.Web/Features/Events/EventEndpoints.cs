using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Events;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Events;

/// <summary><c>/api/v1/events</c>: what can happen, and sending again what happened.</summary>
internal sealed class EventEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").WithTags("Events");
        events.MapGet("/catalog", ([AsParameters] PlainList.Asked asked, HttpContext http) => PlainList.Part(http, asked, [.. EventCatalog.All.Select(CatalogEntry.Of)]));
        events.MapPost("/{id}/send", SendAsync);
    }

    private static async Task<Results<Accepted<Sent>, ProblemHttpResult>> SendAsync(string id, SendRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new SendEvent.Command(id, request.SubscriptionId), cancellationToken) is { } delivery
            ? TypedResults.Accepted($"/api/v1/deliveries/{delivery}", new Sent(delivery))
            : TypedResults.Problem("Old events are removed after a while.", statusCode: StatusCodes.Status404NotFound, title: "There is no such event.");

    /// <param name="SubscriptionId">The hook or webhook it is sent to.</param>
    internal sealed record SendRequest(long? SubscriptionId);

    /// <param name="DeliveryId">The delivery that was queued.</param>
    internal sealed record Sent(long DeliveryId);

    /// <summary>One event of the catalog.</summary>
    /// <param name="Name">The public name.</param>
    /// <param name="Label">What people read.</param>
    /// <param name="Description">When it happens.</param>
    /// <param name="Version">The version of the payload's shape.</param>
    /// <param name="PayloadKeys">The payload's fields.</param>
    /// <param name="Schema">JSON Schema of the payload.</param>
    /// <param name="Example">A realistic payload.</param>
    internal sealed record CatalogEntry(
        string Name, string Label, string Description, int Version, IEnumerable<string> PayloadKeys, JsonNode Schema, JsonElement Example)
    {
        public static CatalogEntry Of(EventDescriptor entry) => new(
            entry.Name, entry.Label, entry.Description, entry.Version, entry.Fields.Select(field => field.Name), entry.Schema, entry.Example);
    }
}
