using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>What axe-core finds on a page as it stands in the browser.</summary>
public static class Accessibility
{
    private static readonly string[] rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>A sentence for each element that breaks a rule; empty when none does.</summary>
    public static async Task<List<string>> FaultsAsync(this IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. rules] } });
        result.Passes.ShouldNotBeEmpty("axe-core looked at nothing");
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}"))];
    }
}
