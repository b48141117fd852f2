using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>What a template names as <c>{{secret.token}}</c>, and an address that is a secret itself, as people meet them in the browser.</summary>
public sealed class SecretValueJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Token = "canary-of-the-token";
    private const string Topic = "xk3jd8skf9rjcnf5d7";

    [Fact]
    public async Task Neither_is_on_any_page_and_the_address_is_shown_to_who_asks_and_the_audit_trail_tells_of_it()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(400, $"no: {Token} /hooks/{Topic}"));
        await using var app = new SublarrApp();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        var url = $"http://127.0.0.1:{receiver.Port}/hooks/{Topic}";
        var id = await CreateAsync(api, url);
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/log").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Log" }).First).ToBeVisibleAsync();

        await app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        var delivery = await DeliveryAsync(app);
        await Assertions.Expect(page.Locator($"a[href='log/{delivery}']").First).ToBeVisibleAsync();
        await ShouldHoldNoSecretAsync(page);

        receiver.Request.Target.ShouldBe($"/hooks/{Topic}");
        JsonDocument.Parse(receiver.Request.Body).RootElement.GetProperty("token").GetString().ShouldBe(Token);
        foreach (var (path, sign) in new[] { ($"/log/{delivery}", "no: ***"), ("/", "Receiver"), ("/webhooks", "Receiver"), ($"/webhooks/{id}", "Whole address"), ($"/jobs/{delivery}", "Receiver"), ("/audit", "Receiver") })
        {
            await page.GotoAsync(new Uri(address, path).ToString());
            await Assertions.Expect(page.GetByText(sign).First).ToBeAttachedAsync();
            await ShouldHoldNoSecretAsync(page);
        }

        foreach (var path in new[] { $"/api/v1/deliveries/{delivery}", "/api/v1/deliveries/export?format=json", "/api/v1/config/export", "/api/v1/audit", "/api/v1/webhooks" })
        {
            ShouldHoldNoSecret(await api.GetStringAsync(path));
        }

        await page.GotoAsync(new Uri(address, $"/webhooks/{id}").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Whole address" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Whole address", new() { Exact = true })).ToHaveValueAsync(url);
        await page.GotoAsync(new Uri(address, "/audit").ToString());
        var entry = page.Locator("tbody tr").First;
        await Assertions.Expect(entry).ToContainTextAsync("admin");
        await Assertions.Expect(entry).ToContainTextAsync("revealed");
        await Assertions.Expect(entry).ToContainTextAsync("Receiver");
        await ShouldHoldNoSecretAsync(page);
        ShouldHoldNoSecret(string.Join('\n', app.LogLines()));
    }

    private static async Task<long> CreateAsync(HttpClient api, string url)
    {
        using var created = await api.PostAsJsonAsync("/api/v1/webhooks", new
        {
            name = "Receiver",
            event_name = "subtitle_downloaded",
            url,
            retry_count = 0,
            headers = new Dictionary<string, string> { ["X-Api"] = "{{secret.token}}" },
            secret_values = new { token = Token },
            payload_template = "{\"token\": \"{{secret.token}}\"}",
        });
        created.EnsureSuccessStatusCode();
        return (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static async Task<long> DeliveryAsync(SublarrApp app)
    {
        long? id = null;
        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await app.ContextAsync();
                id = await context.Jobs.Where(job => job.Kind == JobKinds.Deliver && job.State == JobState.Dead).Select(job => (long?)job.Id).FirstOrDefaultAsync();
                return id is not null;
            },
            () => "nothing was delivered");
        return id!.Value;
    }

    // What is in fields is not in the text of a page.
    private static async Task ShouldHoldNoSecretAsync(IPage page) => ShouldHoldNoSecret(
        await page.ContentAsync() + await page.EvaluateAsync<string>("[...document.querySelectorAll('input, textarea')].map(field => field.value).join('\\n')"));

    private static void ShouldHoldNoSecret(string text)
    {
        text.ShouldNotContain(Token);
        text.ShouldNotContain(Topic);
    }
}
