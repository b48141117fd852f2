using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class ZoneTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("Mars/Olympus_Mons", "does not know this browser's time zone, Mars/Olympus_Mons")]
    [InlineData(null, "this browser does not tell its time zone")]
    public async Task A_page_says_whose_times_it_shows_when_they_are_not_the_browsers(string? zone, string said)
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await page.AddInitScriptAsync($"Intl.DateTimeFormat.prototype.resolvedOptions = () => ({{ timeZone: {(zone is null ? "undefined" : $"'{zone}'")} }});");
        await app.SignInAsync(page);

        await Assertions.Expect(page.GetByText(said)).ToBeVisibleAsync();
        await Shots.TakeAsync(page, zone is null ? "zone-untold" : "zone-unknown");
    }

    [Fact]
    public async Task A_page_says_nothing_of_zones_when_it_knows_the_browsers()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await page.AddInitScriptAsync("Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 'Asia/Calcutta' });");
        await app.SignInAsync(page);

        await Assertions.Expect(page.GetByText("Three steps and Sublarr is at work")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("time zone")).ToBeHiddenAsync();
    }
}
