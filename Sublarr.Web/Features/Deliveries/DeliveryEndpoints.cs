using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Sublarr.Domain.Incoming;
using Sublarr.Domain.Jobs;
using Sublarr.Web.Api;

namespace Sublarr.Web.Features.Deliveries;

/// <summary><c>/api/v1/deliveries</c>: the log, one delivery with its attempts, and sending again.</summary>
internal sealed class DeliveryEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var deliveries = api.MapGroup("/deliveries").WithTags("Deliveries");
        deliveries.MapGet("/", ListAsync);
        deliveries.MapGet("/export", ExportAsync);
        deliveries.MapGet("/{id:long}", GetAsync);
        deliveries.MapPost("/{id:long}/resend", ResendAsync);
    }

    private static Task<Ok<ListDeliveries.Answer>> ListAsync(
        [AsParameters] Asked asked, string? limit, string? offset, string? before, string? exact_total, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var paging = new Paging(reader.Count(nameof(limit), limit), reader.Count(nameof(offset), offset));
        var olderThan = reader.Number(nameof(before), before);
        if (exact_total is not (null or "" or "true" or "false"))
        {
            reader.Refuse(nameof(exact_total), "Use true or false.");
        }

        return mediator.Send(new ListDeliveries.Query(asked.Read(reader), paging, olderThan, exact_total != "false"), cancellationToken).AsOk();
    }

    // Read by a browser too: it sends its cookie, and that is enough for reading.
    private static async Task<IResult> ExportAsync(
        [AsParameters] Asked asked, string? format, IMediator mediator, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        if (format is not (null or "csv" or "json"))
        {
            reader.Refuse(nameof(format), "Use csv or json.");
        }

        var deliveries = await mediator.Send(new ExportDeliveries.Query(asked.Read(reader)), cancellationToken);
        return format == "json"
            ? TypedResults.Stream(
                stream => JsonSerializer.SerializeAsync(stream, deliveries, json.Value.SerializerOptions, cancellationToken), "application/json", "deliveries.json")
            : TypedResults.Stream(stream => DeliveryTable.WriteAsync(deliveries, stream, cancellationToken), "text/csv; charset=utf-8", "deliveries.csv");
    }

    private static async Task<Results<Ok<ShowDelivery.Result>, ProblemHttpResult>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new ShowDelivery.Query(id), cancellationToken) is { } delivery ? TypedResults.Ok(delivery) : Unknown(id);

    private static async Task<Results<Accepted, ProblemHttpResult>> ResendAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new ResendDelivery.Command(id), cancellationToken) switch
        {
            ResendDelivery.Answer.Queued => TypedResults.Accepted($"/api/v1/deliveries/{id}"),
            ResendDelivery.Answer.Running => TypedResults.Problem(
                "It is being sent at this moment. Wait for the end of the attempt.", statusCode: StatusCodes.Status409Conflict, title: "The delivery cannot be sent again now."),
            _ => Unknown(id),
        };

    private static ProblemHttpResult Unknown(long id) => TypedResults.Problem(
        $"There is no delivery {id}: old ones are removed after a while.", statusCode: StatusCodes.Status404NotFound, title: "There is no such delivery.");

    /// <summary>The filter as texts of the address, whose names have no naming policy.</summary>
    internal sealed record Asked
    {
        public string? State { get; init; }

        public string? Error_class { get; init; }

        public string? Subscription_id { get; init; }

        public string? Event_name { get; init; }

        public string? Since { get; init; }

        public string? Until { get; init; }

        public string? Text { get; init; }

        /// <exception cref="FluentValidation.ValidationException">Something cannot be read.</exception>
        public DeliveryFilter Read(QueryReader reader)
        {
            var filter = new DeliveryFilter(
                reader.Word<JobState>("state", State),
                reader.Number("subscription_id", Subscription_id),
                Blank(Event_name),
                Blank(Text),
                reader.Word<FailureClass>("error_class", Error_class),
                reader.Time("since", Since),
                reader.Time("until", Until));
            reader.InOrder("since", filter.Since, filter.Until);
            reader.ThrowIfRefused();
            return filter;
        }

        private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
