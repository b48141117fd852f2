using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class MessageJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_notification_is_given_words_of_its_own_and_a_quiet_night()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(new Uri(address, "/notifications/new?kind=ntfy&event=subtitle_downloaded").ToString());

        await page.Locator("#field-Name").FillAsync("Phone");
        await page.Locator("#field-topic").FillAsync("subtitles");
        var message = await page.OpenPartAsync("Message");
        await message.Locator("#field-TitleTemplate").FillAsync("{{#open}}");
        await Assertions.Expect(message.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Line 1: {{#open}} is not closed");
        await message.Locator("#field-TitleTemplate").FillAsync("{{title}} in {{language}}");
        await message.Locator("#field-BodyTemplate").FillAsync("From {{provider}}\n{{nobody_knows}}");
        await Assertions.Expect(message.GetByRole(AriaRole.Status)).ToContainTextAsync("The Harbour Line in");
        await Assertions.Expect(message.GetByRole(AriaRole.Status)).ToContainTextAsync("nobody_knows");

        var quiet = await page.OpenPartAsync("Quiet hours");
        await page.GetByText("Send nothing at certain hours").ClickAsync();
        await page.Locator("#quiet-from").FillAsync("23:30");
        var zone = quiet.Locator(".mud-input-control input");
        await zone.FillAsync("Honolulu");
        await page.Locator(".mud-list-item").GetByText("Pacific/Honolulu").ClickAsync();
        await page.Locator("section[aria-label='Message']").ScrollIntoViewIfNeededAsync();
        var faults = await page.FaultsAsync();
        await Shots.TakeAsync(page, "message-words");
        await page.Locator("section[aria-label='Quiet hours']").ScrollIntoViewIfNeededAsync();
        await Shots.TakeAsync(page, "quiet-hours");
        faults = [.. faults, .. await page.FaultsAsync()];
        await page.SetViewportSizeAsync(1440, 900);
        await quiet.Locator("summary").ClickAsync();
        await Assertions.Expect(quiet.Locator("summary")).ToContainTextAsync("Quiet from 23:30 to 07:00 (Pacific/Honolulu)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create notification" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/notifications$"));

        var stored = (await api.GetFromJsonAsync<JsonElement>("/api/v1/notifications"))[0];
        stored.GetProperty("title_template").GetString().ShouldBe("{{title}} in {{language}}");
        stored.GetProperty("body_template").GetString().ShouldBe("From {{provider}}\n{{nobody_knows}}");
        stored.GetProperty("quiet_hours").GetRawText().ShouldBe("""{"from":"23:30","to":"07:00","time_zone":"Pacific/Honolulu"}""");
        faults.ShouldBeEmpty();
    }
}
