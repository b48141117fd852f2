using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>What axe-core finds on a page as it stands in the browser.</summary>
public static class Accessibility
{
    private static readonly string[] rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // What of a page depends on whether it is dark or light.
    private static readonly string[] rulesOfColour = ["color-contrast", "link-in-text-block"];

    // What fades in has no contrast while it does. What turns for ever is not waited for, and what was taken away on its way counts as still.
    private const string untilStill =
        "() => Promise.allSettled(document.getAnimations().filter(moving => moving.effect.getComputedTiming().endTime < Infinity).map(moving => moving.finished))";

    private static readonly string axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>A sentence for each element that breaks a rule; empty when none does.</summary>
    /// <remarks>
    /// axe-core is asked in the page itself, and stays there until another is loaded. RunAxe of its package brings it twice for each look and opens a tab to sum up in, for pages
    /// of several frames: three quarters of a look were that. Sublarr has no frames, and a page that has one is a fault here.
    /// </remarks>
    /// <param name="page">The page, settled.</param>
    /// <param name="ofColour">True for the rules of colours alone: the others were looked at in another appearance.</param>
    public static async Task<List<string>> FaultsAsync(this IPage page, bool ofColour = false)
    {
        page.Frames.Count.ShouldBe(1, "axe-core looks into no frames here");
        await page.EvaluateAsync(untilStill);
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
        {
            await page.EvaluateAsync(axe);
        }

        var result = await page.EvaluateAsync<JsonElement>("options => axe.run(document, options)", new
        {
            runOnly = ofColour ? new { type = "rule", values = rulesOfColour } : new { type = "tag", values = rules },
            resultTypes = (string[])["violations"],
        });
        result.GetProperty("passes").EnumerateArray().ShouldNotBeEmpty("axe-core looked at nothing");
        return [.. result.GetProperty("violations").EnumerateArray().SelectMany(violation => violation.GetProperty("nodes").EnumerateArray().Select(node => Sentence(violation, node)))];
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

    private static string Sentence(JsonElement violation, JsonElement node) =>
        $"{violation.GetProperty("id")}: {violation.GetProperty("help")}: {Why(node)}: {node.GetProperty("target")}: {node.GetProperty("html")}";

    private static string Why(JsonElement node) =>
        string.Join("; ", ((string[])["any", "all", "none"]).SelectMany(kind => node.GetProperty(kind).EnumerateArray()).Select(check => check.GetProperty("message")));
}
