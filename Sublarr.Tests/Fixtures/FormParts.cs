using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>What a person does with the folded parts of a form.</summary>
internal static class FormParts
{
    /// <summary>Opens a part by its name; returns it.</summary>
    public static async Task<ILocator> OpenPartAsync(this IPage page, string name)
    {
        var part = page.Locator($"section[aria-label='{name}']");
        await part.Locator("> details > summary").ClickAsync();
        await Assertions.Expect(part.Locator("> details")).ToHaveAttributeAsync("open", "");
        return part;
    }
}
