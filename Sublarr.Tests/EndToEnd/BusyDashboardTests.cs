using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>The dashboard after an hour of work. README shows a picture of it.</summary>
public sealed class BusyDashboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Dashboard_tells_an_hour_of_work_in_sentences(string appearance)
    {
        await using var receiver = WebhookReceiver.Start();
        await using var failing = WebhookReceiver.Start(ReceiverAnswer.Status(503));
        await using var app = new SublarrApp();
        var address = app.Listen();
        await BusyHouse.FillAsync(app, receiver);
        await BusyHour.FillAsync(app, failing);
        var page = await chromium.OpenAsync(address);
        await page.Context.AddCookiesAsync([new() { Name = "sublarr-appearance", Value = appearance, Url = address.ToString() }]);

        await app.SignInAsync(page);

        await Assertions.Expect(page.GetByText("Sonarr imported Kingfisher S01E01")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Portuguese (Brazil) subtitle for Glass Meridian S03E02")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("depth-running")).ToHaveTextAsync("1");
        await Assertions.Expect(page.GetByTestId("depth-retrying")).ToHaveTextAsync("1");
        (await page.Locator(".bars > span[style*='max']").CountAsync()).ShouldBeGreaterThan(20);
        (await page.FaultsAsync()).ShouldBeEmpty();
        await Shots.TakeAsync(page, $"{appearance}-busy-dashboard");
    }
}
