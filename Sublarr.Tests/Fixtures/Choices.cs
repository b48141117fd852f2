using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>What a person does with a list that opens and can be searched.</summary>
internal static class Choices
{
    /// <summary>Types a text into the field of this name, and takes the option that has it.</summary>
    public static async Task ChooseAsync(this IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true }).FillAsync(option);
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }
}
