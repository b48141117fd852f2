using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Web.Api;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Live;

namespace Sublarr.Web.Features.Deliveries;

/// <summary>The delivery log. Its filters live in the address.</summary>
/// <param name="mediator">Asks for the pages.</param>
/// <param name="navigation">Holds the filters.</param>
/// <param name="browser">The time zone of the time fields.</param>
/// <param name="dialogs">Opens the replay.</param>
public sealed partial class Log(IMediator mediator, NavigationManager navigation, BrowserTime browser, IDialogService dialogs) : ComponentBase
{
    private static readonly (string Value, string Text)[] states = [.. Enum.GetValues<JobState>().Select(state => (Wording.Word(state), Wording.State(state)))];
    private static readonly (string Value, string Text)[] events = [.. EventCatalog.All.Select(descriptor => (descriptor.Name, descriptor.Label))];
    private static readonly (string Value, string Text)[] errors = [.. Enum.GetValues<FailureClass>().Select(EnumText.Of).Select(failure => (failure, NameOf(failure)))];

    private DeliveryFilter filter = new();
    private GetDeliveries.Page? current;
    private Panel<GetDeliveries.Page>? panel;
    private HashSet<long> visible = [];
    private bool isReading;
    private bool showsHeld;
    private long firstNewest;
    private int held;

    /// <summary>Only deliveries in this state.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>Only deliveries of this event.</summary>
    [SupplyParameterFromQuery]
    public string? Event { get; set; }

    /// <summary>Only deliveries to this hook or webhook.</summary>
    [SupplyParameterFromQuery]
    public long? Subscription { get; set; }

    /// <summary>Only deliveries with this text in title, name or reason.</summary>
    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    /// <summary>Only deliveries whose last attempt failed in this way.</summary>
    [SupplyParameterFromQuery]
    public string? Error { get; set; }

    /// <summary>Only deliveries queued not before this time.</summary>
    [SupplyParameterFromQuery]
    public string? Since { get; set; }

    /// <summary>Only deliveries queued not after this time.</summary>
    [SupplyParameterFromQuery]
    public string? Until { get; set; }

    /// <summary>Only deliveries older than this one.</summary>
    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    /// <summary>Only deliveries newer than this one.</summary>
    [SupplyParameterFromQuery]
    public long? After { get; set; }

    private bool IsNewestPage => Before is null && After is null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A word or time that cannot be read, in an address somebody typed, filters nothing.
        var reader = new QueryReader();
        var asked = new DeliveryFilter(
            EnumText.Find<JobState>(State), Subscription, Blank(Event), Blank(Text),
            EnumText.Find<FailureClass>(Error), reader.Time(nameof(Since), Since), reader.Time(nameof(Until), Until));
        if (asked != filter)
        {
            (filter, firstNewest) = (asked, 0);
        }
    }

    // Abbreviations stay as they are.
    private static string NameOf(string failure) => failure is "dns" or "http" or "tls" ? failure.ToUpperInvariant() : Wording.Kind(failure.Replace('_', '-'));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string EventLabel(GetDeliveries.Row row) =>
        row.EventName is { } name ? EventCatalog.Find(name)?.Label ?? name : row.Title.Split(" → ")[0].Replace("Test: ", "");

    // While somebody points at a row, new rows would push it away: they are counted and shown on leaving or on request.
    private async Task<GetDeliveries.Page> LoadAsync(CancellationToken cancellationToken)
    {
        var page = await mediator.Send(new GetDeliveries.Query(filter, Before, After), cancellationToken);
        if (isReading && !showsHeld && IsNewestPage && current is { Rows: [var top, ..] } && page.Rows.Count(row => row.Id > top.Id) is > 0 and var more)
        {
            held = more;
            var fresh = page.Rows.ToDictionary(row => row.Id);
            return current = current with { Rows = [.. current.Rows.Select(row => fresh.GetValueOrDefault(row.Id, row))] };
        }

        (held, showsHeld) = (0, false);
        firstNewest = firstNewest == 0 && page.Rows is [var newest, ..] ? newest.Id : firstNewest;
        visible = [.. page.Rows.Select(row => row.Id)];
        return current = page;
    }

    private bool Concerns(LiveBatch batch) =>
        batch.Jobs.Any(job => visible.Contains(job.JobId) || (IsNewestPage && JobKinds.IsDelivery(job.Kind)));

    private Task LeaveAsync()
    {
        isReading = false;
        return held > 0 ? ShowHeldAsync() : Task.CompletedTask;
    }

    private Task ShowHeldAsync()
    {
        showsHeld = true;
        return panel?.ReloadAsync() ?? Task.CompletedTask;
    }

    private void ChooseSubscription(long? chosen) => Filter(nameof(Subscription), chosen?.ToString(CultureInfo.InvariantCulture));

    private void FilterTime(string name, ChangeEventArgs change) =>
        Filter(name, LocalTime.Read(browser, change.Value)?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    private void Filter(string name, string? value)
    {
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            [name.ToLowerInvariant()] = value,
            ["before"] = null,
            ["after"] = null,
        }));
    }

    private Task OpenReplayAsync() => dialogs.OpenAsync(
        "Replay",
        new DialogParameters<ReplayDialog>
        {
            { dialog => dialog.SubscriptionId, filter.SubscriptionId }, { dialog => dialog.Since, filter.Since }, { dialog => dialog.Until, filter.Until },
        },
        MaxWidth.Small);

    private string ExportAddress(string format) => navigation.GetUriWithQueryParameters(
        navigation.ToAbsoluteUri("api/v1/deliveries/export").ToString(),
        new Dictionary<string, object?>
        {
            ["format"] = format,
            ["state"] = filter.State is { } state ? EnumText.Of(state) : null,
            ["error_class"] = filter.Failure is { } failure ? EnumText.Of(failure) : null,
            ["subscription_id"] = filter.SubscriptionId,
            ["event_name"] = filter.EventName,
            ["text"] = filter.Text,
            ["since"] = filter.Since?.ToString("O", CultureInfo.InvariantCulture),
            ["until"] = filter.Until?.ToString("O", CultureInfo.InvariantCulture),
        });

    private string Address(long? before = null, long? after = null) => navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["before"] = before, ["after"] = after });
}
