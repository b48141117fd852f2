using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Api;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Webhooks;

/// <summary><c>/api/v1/webhooks</c>: the same commands as the page.</summary>
internal sealed class WebhookEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet("/", ListAsync);
        webhooks.MapGet("/{id:long}", GetAsync);
        webhooks.MapGet("/templates", async ([AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
            PlainList.Part(http, asked, await mediator.Send(new GetPayloadPresets.Query(), cancellationToken)));
        webhooks.MapPost("/preview", PreviewAsync);
        webhooks.MapPost("/", CreateAsync);
        webhooks.MapPut("/{id:long}", UpdateAsync);
        webhooks.MapSubscriptions(WebhookView.Channel);
        webhooks.MapPost("/{id:long}/rotate", RotateAsync);
    }

    private static async Task<Ok<IReadOnlyList<WebhookView>>> ListAsync(
        [AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var paging = asked.Read();
        var webhooks = await mediator.Send(new GetWebhooks.Query(Paging: paging), cancellationToken);
        return PlainList.Part(http, paging, webhooks, await mediator.Send(new CountSubscriptions.Query(WebhookView.Channel), cancellationToken));
    }

    private static async Task<Results<Ok<WebhookView>, NotFound>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetWebhooks.Query(id), cancellationToken) is [var webhook] ? TypedResults.Ok(webhook) : TypedResults.NotFound();

    private static async Task<Created<WebhookView>> CreateAsync(WebhookRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new SaveSubscription.Command(null, request.ToDraft(null)) { IsFlat = true }, cancellationToken);
        var webhook = (await mediator.Send(new GetWebhooks.Query(saved!.Id), cancellationToken))[0];
        // Nobody else knows a secret made here: this answer is the one chance to read it.
        return TypedResults.Created($"/api/v1/webhooks/{webhook.Id}", webhook with { Secret = saved.Made.GetValueOrDefault("secret", webhook.Secret) });
    }

    private static async Task<Results<Ok<WebhookView>, NotFound>> UpdateAsync(long id, WebhookRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new GetWebhooks.Query(id), cancellationToken) is not [var present]
            || await mediator.Send(new SaveSubscription.Command(id, request.ToDraft(present)) { IsFlat = true }, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        return await GetAsync(id, mediator, cancellationToken);
    }

    private static async Task<Results<Ok<PreviewPayload.Result>, NotFound>> PreviewAsync(
        PreviewRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(
            new PreviewPayload.Query(request.PayloadTemplate ?? "", request.ContentType ?? WebhookView.Json, request.EventName, request.EventId), cancellationToken) is { } result
            ? TypedResults.Ok(result)
            : TypedResults.NotFound();

    private static async Task<Results<Ok<RotateSecret.Result>, NotFound>> RotateAsync(
        long id, RotateRequest? request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new RotateSecret.Command(id, request?.GraceHours ?? RotateSecret.StandardGraceHours), cancellationToken) is { } result
            ? TypedResults.Ok(result)
            : TypedResults.NotFound();

    /// <summary>A template to try.</summary>
    /// <param name="PayloadTemplate">Its text; empty for Sublarr's own body.</param>
    /// <param name="ContentType">What it makes; JSON when left out.</param>
    /// <param name="EventName">The event whose example is used; the first of the catalog when left out.</param>
    /// <param name="EventId">A stored event, instead of <paramref name="EventName"/>.</param>
    internal sealed record PreviewRequest(string? PayloadTemplate, string? ContentType, string? EventName, string? EventId);

    /// <summary>How a secret is replaced.</summary>
    /// <param name="GraceHours">For how many hours requests are signed with the present secret too, 0 to 168; 24 when left out.</param>
    internal sealed record RotateRequest(int? GraceHours);
}
