using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class WantedJourneyTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TemporaryFolder _media = new();

    [Fact]
    public async Task What_is_missing_appears_by_itself_is_ignored_and_wanted_again()
    {
        await using var app = new SublarrApp { MediaPath = _media.Path };
        var address = app.Listen();
        using var api = app.CreateApiClient();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Wanted", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is missing")).ToBeVisibleAsync();

        // The page is open while the videos come.
        Directory.CreateDirectory(_media.File("Foo Film (2020)"));
        await File.WriteAllTextAsync(_media.File("Foo Film (2020)/Foo Film (2020).mkv"), "");
        using var scan = await api.PostAsync("/api/v1/library/scan", null);
        var row = page.Locator(".grid tbody tr");
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync("Foo Film");
        await Assertions.Expect(row).ToContainTextAsync("English");
        await Shots.TakeAsync(page, "wanted");

        await page.GetByRole(AriaRole.Button, new() { Name = "Ignore Foo Film, English" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is missing")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ignored" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Want again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is ignored")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Which" }).GetByRole(AriaRole.Link, new() { Name = "Wanted" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(1);

        await page.GetByLabel("Minutes after an import").FillAsync("-5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Enter 0 to 10080 minutes, which is a week.")).ToBeVisibleAsync();
        await page.GetByLabel("Minutes after an import").FillAsync("45");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar", new() { HasText = "Saved" })).ToBeVisibleAsync();
        (await api.GetStringAsync("/api/v1/wanted/settings")).ShouldContain("45");

        await row.GetByRole(AriaRole.Link, new() { Name = "Foo Film" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/library/movies/"));
    }

    public void Dispose() => _media.Dispose();
}
