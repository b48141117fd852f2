using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Sublarr.Domain;
using Sublarr.Domain.Events;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Alerts;

/// <summary>The bell in the top bar, live.</summary>
/// <param name="mediator">Reads the alerts, and marks them.</param>
/// <param name="snackbar">Shows what has just come.</param>
/// <param name="navigation">Leads to it.</param>
/// <param name="seen">Says that another tab has marked them.</param>
public sealed partial class AlertBell(IMediator mediator, ISnackbar snackbar, NavigationManager navigation, SeenAlerts seen) : LiveComponent
{
    /// <summary>More at once are told as a number.</summary>
    private const int ToastsAtOnce = 3;

    private const int ToastMilliseconds = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly List<Snackbar> toasts = [];
    private IDisposable? markings;
    private Panel<GetAlerts.Result>? panel;
    private ElementReference bell;
    private ElementReference list;
    private long newest;
    private int unread;
    private int wanted = GetAlerts.Shown;
    private string announced = "";
    private bool isOpen;
    private bool isFocusDue;

    private string Badge => unread < GetAlerts.CountedUnread ? unread.ToString(CultureInfo.InvariantCulture) : $"{GetAlerts.CountedUnread - 1}+";

    private string Label => unread == 0 ? "Alerts" : $"Alerts, {Badge} unread";

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        markings?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Listen(ShowAsync, batch => batch.Events.Any(fact => fact.IsAlert), Pause);
        markings = seen.Subscribe(MarkedElsewhereAsync);
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
        var result = await mediator.Send(new GetAlerts.Query(wanted), cancellationToken);
        (unread, newest) = (result.Unread, result.Items is [var first, ..] ? first.Sequence : 0);
        StateHasChanged();
        return result;
    }

    private async Task ShowAsync(LiveBatch batch)
    {
        Tell([.. batch.Events.Where(fact => fact.IsAlert).Select(fact => AlertView.Of(0, fact, isSeen: false))]);
        await ReadAgainAsync();
        StateHasChanged();
    }

    // With the list open they are seen there, and nothing is put in front of it.
    private void Tell(IReadOnlyList<AlertView> alerts)
    {
        if (alerts.Count is 0)
        {
            return;
        }

        announced = alerts.Count > ToastsAtOnce ? $"{Wording.Count(alerts.Count)} new alerts" : string.Join(' ', alerts.Select(alert => alert.Text));
        if (isOpen)
        {
            return;
        }

        toasts.RemoveAll(toast => !snackbar.ShownSnackbars.Contains(toast));
        if (alerts.Count > ToastsAtOnce)
        {
            Toast($"{announced}. The bell has them.", Severity.Warning, path: null);
            return;
        }

        foreach (var alert in alerts)
        {
            Toast(alert.Text, alert.Tone switch { "good" => Severity.Success, "bad" => Severity.Error, _ => Severity.Warning }, alert.Path);
        }
    }

    private void Toast(string text, Severity severity, string? path)
    {
        var toast = snackbar.Add(text, severity, options =>
        {
            options.VisibleStateDuration = ToastMilliseconds;
            if (path is not null)
            {
                options.OnClick = _ =>
                {
                    navigation.NavigateTo(path);
                    return Task.CompletedTask;
                };
            }
        });
        if (toast is not null)
        {
            toasts.Add(toast);
        }
    }

    private void ClearToasts()
    {
        foreach (var toast in toasts)
        {
            snackbar.Remove(toast);
        }

        toasts.Clear();
    }

    private async Task MarkAsync()
    {
        await mediator.Send(new MarkAlertsSeen.Command(newest), CancellationToken.None);
        await ReadAgainAsync();
        // The button is disabled now, and would take the focus with it.
        await list.FocusAsync();
    }

    private Task ShowMoreAsync()
    {
        wanted = Math.Min(wanted + GetAlerts.Shown, GetAlerts.Largest);
        return ReadAgainAsync();
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

        ClearToasts();
        (isOpen, isFocusDue, wanted) = (true, true, GetAlerts.Shown);
    }

    private async Task CloseAsync()
    {
        isOpen = false;
        await bell.FocusAsync();
    }

    private Task KeyAsync(KeyboardEventArgs pressed) => isOpen && pressed.Key == "Escape" ? CloseAsync() : Task.CompletedTask;
}
