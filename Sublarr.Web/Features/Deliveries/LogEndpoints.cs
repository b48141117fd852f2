using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Deliveries;

/// <summary><c>/api/v1/hooks/logs</c>: what hooks and webhooks did.</summary>
internal sealed class LogEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var logs = api.MapGroup("/hooks/logs").WithTags("Logs");
        logs.MapGet("/", GetAsync);
        logs.MapDelete("/", async (IMediator mediator, CancellationToken cancellationToken) =>
            TypedResults.Ok(new Cleared(await mediator.Send(new ClearLog.Command(), cancellationToken))));
    }

    private static Task<Ok<Page<GetAttemptLog.Item>>> GetAsync([AsParameters] Filter filter, IMediator mediator, CancellationToken cancellationToken) =>
        mediator.Send(
            new GetAttemptLog.Query(
                filter.Subscription_id ?? filter.Hook_id ?? filter.Webhook_id,
                filter.Event_name,
                filter.Success,
                filter.Since,
                filter.Until,
                new Paging(filter.Limit, filter.Offset)),
            cancellationToken).AsOk();

    /// <summary>Query parameters; their names are those of the address, which has no naming policy.</summary>
    internal sealed record Filter
    {
        public long? Subscription_id { get; init; }

        public long? Hook_id { get; init; }

        public long? Webhook_id { get; init; }

        public string? Event_name { get; init; }

        public bool? Success { get; init; }

        public DateTimeOffset? Since { get; init; }

        public DateTimeOffset? Until { get; init; }

        public int? Limit { get; init; }

        public int? Offset { get; init; }
    }

    /// <param name="Deleted">Number of deliveries removed.</param>
    internal sealed record Cleared(int Deleted);
}
