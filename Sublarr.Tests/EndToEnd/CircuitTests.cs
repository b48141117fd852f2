using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

[Collection(Chromium.Tests)]
public sealed class CircuitTests(Chromium chromium)
{
    [Fact]
    public async Task Moving_the_slider_changes_the_text_the_server_renders()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        var text = page.GetByTestId("minimum-score");
        await Assertions.Expect(text).ToHaveTextAsync("Downloads start at 50 points.");

        await page.Locator(".rz-slider-handle").PressAsync("ArrowRight");

        await Assertions.Expect(text).ToHaveTextAsync("Downloads start at 55 points.");
    }
}
