using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Radzen;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Alerts;

/// <summary>The bell in the top bar, live.</summary>
/// <param name="mediator">Reads the alerts, and marks them.</param>
/// <param name="notifications">Shows what has just come.</param>
/// <param name="navigation">Leads to it.</param>
/// <param name="seen">Says that another tab has marked them.</param>
public sealed partial class AlertBell(IMediator mediator, NotificationService notifications, NavigationManager navigation, SeenAlerts seen) : ComponentBase, IDisposable
{
    /// <summary>More at once are told as a number.</summary>
    private const int ToastsAtOnce = 3;

    private const double ToastMilliseconds = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private IDisposable? listening;
    private Panel<GetAlerts.Result>? panel;
    private ElementReference bell;
    private ElementReference list;
    private long newest;
    private int unread;
    private string announced = "";
    private bool isOpen;
    private bool isFocusDue;

    private string Badge => unread < GetAlerts.CountedUnread ? unread.ToString(CultureInfo.InvariantCulture) : $"{GetAlerts.CountedUnread - 1}+";

    private string Label => unread == 0 ? "Alerts" : $"Alerts, {Badge} unread";

    /// <inheritdoc/>
    public void Dispose() => listening?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        listening = seen.Subscribe(MarkedElsewhereAsync);
        await CountAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (isFocusDue && isOpen)
        {
            isFocusDue = false;
            await list.FocusAsync();
        }
    }

    private async Task CountAsync() => unread = (await mediator.Send(new GetAlerts.Query(0), CancellationToken.None)).Unread;

    private async Task<GetAlerts.Result> LoadAsync(CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new GetAlerts.Query(GetAlerts.Shown), cancellationToken);
        (unread, newest) = (result.Unread, result.Items is [var first, ..] ? first.Sequence : 0);
        StateHasChanged();
        return result;
    }

    private async Task ShowAsync(LiveBatch batch)
    {
        Toast([.. batch.Events.Where(fact => fact.IsAlert).Select(fact => AlertView.Of(0, fact, isSeen: false))]);
        await ReadAgainAsync();
    }

    private void Toast(IReadOnlyList<AlertView> alerts)
    {
        if (alerts.Count > ToastsAtOnce)
        {
            announced = $"{Wording.Count(alerts.Count)} new alerts";
            notifications.Notify(NotificationSeverity.Warning, announced, "The bell has them.", ToastMilliseconds);
            return;
        }

        foreach (var alert in alerts)
        {
            announced = alert.Text;
            notifications.Notify(new NotificationMessage
            {
                Severity = alert.Tone switch { "good" => NotificationSeverity.Success, "bad" => NotificationSeverity.Error, _ => NotificationSeverity.Warning },
                Summary = EventCatalog.Find(alert.EventName)?.Label ?? alert.EventName,
                Detail = alert.Text,
                Duration = ToastMilliseconds,
                CloseOnClick = true,
                Click = _ => navigation.NavigateTo(alert.Path),
            });
        }
    }

    private async Task MarkAsync()
    {
        await mediator.Send(new MarkAlertsSeen.Command(newest), CancellationToken.None);
        await ReadAgainAsync();
        // The button is disabled now, and would take the focus with it.
        await list.FocusAsync();
    }

    private Task ReadAgainAsync() => isOpen && panel is not null ? panel.ReloadAsync() : CountAsync();

    private async Task MarkedElsewhereAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await ReadAgainAsync();
                StateHasChanged();
            });
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task ToggleAsync()
    {
        if (isOpen)
        {
            await CloseAsync();
            return;
        }

        (isOpen, isFocusDue) = (true, true);
    }

    private async Task CloseAsync()
    {
        isOpen = false;
        await bell.FocusAsync();
    }

    private Task KeyAsync(KeyboardEventArgs pressed) => isOpen && pressed.Key == "Escape" ? CloseAsync() : Task.CompletedTask;
}
