using System.Collections.Concurrent;
using MudBlazor;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;

namespace Sublarr.Web.Components.Shared;

/// <summary>The symbols that pages, events and channels name, in Material's words. MudBlazor has the drawings: an event of one file names whichever it likes.</summary>
internal static class Symbols
{
    /// <summary>What is drawn for a name that Material does not have.</summary>
    public const string Unknown = "bolt";

    private static readonly string[] OfPages =
    [
        "account_circle", "account_tree", "add", "arrow_back", "arrow_downward", "arrow_upward", "auto_fix_high", "autorenew", "bedtime", "block", "bolt",
        "call_received", "cancel", "casino", "check", "check_circle", "chevron_left", "chevron_right", "close", "cloud_off", "content_copy",
        "dashboard", "delete", "done_all", "download", "download_done", "edit", "error", "expand_more", "explore_off", "fact_check", "fast_forward", "filter_alt",
        "filter_alt_off", "first_page", "folder", "gpp_bad", "help", "history", "hourglass_empty", "import_export", "inbox", "info", "keyboard", "logout",
        "manage_search", "menu", "mic", "mic_off", "monitor_heart", "more_horiz", "movie", "note_add", "notifications", "notifications_none",
        "notifications_off", "pause", "play_arrow", "playlist_add_check", "power", "power_off", "push_pin", "receipt_long", "refresh", "remove",
        "replay", "restart_alt", "save", "schedule", "search", "search_off", "send", "sentiment_satisfied", "settings", "subtitles", "sync",
        "sync_problem", "terminal", "translate", "tune", "undo", "upgrade", "video_library", "visibility", "visibility_off", "warning", "webhook",
    ];

    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);

    /// <summary>Each name with its drawing, as the inside of an svg element of 24 by 24.</summary>
    public static IReadOnlyDictionary<string, string> Drawings => OfPages.Concat(EventCatalog.All.Select(known => known.Icon)).Concat(ChannelCatalog.All.Select(channel => channel.Icon))
        .Distinct().Order(StringComparer.Ordinal).ToDictionary(name => name, name => DrawingOf(name) ?? DrawingOf(Unknown)!, StringComparer.Ordinal);

    /// <summary>The drawing of a name; null when Material has none of it.</summary>
    public static string? DrawingOf(string name) => Known.GetOrAdd(
        name, known => typeof(Icons.Material.Outlined).GetField(string.Concat(known.Split('_').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..])))?.GetRawConstantValue() as string);
}
