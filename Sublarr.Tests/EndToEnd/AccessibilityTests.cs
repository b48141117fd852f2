using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Every page with something on it, wide and narrow, breaks no rule of axe-core.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] pages =
    [
        "/", "/events", "/events/{event}", "/hooks", "/hooks/new", "/webhooks", "/webhooks/new", "/webhooks/{webhook}", "/log", "/log/{job}", "/jobs", "/jobs/{job}",
        "/notifications", "/notifications/new?kind=ntfy", "/scoring", "/audit", "/settings", "/settings/transfer", "/not-found",
    ];

    // Most of what a page costs is to open it: each is looked at in both widths.
    private static readonly int[] widths = [1440, 390];

    [Fact]
    public async Task No_page_breaks_a_rule_of_accessibility()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var app = new SublarrApp();
        var address = app.Listen();
        var names = await FillAsync(app, receiver);
        var page = await chromium.OpenAsync(address);
        var faults = await FaultsAsync(page, "/sign-in");
        await app.SignInAsync(page);

        foreach (var path in pages)
        {
            await page.GotoAsync(new Uri(address, names.Aggregate(path, (text, name) => text.Replace($"{{{name.Key}}}", name.Value))).ToString());
            await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            faults.AddRange(await FaultsAsync(page, path));
            await Shots.TakeAsync(page, $"page{path.Replace('/', '-').Replace("{", "").Replace("}", "").Replace('?', '-')}");
        }

        faults.ShouldBeEmpty();
    }

    private static async Task<List<string>> FaultsAsync(IPage page, string path)
    {
        var faults = new List<string>();
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            faults.AddRange((await page.FaultsAsync()).Select(fault => $"{path}, {width} wide: {fault}"));
        }

        return faults;
    }

    [Fact]
    public async Task The_page_of_a_first_start_breaks_no_rule_of_accessibility()
    {
        await using var app = new SublarrApp { WithAdministrator = false };
        var page = await chromium.OpenAsync(app.Listen());
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/setup"));

        (await page.FaultsAsync()).ShouldBeEmpty();
    }

    private static async Task<Dictionary<string, string>> FillAsync(SublarrApp app, WebhookReceiver receiver)
    {
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "*", url = receiver.Url, retry_count = 0 });
        created.EnsureSuccessStatusCode();
        await app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example, EventCause.None, CancellationToken.None);
        await Eventually.TrueAsync(() => receiver.Requests.Count > 0, "nothing was delivered");
        await using var context = await app.ContextAsync();
        var delivery = await context.Jobs.FirstAsync(job => job.SubscriptionId != null);
        return new() { ["webhook"] = $"{delivery.SubscriptionId}", ["job"] = $"{delivery.Id}", ["event"] = $"{await context.Events.Select(row => row.Id).FirstAsync()}" };
    }
}
