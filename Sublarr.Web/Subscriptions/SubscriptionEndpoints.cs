using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Api;

namespace Sublarr.Web.Subscriptions;

/// <summary>What the API offers for hooks and webhooks alike.</summary>
internal static class SubscriptionEndpoints
{
    /// <summary>Maps it below the address of one kind.</summary>
    /// <param name="group">The address, such as <c>/hooks</c>.</param>
    /// <param name="channel">The channel of that kind.</param>
    public static void MapSubscriptions(this RouteGroupBuilder group, string channel)
    {
        group.MapDelete("/{id:long}", (long id, IMediator mediator, CancellationToken cancellationToken) => DeleteAsync(channel, id, mediator, cancellationToken));
        group.MapPost("/{id:long}/restore", (long id, IMediator mediator, CancellationToken cancellationToken) => RestoreAsync(channel, id, mediator, cancellationToken));
        group.MapPost("/{id:long}/test", (long id, TestSubscription.Request? request, string? event_name, IMediator mediator, CancellationToken cancellationToken) =>
            TestAsync(channel, id, request, event_name, mediator, cancellationToken));
        group.MapGet("/{id:long}/held", (long id, string? max_age_hours, IMediator mediator, CancellationToken cancellationToken) =>
            HeldAsync(channel, id, max_age_hours, mediator, cancellationToken));

        group.MapPost("/{id:long}/pause", (long id, IMediator mediator, CancellationToken cancellationToken) =>
            StopAsync(new SwitchSubscription.Command(channel, id, SwitchSubscription.To.Paused), mediator, cancellationToken));
        group.MapPost("/{id:long}/disable", (long id, IMediator mediator, CancellationToken cancellationToken) =>
            StopAsync(new SwitchSubscription.Command(channel, id, SwitchSubscription.To.Off), mediator, cancellationToken));
        group.MapPost("/{id:long}/resume", (long id, HeldChoice? held, IMediator mediator, CancellationToken cancellationToken) =>
            GoOnAsync(new SwitchSubscription.Command(channel, id, SwitchSubscription.To.Resumed, held), mediator, cancellationToken));
        group.MapPost("/{id:long}/enable", (long id, HeldChoice? held, IMediator mediator, CancellationToken cancellationToken) =>
            GoOnAsync(new SwitchSubscription.Command(channel, id, SwitchSubscription.To.On, held), mediator, cancellationToken));
    }

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(string channel, long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new DeleteSubscription.Command(channel, id), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> RestoreAsync(string channel, long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new RestoreSubscription.Command(channel, id), cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<Ok<AwaitTest.Result>, NotFound>> TestAsync(
        string channel, long id, TestSubscription.Request? request, string? eventName, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.TestAsync(channel, id, request?.EventName ?? eventName, request?.Data, cancellationToken) is { } result
            ? TypedResults.Ok(result)
            : TypedResults.NotFound();

    private static async Task<Results<Ok<GetHeld.Result>, NotFound>> HeldAsync(
        string channel, long id, string? maxAgeHours, IMediator mediator, CancellationToken cancellationToken)
    {
        var reader = new QueryReader();
        var hours = reader.Count("max_age_hours", maxAgeHours);
        reader.ThrowIfRefused();
        return await mediator.Send(new GetHeld.Query(channel, id, hours), cancellationToken) is { } held ? TypedResults.Ok(held) : TypedResults.NotFound();
    }

    private static async Task<Results<NoContent, NotFound>> StopAsync(SwitchSubscription.Command command, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(command, cancellationToken) is null ? TypedResults.NotFound() : TypedResults.NoContent();

    private static async Task<Results<Ok<HeldResult>, NotFound>> GoOnAsync(
        SwitchSubscription.Command command, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(command, cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound();
}
