using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class HealthJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_webhook_is_paused_its_backlog_grows_before_ones_eyes_and_goes_on_as_chosen()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var app = new SublarrApp();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync(
            "/api/v1/webhooks", new { name = "Receiver", event_name = "subtitle_downloaded", url = receiver.Url, retry_count = 0 });
        created.EnsureSuccessStatusCode();
        await PublishAsync(app, 4);
        await Eventually.TrueAsync(() => receiver.Requests.Count == 4, "nothing was delivered");

        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/webhooks").ToString());
        await Assertions.Expect(page.GetByText("100 %")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Last 24 hours: 4 attempts succeeded, 0 failed" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause Receiver" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What happens meanwhile is kept for it.")).ToBeVisibleAsync();

        await PublishAsync(app, 3);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume (3 held)" })).ToBeVisibleAsync();
        receiver.Requests.Count.ShouldBe(4);
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume (3 held)" }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 deliveries were held")).ToBeVisibleAsync();
        await page.GetByLabel("Discard all of them").CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume and discard 3" })).ToBeVisibleAsync();
        await page.GetByLabel("Send all of them").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume and send 3" }).ClickAsync();

        await Eventually.TrueAsync(() => receiver.Requests.Count == 7, "what was held was not sent");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Last 24 hours: 7 attempts succeeded, 0 failed" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause Receiver" })).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(SublarrApp app, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        }
    }
}
