using MediatR;
using Microsoft.AspNetCore.Components.Routing;
using Radzen;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Subscriptions;

namespace Sublarr.Web.Subscriptions;

/// <summary>What the pages of hooks and webhooks share.</summary>
internal static class SubscriptionDialogs
{
    /// <summary>Opens the dialog in which an example event is sent.</summary>
    public static Task OpenTestAsync(this DialogService dialogs, string channel, long id, string name, IReadOnlyList<string> eventNames) =>
        dialogs.OpenAsync<TestDialog>(
            $"Test “{name}”",
            new Dictionary<string, object?>
            {
                [nameof(TestDialog.Channel)] = channel,
                [nameof(TestDialog.Id)] = id,
                [nameof(TestDialog.EventNames)] = eventNames,
            },
            new DialogOptions { Width = "min(60rem, 96vw)", CloseDialogOnOverlayClick = true });

    /// <summary>Asks what becomes of held deliveries, and switches on or resumes. Null when the question was left.</summary>
    public static async Task<HeldResult?> OpenHeldAsync(this DialogService dialogs, string channel, long id, string name, SwitchSubscription.To to) =>
        await dialogs.OpenAsync<HeldDialog>(
            to == SwitchSubscription.To.On ? $"Switch on “{name}”" : $"Resume “{name}”",
            new Dictionary<string, object?>
            {
                [nameof(HeldDialog.To)] = to,
                [nameof(HeldDialog.Channel)] = channel,
                [nameof(HeldDialog.Id)] = id,
            },
            new DialogOptions { Width = "min(36rem, 96vw)", CloseDialogOnOverlayClick = true }) as HeldResult;

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
        this DialogService dialogs, IMediator mediator, (string Channel, long? Id, string Name) subscription, bool isSwitchedOn, Func<bool, Task<long?>> save)
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
    /// <param name="notifications">Says it.</param>
    /// <param name="isThere">False when it was deleted meanwhile.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="otherwise">What is said when it is not there.</param>
    public static void NotifySaved(this NotificationService notifications, bool isThere, string name, string otherwise) =>
        notifications.Notify(isThere ? NotificationSeverity.Success : NotificationSeverity.Warning, isThere ? $"“{name}” is saved" : otherwise);

    /// <summary>True when a person is sure.</summary>
    public static async Task<bool> AskToDeleteAsync(this DialogService dialogs, string name) => await dialogs.Confirm(
        $"Delete “{name}”? What still waits for it is cancelled. Its log stays.",
        "Delete",
        new ConfirmOptions { OkButtonText = "Delete", CancelButtonText = "Keep it", CssClass = "is-danger" }) == true;

    /// <summary>Stays on the page unless its changes may be lost.</summary>
    public static async Task AskToLeaveAsync(this DialogService dialogs, LocationChangingContext leaving)
    {
        var isSure = await dialogs.Confirm(
            "What you changed is not saved.", "Leave this page?", new ConfirmOptions { OkButtonText = "Leave", CancelButtonText = "Stay" });
        if (isSure != true)
        {
            leaving.PreventNavigation();
        }
    }
}
