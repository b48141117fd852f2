using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Web.Api;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Web.Features.Hooks;

/// <summary><c>/api/v1/hooks</c>: the same commands as the page.</summary>
internal sealed class HookEndpoints : IApiEndpoints
{
    public void Map(IEndpointRouteBuilder api)
    {
        var hooks = api.MapGroup("/hooks").WithTags("Hooks");
        hooks.MapGet("/", ListAsync);
        hooks.MapGet("/sandbox", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetSandbox.Query(), cancellationToken).AsOk());
        hooks.MapGet("/permissions", (IMediator mediator, CancellationToken cancellationToken) => mediator.Send(new GetHookPermissions.Query(), cancellationToken).AsOk());
        hooks.MapPut("/permissions", (PermissionsRequest request, IMediator mediator, CancellationToken cancellationToken) =>
            mediator.Send(new AcceptHookPermissions.Command(request.Accepted), cancellationToken).AsOk());
        hooks.MapGet("/{id:long}", GetAsync);
        hooks.MapPost("/", CreateAsync);
        hooks.MapPut("/{id:long}", UpdateAsync);
        hooks.MapSubscriptions(HookView.Channel);
    }

    private static async Task<Ok<IReadOnlyList<HookView>>> ListAsync(
        [AsParameters] PlainList.Asked asked, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var paging = asked.Read();
        var hooks = await mediator.Send(new GetHooks.Query(Paging: paging), cancellationToken);
        return PlainList.Part(http, paging, hooks, await mediator.Send(new CountSubscriptions.Query(HookView.Channel), cancellationToken));
    }

    private static async Task<Results<Ok<HookView>, NotFound>> GetAsync(long id, IMediator mediator, CancellationToken cancellationToken) =>
        await mediator.Send(new GetHooks.Query(id), cancellationToken) is [var hook] ? TypedResults.Ok(hook) : TypedResults.NotFound();

    private static async Task<Created<HookView>> CreateAsync(HookRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        var draft = new SubscriptionDraft { Kind = HookView.Channel, RetryCount = 0 };
        var saved = await mediator.Send(new SaveSubscription.Command(null, request.Fill(draft)) { IsFlat = true }, cancellationToken);
        var hook = (await mediator.Send(new GetHooks.Query(saved!.Id), cancellationToken))[0];
        return TypedResults.Created($"/api/v1/hooks/{hook.Id}", hook);
    }

    private static async Task<Results<Ok<HookView>, NotFound>> UpdateAsync(long id, HookRequest request, IMediator mediator, CancellationToken cancellationToken)
    {
        return await mediator.Send(new GetHooks.Query(id), cancellationToken) is not [var present]
            || await mediator.Send(new SaveSubscription.Command(id, request.Fill(SubscriptionDraft.Of(HookView.Channel, present))) { IsFlat = true }, cancellationToken) is null
            ? TypedResults.NotFound()
            : await GetAsync(id, mediator, cancellationToken);
    }

    /// <summary>Whether scripts run from a file system that keeps no permissions.</summary>
    /// <param name="Accepted">True to run them although nobody can tell who may change them.</param>
    internal sealed record PermissionsRequest(bool Accepted);

    /// <summary>A hook as it is sent. A field that is left out keeps its value, or has its default in a new hook.</summary>
    /// <param name="Name">What people call it.</param>
    /// <param name="EventNames">The events it runs for; <c>*</c> for all.</param>
    /// <param name="EventName">A single event, instead of <paramref name="EventNames"/>.</param>
    /// <param name="ScriptPath">The script, within the hooks folder.</param>
    /// <param name="TimeoutSeconds">After how many seconds it is stopped.</param>
    /// <param name="RetryCount">How often a failed run is repeated.</param>
    /// <param name="WorkingMode">What becomes of an event that comes while it is still running: queue, skip or replace.</param>
    /// <param name="Ordering">none, or per_title: a run that waits for its retry holds back the later ones about the same series or movie.</param>
    /// <param name="Idempotent">True when a run that was interrupted may simply be made again.</param>
    /// <param name="EnvironmentNames">Names of variables of the server's environment that the script is given; never the server's own settings.</param>
    /// <param name="Filter">Which of the events it hears by what they say; an empty object for all.</param>
    /// <param name="Enabled">True when it runs.</param>
    internal sealed record HookRequest(
        string? Name, List<string>? EventNames, string? EventName, string? ScriptPath, int? TimeoutSeconds, int? RetryCount,
        WorkingMode? WorkingMode, DeliveryOrder? Ordering, bool? Idempotent, List<string>? EnvironmentNames, JsonElement? Filter, bool? Enabled) : ISubscriptionRequest
    {
        public SubscriptionDraft Fill(SubscriptionDraft draft)
        {
            draft.Take(this);
            draft.Set("script_path", ScriptPath?.Trim());
            draft.Set("working_mode", WorkingMode);
            draft.Set("ordering", Ordering);
            draft.Set("idempotent", Idempotent);
            draft.Set("environment_names", EnvironmentNames?.Select(name => name?.Trim()));
            return draft;
        }
    }
}
