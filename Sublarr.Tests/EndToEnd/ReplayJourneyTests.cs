using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class ReplayJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_night_of_failures_is_found_in_the_log_and_sent_again()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500, "The disk is full."));
        await using var app = new SublarrApp();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync(
            "/api/v1/webhooks", new { name = "Receiver", event_name = "subtitle_downloaded", url = receiver.Url, retry_count = 0 });
        created.EnsureSuccessStatusCode();
        for (var number = 0; number < 3; number++)
        {
            await app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }

        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/log").ToString());
        await Assertions.Expect(page.Locator("tbody .badge", new() { HasText = "Failed" })).ToHaveCountAsync(3);
        await page.ChooseAsync("Error", "HTTP");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("error=http"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        (await File.ReadAllLinesAsync(await download.PathAsync())).Length.ShouldBe(4);

        await page.GetByLabel("From", new() { Exact = true }).FillAsync("2026-01-01T08:30");
        await page.GetByLabel("From", new() { Exact = true }).BlurAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("since=2026-01-01T"));
        await Assertions.Expect(page.Locator("tbody .badge", new() { HasText = "Failed" })).ToHaveCountAsync(3);

        await page.Locator("a.row-link").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy as curl" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("curl command", new() { Exact = true })).ToContainTextAsync("webhook-signature: v1,");

        await page.GotoAsync(new Uri(address, "/log").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 deliveries will be sent again.")).ToBeVisibleAsync();
        receiver.Answer = ReceiverAnswer.Status(200);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send 3 again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Done: 3 of 3 deliveries sent again.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.Locator("tbody .badge", new() { HasText = "Succeeded" })).ToHaveCountAsync(3);

        await page.GotoAsync(new Uri(address, "/events").ToString());
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Subtitle downloaded → Receiver .*failed") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("show the delivery")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 delivery" })).ToBeVisibleAsync();
        receiver.Requests.Count.ShouldBe(7);
    }
}
