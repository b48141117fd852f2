namespace Sublarr.Web.Components.Layout;

/// <summary>Somewhere to go in the pages.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Below the base address.</param>
internal sealed record Destination(string Text, string Kind, string Address)
{
    /// <summary>Pages, and what can be begun there.</summary>
    public static readonly IReadOnlyList<Destination> Fixed =
    [
        .. MenuPage.All.SelectMany(page => page.Within.Prepend((page.Address, page.Text)).Select(place => new Destination(place.Text, "Page", place.Address))),
        new("New Sonarr or Radarr", "Command", "arr/new"),
        new("New hook", "Command", "hooks/new"),
        new("New webhook", "Command", "webhooks/new"),
        new("New notification", "Command", "notifications/new"),
        new("New profile of languages", "Command", "languages/new"),
        new("Failed deliveries", "Command", "log?state=dead"),
        new("Deliveries that wait for a retry", "Command", "log?state=retrying"),
        new("Held deliveries", "Command", "log?state=held"),
    ];
}
