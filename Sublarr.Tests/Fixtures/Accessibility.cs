using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>What axe-core finds on a page as it stands in the browser.</summary>
public static class Accessibility
{
    private static readonly string[] rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // What of a page depends on whether it is dark or light.
    private static readonly string[] rulesOfColour = ["color-contrast", "link-in-text-block"];

    /// <summary>A sentence for each element that breaks a rule; empty when none does.</summary>
    /// <param name="page">The page, settled.</param>
    /// <param name="ofColour">True for the rules of colours alone: the others were looked at in another appearance.</param>
    public static async Task<List<string>> FaultsAsync(this IPage page, bool ofColour = false)
    {
        var result = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = ofColour ? new() { Type = "rule", Values = [.. rulesOfColour] } : new RunOnlyOptions { Type = "tag", Values = [.. rules] },
            ResultTypes = [ResultType.Violations],
        });
        result.Passes.ShouldNotBeEmpty("axe-core looked at nothing");
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {Why(node)}: {node.Target}: {node.Html}"))];
    }

    /// <summary>
    /// Makes the window as high as its page, so that a bar which sticks to the window's edge lies where the page ends. What such a bar covers by chance of
    /// the window's height can be scrolled out from under it, which no rule of sizes and distances knows.
    /// </summary>
    /// <param name="page">The page, settled.</param>
    /// <param name="width">Of the window, in pixels.</param>
    public static async Task ShowWholeAsync(this IPage page, int width)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.SetViewportSizeAsync(width, Math.Max(900, await page.EvaluateAsync<int>("document.documentElement.scrollHeight")));
    }

    private static string Why(AxeResultNode node) => string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message));
}
