using System.Net;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Sublarr.Web.Components.Layout;

/// <summary>A page of the main menu.</summary>
/// <param name="Address">Below the base address.</param>
/// <param name="Icon">A drawing of MudBlazor's.</param>
/// <param name="Text">What it is called.</param>
internal sealed record MenuPage(string Address, string Icon, string Text)
{
    /// <summary>Every page, in the order of the menu.</summary>
    public static readonly IReadOnlyList<MenuPage> All =
    [
        new("", Icons.Material.Outlined.Dashboard, "Dashboard"),
        new("arr", Icons.Material.Outlined.Dns, "Sonarr & Radarr"),
        new("hooks", Icons.Material.Outlined.Terminal, "Hooks"),
        new("webhooks", Icons.Material.Outlined.Webhook, "Webhooks"),
        new("notifications", Icons.Material.Outlined.Notifications, "Notifications"),
        new("log", Icons.Material.Outlined.ReceiptLong, "Log"),
        new("jobs", Icons.Material.Outlined.AccountTree, "Jobs"),
        new("schedules", Icons.Material.Outlined.Schedule, "Schedules"),
        new("events", Icons.Material.Outlined.Bolt, "Events") { Within = [("events?view=catalog", "Event catalog")] },
        new("library", Icons.Material.Outlined.VideoLibrary, "Library") { Within = [("library/movies", "Movies")] },
        new("wanted", Icons.Material.Outlined.Subtitles, "Wanted"),
        new("history", Icons.Material.Outlined.ManageHistory, "History") { Within = [("history?view=blacklist", "Blacklist")] },
        new("providers", Icons.Material.Outlined.CloudDownload, "Providers"),
        new("languages", Icons.Material.Outlined.Translate, "Languages"),
        new("scoring", Icons.Material.Outlined.Tune, "Scoring"),
        new("releases", Icons.Material.Outlined.ManageSearch, "Try a name"),
        new("audit", Icons.Material.Outlined.History, "Audit trail"),
        new("settings", Icons.Material.Outlined.Settings, "Settings")
        {
            Within =
            [
                ("settings#connect", "Addresses and API key for Sonarr and Radarr"), ("settings#egress", "Where webhooks may go"), ("settings#path-mappings", "Path mappings"), ("settings#upgrades", "Better subtitles"),
                ("settings#password", "Change password"), ("settings#retention", "Keep the log"), ("settings/backups", "Backups"), ("settings/transfer", "Export and import"), ("samples", "Sample data"),
            ],
        },
    ];

    /// <summary>What on it one may look for by name.</summary>
    public IReadOnlyList<(string Address, string Text)> Within { get; init; } = [];

    /// <summary>Its drawing and its name as they stand in the menu, written once for all who see it.</summary>
    public MarkupString Content { get; } = new(
        $"""<svg class="mud-icon-root mud-svg-icon mud-icon-size-medium mud-nav-link-icon" viewBox="0 0 24 24" aria-hidden="true">{Icon}</svg><div class="mud-nav-link-text">{WebUtility.HtmlEncode(Text)}</div>""");

    /// <summary>Whether an open page is it, or below it: the first has none below.</summary>
    /// <param name="path">Of the open page, below the base address.</param>
    public bool Holds(string path) =>
        path.Equals(Address, StringComparison.OrdinalIgnoreCase) || (Address.Length > 0 && path.StartsWith($"{Address}/", StringComparison.OrdinalIgnoreCase));
}
