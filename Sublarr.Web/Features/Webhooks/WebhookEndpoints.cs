using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Infrastructure.Channels.Webhooks;
using Sublarr.Web.Api;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary><c>/api/v1/webhooks</c>: the same commands as the page.</summary>
internal sealed class WebhookEndpoints : IApiEndpoints
{
    private const string Caller = "api";

    public void Map(IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet("/", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetWebhooks.Query(), cancellationToken));
        webhooks.MapGet("/{id:long}", GetAsync);
        webhooks.MapPost("/", CreateAsync);
        webhooks.MapPut("/{id:long}", UpdateAsync);
        webhooks.MapDelete("/{id:long}", DeleteAsync);
        webhooks.MapPost("/{id:long}/test", TestAsync);
        webhooks.MapPost("/{id:long}/rotate", RotateAsync);
    }

    private static async Task<Results<Ok<WebhookView>, NotFound>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetWebhooks.Query(id), cancellationToken) is [var webhook] ? TypedResults.Ok(webhook) : TypedResults.NotFound();

    private static async Task<Created<WebhookView>> CreateAsync(WebhookRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new SaveWebhook.Command(null, request.Fill(new WebhookForm()), Caller), cancellationToken);
        var webhook = (await mediator.Send(new GetWebhooks.Query(saved!.Id), cancellationToken))[0];
        // Nobody else knows a secret made here: this answer is the one chance to read it.
        return TypedResults.Created($"/api/v1/webhooks/{webhook.Id}", webhook with { Secret = saved.NewSecret ?? webhook.Secret });
    }

    private static async Task<Results<Ok<WebhookView>, NotFound>> UpdateAsync(long id, WebhookRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new GetWebhooks.Query(id), cancellationToken) is not [var present]
            || await mediator.Send(new SaveWebhook.Command(id, request.Fill(WebhookForm.Of(present)), Caller), cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        return await mediator.Send(new GetWebhooks.Query(id), cancellationToken) is [var webhook] ? TypedResults.Ok(webhook) : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new DeleteSubscription.Command(WebhookView.Channel, id, Caller), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Ok<TestSubscription.Result>, NotFound>> TestAsync(
        long id, string? event_name, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new TestSubscription.Command(WebhookView.Channel, id, event_name), cancellationToken) is { } result
            ? TypedResults.Ok(result)
            : TypedResults.NotFound();

    private static async Task<Results<Ok<RotateSecret.Result>, NotFound>> RotateAsync(
        long id, RotateRequest? request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new RotateSecret.Command(id, request?.GraceHours ?? RotateSecret.StandardGraceHours, Caller), cancellationToken) is { } result
            ? TypedResults.Ok(result)
            : TypedResults.NotFound();

    /// <summary>How a secret is replaced.</summary>
    /// <param name="GraceHours">For how many hours requests are signed with the present secret too, 0 to 168; 24 when left out.</param>
    internal sealed record RotateRequest(int? GraceHours);

    /// <summary>A webhook as it is sent. A field that is left out keeps its value, or has its default in a new webhook.</summary>
    /// <param name="Name">What people call it.</param>
    /// <param name="EventNames">The events it is sent; <c>*</c> for all.</param>
    /// <param name="EventName">A single event, instead of <paramref name="EventNames"/>.</param>
    /// <param name="Url">Where it is sent.</param>
    /// <param name="Secret">What it is signed with; <c>***</c> or nothing keeps the present one.</param>
    /// <param name="Headers">Headers that are sent along, instead of those there are; the value <c>***</c> keeps the present one.</param>
    /// <param name="AuthType">none, basic or bearer.</param>
    /// <param name="AuthUser">The name to sign in with.</param>
    /// <param name="AuthSecret">The password or the token; <c>***</c> or nothing keeps the present one.</param>
    /// <param name="TimeoutSeconds">After how many seconds an attempt is given up.</param>
    /// <param name="RetryCount">How often a failed delivery is repeated.</param>
    /// <param name="Filter">Which of the events it hears by what they say; an empty object for all.</param>
    /// <param name="Enabled">True when it is sent.</param>
    internal sealed record WebhookRequest(
        string? Name,
        List<string>? EventNames,
        string? EventName,
        string? Url,
        string? Secret,
        Dictionary<string, string>? Headers,
        WebhookAuth? AuthType,
        string? AuthUser,
        string? AuthSecret,
        int? TimeoutSeconds,
        int? RetryCount,
        JsonElement? Filter,
        bool? Enabled)
    {
        public WebhookForm Fill(WebhookForm form)
        {
            form.Name = Name ?? form.Name;
            form.EventNames = EventNames ?? (EventName is null ? form.EventNames : [EventName]);
            form.Url = Url ?? form.Url;
            form.Secret = Secret ?? form.Secret;
            form.Headers = Headers is null ? form.Headers : [.. Headers.Select(header => RowOf(header, form.Headers))];
            form.AuthType = AuthType ?? form.AuthType;
            form.AuthUser = AuthUser ?? form.AuthUser;
            form.AuthSecret = AuthSecret ?? form.AuthSecret;
            form.TimeoutSeconds = TimeoutSeconds ?? form.TimeoutSeconds;
            form.RetryCount = RetryCount ?? form.RetryCount;
            form.Filter = ContentFilterText.Stored(Filter, form.Filter);
            form.Enabled = Enabled ?? form.Enabled;
            return form;
        }

        private static HeaderRow RowOf(KeyValuePair<string, string> header, List<HeaderRow> present) => new()
        {
            Name = header.Key,
            Value = header.Value ?? "",
            StoredName = present.Find(row => row.Name.Equals(header.Key.Trim(), StringComparison.OrdinalIgnoreCase))?.StoredName,
        };
    }
}
