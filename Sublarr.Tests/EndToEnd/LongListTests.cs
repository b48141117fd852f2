using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Deliveries;
using Xunit.Abstractions;

namespace Sublarr.Tests.EndToEnd;

public sealed class LongListTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public async Task A_page_of_so_many_webhooks_shows_a_part_and_finds_each(int count)
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await using var context = await app.ContextAsync();
        await AddAsync(app, address, count);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await page.GotoAsync(new Uri(address, "/webhooks").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Copy 00001", Exact = true })).ToBeVisibleAsync();
        var grown = (GC.GetTotalMemory(forceFullCollection: false) - before) / 1024 / 1024;
        output.WriteLine($"{count} webhooks: {grown} MB more");

        grown.ShouldBeLessThan(200);
        await Assertions.Expect(page.Locator(".subscription")).ToHaveCountAsync(25);
        await Shots.TakeAsync(page, $"webhooks-{count}");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"COPY {count - 7:00000}");
        await page.GetByLabel("Name", new() { Exact = true }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".subscription")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"Copy {count - 7:00000}", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_next_page_is_a_link()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await AddAsync(app, address, 60);
        await page.GotoAsync(new Uri(address, "/webhooks").ToString());

        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.GetByText("26 to 50 of 60")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();

        await Assertions.Expect(page.GetByText("51 to 60 of 60")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".subscription")).ToHaveCountAsync(10);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Of_many_hooks_and_webhooks_the_log_offers_a_part_and_finds_the_others()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await AddAsync(app, address, 10_000);

        await page.GotoAsync(new Uri(address, "/log").ToString());
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Hook or webhook", Exact = true });
        await field.ClickAsync();
        await Assertions.Expect(page.GetByText("9,900 more: type a part of the name")).ToBeVisibleAsync();
        (await page.GetByRole(AriaRole.Option).CountAsync()).ShouldBe(100);
        await Shots.TakeAsync(page, "log-picker");
        await page.ChooseAsync("Hook or webhook", "Copy 07777");

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("subscription=7777"));
        await Assertions.Expect(field).ToHaveValueAsync("Copy 07777");
    }

    private static async Task AddAsync(SublarrApp app, Uri address, int count)
    {
        using var api = new HttpClient { BaseAddress = address };
        api.DefaultRequestHeaders.Add("X-Api-Key", app.ApiKey);
        using var made = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            api, "/api/v1/webhooks", new { name = "Copy 00001", event_name = DeliveryLab.EventName, url = "http://127.0.0.1:18080/", secret = DeliveryLab.Secret, retry_count = 0 });
        made.EnsureSuccessStatusCode();
        await using var context = await app.ContextAsync();
        await ManyWebhooks.CopyAsync(context, count);
    }
}
