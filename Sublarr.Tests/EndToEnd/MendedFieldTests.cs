using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.PlugIns.Loft;

namespace Sublarr.Tests.EndToEnd;

/// <summary>A field that was wrong is mended, and the form is sent with the same press of the mouse that leaves the field.</summary>
public sealed class MendedFieldTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Save_stays_under_the_pointer_that_presses_it()
    {
        await using var app = new AppWithPlugIns();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/schedules").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Change: Sweeping day" }).ClickAsync();
        var (clock, save, problem) = (page.GetByLabel("By the clock"), page.GetByRole(AriaRole.Button, new() { Name = "Save" }), page.GetByText("between 0 and 59"));
        await clock.FillAsync("61 * * * *");
        await save.ClickAsync();
        await Assertions.Expect(problem).ToBeVisibleAsync();

        await clock.FillAsync("30 4 * * *");
        await save.HoverAsync();
        var before = await save.BoundingBoxAsync();
        await page.Mouse.DownAsync();
        await Assertions.Expect(problem).ToBeHiddenAsync();
        (await save.BoundingBoxAsync())!.Y.ShouldBe(before!.Y);
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("Sweeps the loft") })).ToContainTextAsync("Every day at 04:30 (UTC)");
    }
}
