using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.EndToEnd;

/// <summary>A media server from its form to its library: it is entered and tried out, hears of a report, fails, is mended and told again.</summary>
public sealed partial class MediaServerJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Sample = "Recorded/sonarr-Download-new.json";

    [Fact]
    public async Task A_Jellyfin_is_tried_out_told_of_a_report_fails_is_mended_and_told_again()
    {
        await using var jellyfin = await FakeService.StartAsync<FakeMediaBrowser>();
        await using var app = new SublarrApp();
        var address = app.Listen();
        var sonarr = new ReportingArr(app);
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);

        await EnterAsync(page, address, jellyfin);
        await page.GotoAsync(new Uri(address, $"/jobs/{await sonarr.PostAsync(Sample)}").ToString());
        await Assertions.Expect(Delivery(page)).ToContainTextAsync("Will retry");
        await Button(page, "Run now").ClickAsync();
        await Assertions.Expect(page.GetByText("It runs as soon as its lane has room")).ToBeVisibleAsync();
        await Assertions.Expect(Delivery(page)).ToContainTextAsync("Succeeded");
        jellyfin.Refreshed.ShouldBe([FakeMediaBrowser.Series]);

        jellyfin.RefusesKeys = true;
        var second = await sonarr.PostAsync(Sample, change: body => body["episodes"]![0]!["episodeNumber"] = 2);
        await page.GotoAsync(new Uri(address, $"/jobs/{second}").ToString());
        await Button(page, "Run now").ClickAsync();
        await Assertions.Expect(Delivery(page)).ToContainTextAsync("Jellyfin does not know the API key");
        await Assertions.Expect(Delivery(page)).ToContainTextAsync("Failed");
        await Shots.TakeAsync(page, "media-server-failed");

        jellyfin.RefusesKeys = false;
        await Button(page, "Run again").ClickAsync();
        await Assertions.Expect(Delivery(page)).ToContainTextAsync("Succeeded");
        await Assertions.Expect(Delivery(page)).Not.ToContainTextAsync("API key");
        jellyfin.Refreshed.Count().ShouldBe(2);
    }

    private static async Task EnterAsync(IPage page, Uri address, FakeMediaBrowser jellyfin)
    {
        await page.GotoAsync(new Uri(address, "/notifications/new?kind=jellyfin").ToString());
        await page.Locator("#field-Name").FillAsync("Living room");
        await page.Locator("#field-url").FillAsync(jellyfin.Url);
        await page.Locator("#field-api_key").FillAsync(FakeMediaBrowser.Key);
        await page.GetByLabel("Webhook received").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();

        var test = page.Locator("section[aria-label='Test']");
        await Assertions.Expect(test.GetByRole(AriaRole.Heading, new() { Name = "It works" })).ToBeVisibleAsync();
        await Assertions.Expect(test).ToContainTextAsync("media, version 12.0.0.");
        await Assertions.Expect(test).ToContainTextAsync("The key was taken");
        await Assertions.Expect(test).ToContainTextAsync("No title to try yet: Sublarr's library is empty. Jellyfin has these folders: /media/tv, /media/films.");
        await Shots.TakeAsync(page, "media-server-tested");

        await page.GetByRole(AriaRole.Button, new() { Name = "Create notification" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(NotificationsAddress());
    }

    private static ILocator Delivery(IPage page) => page.Locator(".node .line:has(.actions)").Filter(new() { HasText = "Living room" });

    private static ILocator Button(IPage page, string action) => Delivery(page).GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{action}: ") });

    [GeneratedRegex("/notifications$")]
    private static partial Regex NotificationsAddress();
}
