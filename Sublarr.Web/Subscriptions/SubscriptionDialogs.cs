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

    /// <summary>Stores what a page has edited. What it holds is asked about first where it is switched on by that.</summary>
    /// <param name="dialogs">Asks.</param>
    /// <param name="mediator">Knows what is held.</param>
    /// <param name="subscription">Its channel, which one it is (null for a new one), and what it is called now.</param>
    /// <param name="isSwitchedOn">True when it was off.</param>
    /// <param name="save">Stores it, as off where it is told so; returns which it is, null when it was deleted meanwhile.</param>
    /// <returns>What <paramref name="save"/> returned.</returns>
    public static async Task<long?> SaveAsync(
        this IDialogService dialogs, IMediator mediator, (string Channel, long? Id, string Name) subscription, bool isSwitchedOn, Func<bool, Task<long?>> save)
    {
        var asks = isSwitchedOn && await mediator.HasHeldAsync(subscription.Channel, subscription.Id);
        var id = await save(asks);
        if (asks && id is { } stored)
        {
            await dialogs.OpenHeldAsync(subscription.Channel, stored, subscription.Name, SwitchSubscription.To.On);
        }

        return id;
    }

    /// <summary>Says whether a page has stored what it edited.</summary>
    /// <param name="snackbar">Says it.</param>
    /// <param name="isThere">False when it was deleted meanwhile.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="otherwise">What is said when it is not there.</param>
    public static void SaySaved(this ISnackbar snackbar, bool isThere, string name, string otherwise) =>
        snackbar.Say(isThere, isThere ? $"“{name}” is saved" : otherwise);

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
