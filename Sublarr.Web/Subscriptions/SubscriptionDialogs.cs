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

    /// <summary>Deletes one if a person is sure, and says how to take it back.</summary>
    /// <returns>True when it was deleted.</returns>
    public static async Task<bool> DeleteAsync(this IMediator mediator, IDialogService dialogs, ISnackbar snackbar, string channel, long id, string name)
    {
        const string Question = "What still waits for it is cancelled. Its log stays. For an hour you can take it back, as it is now.";
        if (!await dialogs.AskAsync("Delete", $"Delete “{name}”? {Question}", "Delete", "Keep it", isDanger: true))
        {
            return false;
        }

        await mediator.Send(new DeleteSubscription.Command(channel, id), CancellationToken.None);
        snackbar.SayWithUndo($"“{name}” is deleted", () => mediator.RestoreAsync(snackbar, channel, id, name));
        return true;
    }

    /// <summary>Takes a deletion back, and says what of it stays.</summary>
    public static async Task RestoreAsync(this IMediator mediator, ISnackbar snackbar, string channel, long id, string name)
    {
        var isBack = await mediator.Send(new RestoreSubscription.Command(channel, id), CancellationToken.None);
        snackbar.Say(isBack, isBack ? $"“{name}” is back" : $"“{name}” is gone for good", isBack ? "What waited for it stays cancelled; the log sends it again." : null);
    }

    /// <summary>Stays on the page unless its changes may be lost.</summary>
    public static async Task AskToLeaveAsync(this IDialogService dialogs, LocationChangingContext leaving)
    {
        if (!await dialogs.AskAsync("Leave this page?", "What you changed is not saved.", "Leave", "Stay"))
        {
            leaving.PreventNavigation();
        }
    }
}
