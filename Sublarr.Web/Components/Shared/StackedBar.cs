using System.Globalization;

namespace Sublarr.Web.Components.Shared;

/// <summary>A bar of a chart: what went well, and what did not on top of it. It is one element, for a chart has dozens and every open page keeps them all.</summary>
public static class StackedBar
{
    /// <summary>Its two heights, as <c>.bars</c> of app.css reads them. What is not nothing can be seen.</summary>
    /// <param name="good">How much went well.</param>
    /// <param name="bad">How much did not.</param>
    /// <param name="highest">Both together where they are most.</param>
    public static string Style(int good, int bad, int highest) => $"--good:{Height(good, highest)};--bad:{Height(bad, highest)}";

    private static string Height(int count, int highest) =>
        count == 0 ? "0px" : string.Create(CultureInfo.InvariantCulture, $"max(3px, {100.0 * count / highest:0.#}%)");
}
