using MediatR;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Subscriptions;

/// <summary>What the pages of hooks and webhooks share.</summary>
internal static class SubscriptionDialogs
{
    /// <summary>Opens the dialog in which an example event is sent.</summary>
    public static Task OpenTestAsync(this IDialogService dialogs, string channel, long id, string name, IReadOnlyList<string> eventNames) => dialogs.OpenAsync(
        $"Test “{name}”",
        new DialogParameters<TestDialog> { { dialog => dialog.Channel, channel }, { dialog => dialog.Id, id }, { dialog => dialog.EventNames, eventNames } },
        MaxWidth.Medium);

    /// <summary>Asks what becomes of held deliveries, and switches on or resumes. Null when the question was left.</summary>
    public static async Task<HeldResult?> OpenHeldAsync(this IDialogService dialogs, string channel, long id, string name, SwitchSubscription.To to) => await dialogs.OpenAsync(
        to == SwitchSubscription.To.On ? $"Switch on “{name}”" : $"Resume “{name}”",
        new DialogParameters<HeldDialog> { { dialog => dialog.To, to }, { dialog => dialog.Channel, channel }, { dialog => dialog.Id, id } },
        MaxWidth.Small) as HeldResult;

    /// <summary>True when something is held that has to be asked about before it is switched on.</summary>
    public static async Task<bool> HasHeldAsync(this IMediator mediator, string channel, long? id) =>
        id is { } present && await mediator.Send(new GetHeld.Query(channel, present), CancellationToken.None) is { Count: > 0 };

    /// <summary>True when a person is sure.</summary>
    public static Task<bool> AskToDeleteAsync(this IDialogService dialogs, string name) =>
        dialogs.AskAsync("Delete", $"Delete “{name}”? What still waits for it is cancelled. Its log stays.", "Delete", "Keep it", isDanger: true);

    /// <summary>Stays on the page unless its changes may be lost.</summary>
    public static async Task AskToLeaveAsync(this IDialogService dialogs, LocationChangingContext leaving)
    {
        if (!await dialogs.AskAsync("Leave this page?", "What you changed is not saved.", "Leave", "Stay"))
        {
            leaving.PreventNavigation();
        }
    }
}
