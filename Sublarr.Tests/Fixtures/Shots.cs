using Microsoft.Playwright;

namespace Sublarr.Tests.Fixtures;

/// <summary>Pictures of pages, wide and narrow, when somebody names a folder for them.</summary>
internal static class Shots
{
    /// <param name="page">The page.</param>
    /// <param name="name">What the pictures are called.</param>
    /// <param name="isWhole">True for all of a page, however long.</param>
    /// <param name="isWideOnly">True for what a narrow page would put away.</param>
    public static async Task TakeAsync(IPage page, string name, bool isWhole = false, bool isWideOnly = false)
    {
        if (Environment.GetEnvironmentVariable("SUBLARR_TEST_SHOTS") is not { Length: > 0 } folder)
        {
            return;
        }

        foreach (var width in (int[])(isWideOnly ? [1440] : [390, 1440]))
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name}-{width}.png"), Animations = ScreenshotAnimations.Disabled, FullPage = isWhole });
        }
    }
}
