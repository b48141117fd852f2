using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class AlertJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Text = "Webhook “Discord” was switched off: The server answered 410 Gone.";

    [Fact]
    public async Task What_goes_wrong_rings_on_an_open_page_is_read_in_one_tab_and_marked_in_the_other()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        var other = await chromium.OpenAsync(address);
        await app.SignInAsync(other);
        await other.GotoAsync(new Uri(address, "/scoring").ToString());
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Alerts", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Alerts", Exact = true })).ToBeVisibleAsync();

        await PublishAsync(app, new SubscriptionDisabled(5, "Discord", "webhook", "The server answered 410 Gone."));

        foreach (var tab in (IPage[])[page, other])
        {
            await Assertions.Expect(tab.Locator(".mud-snackbar").GetByText(Text)).ToBeVisibleAsync();
            await Assertions.Expect(tab.Locator(".alerts [role=status]")).ToHaveTextAsync(Text);
            await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Alerts, 1 unread" })).ToBeVisibleAsync();
        }

        // By keyboard alone.
        var bell = page.GetByRole(AriaRole.Button, new() { Name = "Alerts, 1 unread" });
        await bell.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var list = page.GetByRole(AriaRole.Dialog, new() { Name = "Alerts" });
        await Assertions.Expect(list.GetByText(Text)).ToBeVisibleAsync();
        await Assertions.Expect(list).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(list.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Alerts", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Alerts", Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Alerts", Exact = true })).ToBeFocusedAsync();

        await PublishAsync(app, new SubscriptionRecovered(5, "Discord", "webhook", 3));
        await page.GetByRole(AriaRole.Button, new() { Name = "Alerts, 1 unread" }).ClickAsync();
        await list.GetByRole(AriaRole.Link, new() { Name = "is on again" }).ClickAsync();
        await page.WaitForURLAsync("**/webhooks/5");
        await Assertions.Expect(list).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_storm_of_alerts_is_one_toast_and_a_bounded_number()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Alerts", Exact = true })).ToBeVisibleAsync();

        await Task.WhenAll(Enumerable.Range(0, 150).Select(number => PublishAsync(app, new SubscriptionDisabled(number, $"Hook {number}", "script", "It is gone."))));

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Alerts, 99+ unread" })).ToBeVisibleAsync();
        (await page.Locator(".mud-snackbar").CountAsync()).ShouldBeLessThan(10);
    }

    private static Task PublishAsync<TEvent>(SublarrApp app, TEvent fact)
        where TEvent : IDomainEvent => app.Services.GetRequiredService<IEventBus>().PublishAsync(fact, EventCause.None, CancellationToken.None);
}
