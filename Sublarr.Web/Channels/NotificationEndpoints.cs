using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Subscriptions;
using Sublarr.Web.Api;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Channels;

/// <summary><c>/api/v1/notifications</c>: every channel that has no page of its own, with the same commands as the pages.</summary>
internal sealed class NotificationEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("/", ListAsync);
        notifications.MapGet("/schema", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetNotificationKinds.Query(), cancellationToken).AsOk());
        notifications.MapPost("/preview", PreviewAsync);
        notifications.MapGet("/{id:long}", GetAsync);
        notifications.MapPost("/", CreateAsync);
        notifications.MapPut("/{id:long}", UpdateAsync);
        notifications.MapPost("/test", TestAsync);
        notifications.MapSubscriptions(ChannelInfo.SharedPath);
    }

    private static async Task<Ok<IReadOnlyList<NotificationView>>> ListAsync(
        [AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var paging = asked.Read();
        var found = await mediator.Send(new GetNotifications.Query(Paging: paging), cancellationToken);
        return PlainList.Part(http, paging, found, await mediator.Send(new CountSubscriptions.Query(ChannelInfo.SharedPath), cancellationToken));
    }

    private static async Task<Results<Ok<NotificationView>, NotFound>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetNotifications.Query(id), cancellationToken) is [var found] ? TypedResults.Ok(found) : TypedResults.NotFound();

    private static async Task<Created<NotificationView>> CreateAsync(NotificationRequest request, ChannelForms forms, IMediator mediator, CancellationToken cancellationToken)
    {
        if (forms.FindShared(request.Kind ?? "") is null)
        {
            throw new ValidationException([new ValidationFailure("kind", forms.Refusal(request.Kind ?? ""))]);
        }

        var draft = new SubscriptionDraft { Kind = request.Kind ?? "" };
        var saved = await mediator.Send(new SaveSubscription.Command(null, request.Fill(draft)), cancellationToken);
        var stored = (await mediator.Send(new GetNotifications.Query(saved!.Id), cancellationToken))[0];
        return TypedResults.Created($"/api/v1/notifications/{stored.Id}", stored);
    }

    private static async Task<Results<Ok<NotificationView>, NotFound>> UpdateAsync(
        long id, NotificationRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new GetNotifications.Query(id), cancellationToken) is not [var present])
        {
            return TypedResults.NotFound();
        }

        if (request.Kind is { } kind && kind != present.Kind)
        {
            throw new ValidationException([new ValidationFailure("kind", $"It is of the kind \"{present.Kind}\" and stays so: create another one for \"{kind}\".")]);
        }

        return await mediator.Send(new SaveSubscription.Command(id, request.Fill(present.ToDraft())), cancellationToken) is null
            ? TypedResults.NotFound()
            : await GetAsync(id, mediator, cancellationToken);
    }

    private static async Task<Results<Ok<TestDraft.Result>, NotFound>> TestAsync(TestRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var draft = new SubscriptionDraft { Kind = request.Kind ?? "", EventNames = request.EventNames ?? [], Settings = request.Settings ?? [] };
        draft.TimeoutSeconds = request.TimeoutSeconds ?? draft.TimeoutSeconds;
        var stored = request.Id is { } id && await mediator.Send(new GetNotifications.Query(id), cancellationToken) is [var present] ? present.ToDraft() : null;
        (draft.TitleTemplate, draft.BodyTemplate) = (request.TitleTemplate ?? stored?.TitleTemplate ?? "", request.BodyTemplate ?? stored?.BodyTemplate ?? "");
        return await mediator.Send(new TestDraft.Command(request.Id, draft), cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound();
    }

    /// <summary>A notification that is tried out before it is saved.</summary>
    /// <param name="Id">A stored one that the settings are laid over, so that <c>***</c> means its secrets; left out for a new one.</param>
    /// <param name="Kind">What it is, as the schema names it.</param>
    /// <param name="EventNames">The events it will be sent: an example of the first is.</param>
    /// <param name="Settings">The settings.</param>
    /// <param name="TimeoutSeconds">After how many seconds a request is given up.</param>
    internal sealed record TestRequest(long? Id, string? Kind, List<string>? EventNames, JsonObject? Settings, int? TimeoutSeconds)
    {
        /// <summary>The template of the title; an empty text for the usual words, and left out for the one that is stored.</summary>
        public string? TitleTemplate { get; init; }

        /// <summary>The template of the text; an empty text for the usual words, and left out for the one that is stored.</summary>
        public string? BodyTemplate { get; init; }
    }

    private static async Task<Results<Ok<PreviewMessage.Result>, NotFound>> PreviewAsync(
        PreviewRequest request, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(
            new PreviewMessage.Query(request.TitleTemplate ?? "", request.BodyTemplate ?? "", request.EventName, request.EventId), cancellationToken) is { } result
            ? TypedResults.Ok(result)
            : TypedResults.NotFound();

    /// <summary>Templates to try.</summary>
    /// <param name="TitleTemplate">The template of the title; empty for the usual words.</param>
    /// <param name="BodyTemplate">The template of the text; empty for the usual words.</param>
    /// <param name="EventName">The event whose example is used; the first of the catalog when left out.</param>
    /// <param name="EventId">A stored event, instead of <paramref name="EventName"/>.</param>
    internal sealed record PreviewRequest(string? TitleTemplate, string? BodyTemplate, string? EventName, string? EventId);

    /// <summary>A notification as it is sent. A field that is left out keeps its value, or has its default in a new one.</summary>
    /// <param name="Name">What people call it.</param>
    /// <param name="Kind">What it is, as the schema names it; it cannot be changed.</param>
    /// <param name="Enabled">True when it is sent.</param>
    /// <param name="EventNames">The events it is sent; <c>*</c> for all.</param>
    /// <param name="EventName">A single event, instead of <paramref name="EventNames"/>.</param>
    /// <param name="Settings">The settings that change; <c>***</c> or null keeps a secret.</param>
    /// <param name="Filter">Which of the events it hears by what they say; an empty object for all.</param>
    /// <param name="TimeoutSeconds">After how many seconds an attempt is given up.</param>
    /// <param name="RetryCount">How often a failed delivery is repeated.</param>
    internal sealed record NotificationRequest(
        string? Name, string? Kind, bool? Enabled, List<string>? EventNames, string? EventName, JsonObject? Settings, JsonElement? Filter, int? TimeoutSeconds, int? RetryCount)
        : ISubscriptionRequest
    {
        /// <summary>The template of the titles of its messages; an empty text for the usual words.</summary>
        public string? TitleTemplate { get; init; }

        /// <summary>The template of the texts of its messages; an empty text for the usual words.</summary>
        public string? BodyTemplate { get; init; }

        /// <summary>The hours in which it tells nothing: <c>{from, to, time_zone}</c>; an empty object for none.</summary>
        public QuietHoursRequest? QuietHours { get; init; }

        public SubscriptionDraft Fill(SubscriptionDraft draft)
        {
            draft.Take(this);
            draft.Settings = Settings ?? draft.Settings;
            draft.TitleTemplate = TitleTemplate ?? draft.TitleTemplate;
            draft.BodyTemplate = BodyTemplate ?? draft.BodyTemplate;
            draft.QuietHours = QuietHours is null ? draft.QuietHours : QuietHours.ToHours();
            return draft;
        }
    }

    /// <summary>Hours of each day in which nothing is told; an empty object for none.</summary>
    /// <param name="From">When they begin, such as <c>22:00</c>.</param>
    /// <param name="To">When they end, such as <c>07:00</c>; earlier than the beginning for the next day.</param>
    /// <param name="TimeZone">Whose clock, such as <c>Europe/Berlin</c>; Sublarr's own when left out.</param>
    internal sealed record QuietHoursRequest(string? From, string? To, string? TimeZone)
    {
        public QuietHours? ToHours() =>
            From is null && To is null && TimeZone is null ? null : new QuietHours(From ?? "", To ?? "", TimeZone ?? TimeZoneInfo.Local.Id);
    }
}
