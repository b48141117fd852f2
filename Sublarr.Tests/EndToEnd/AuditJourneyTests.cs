using System.Net.Http.Json;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class AuditJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task What_is_changed_in_the_browser_is_told_with_name_and_address_of_who_did_it()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync(
            "/api/v1/webhooks", new { name = "Receiver", event_name = "subtitle_downloaded", url = "http://192.168.1.9/hook" });
        created.EnsureSuccessStatusCode();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/webhooks").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause Receiver" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What happens meanwhile is kept for it.")).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(address, "/audit").ToString());

        var entry = page.Locator("tbody tr").First;
        await Assertions.Expect(entry).ToContainTextAsync("admin");
        await Assertions.Expect(entry).ToContainTextAsync("127.0.0.1");
        await Assertions.Expect(entry).ToContainTextAsync("Receiver");
        await Assertions.Expect(entry).ToContainTextAsync("Paused from no to yes");
        await page.ChooseAsync("Who", "API key");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("created");
    }
}
