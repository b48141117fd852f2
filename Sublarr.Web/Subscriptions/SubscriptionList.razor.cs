using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Sublarr.Web.Components.Shared;

namespace Sublarr.Web.Subscriptions;

/// <summary>Hooks or webhooks with what can be done to them.</summary>
/// <param name="mediator">Does it.</param>
/// <param name="dialogs">Asks first, and shows tests.</param>
/// <param name="snackbar">Says what was done.</param>
public sealed partial class SubscriptionList(IMediator mediator, IDialogService dialogs, ISnackbar snackbar) : ComponentBase
{
    private const int ShownEvents = 5;

    private readonly HashSet<long> busy = [];

    /// <summary>What is listed.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SubscriptionItem> Items { get; set; } = [];

    /// <summary>The channel they all are of.</summary>
    [Parameter, EditorRequired]
    public string Channel { get; set; } = "";

    /// <summary>The address of the list: hooks or webhooks.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>One of them was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private Task SwitchAsync(SubscriptionItem item, SwitchSubscription.To to) => AloneAsync(item, async () =>
        await mediator.Send(new SwitchSubscription.Command(Channel, item.Id, to), CancellationToken.None));

    private async Task StopAsync(SubscriptionItem item, SwitchSubscription.To to)
    {
        await SwitchAsync(item, to);
        var (word, back) = to == SwitchSubscription.To.Off ? ("switched off", SwitchSubscription.To.On) : ("paused", SwitchSubscription.To.Resumed);
        snackbar.SayWithUndo($"“{item.Name}” is {word}", () => InvokeAsync(async () => await GoOnAsync(item, back, await mediator.HasHeldAsync(Channel, item.Id))));
    }

    private Task GoOnAsync(SubscriptionItem item, SwitchSubscription.To to) => GoOnAsync(item, to, item.Health.Held > 0);

    // What was held is nothing to be sent without a question. A dialog that is closed leaves all as it was.
    private Task GoOnAsync(SubscriptionItem item, SwitchSubscription.To to, bool hasHeld) => !hasHeld
        ? SwitchAsync(item, to)
        : AloneAsync(item, async () =>
        {
            if (await dialogs.OpenHeldAsync(Channel, item.Id, item.Name, to) is { } result)
            {
                snackbar.Say(true, $"“{item.Name}” goes on", $"{Wording.Count(result.Released)} sent after all, {Wording.Count(result.Discarded)} discarded");
            }
        });

    private async Task AloneAsync(SubscriptionItem item, Func<Task> action)
    {
        if (!busy.Add(item.Id))
        {
            return;
        }

        try
        {
            await action();
            await OnChanged.InvokeAsync();
        }
        finally
        {
            busy.Remove(item.Id);
        }
    }

    private async Task DeleteAsync(SubscriptionItem item)
    {
        if (await mediator.DeleteAsync(dialogs, snackbar, Channel, item.Id, item.Name))
        {
            await OnChanged.InvokeAsync();
        }
    }

    private Task TestAsync(SubscriptionItem item) => dialogs.OpenTestAsync(Channel, item.Id, item.Name, item.EventNames);
}
