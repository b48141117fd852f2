using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Long forms show what everybody enters; the rest is folded, and opens by click, by key, by name and for what is wrong in it.</summary>
public sealed class FoldedFormTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("hooks/new", "hook")]
    [InlineData("webhooks/new", "webhook")]
    [InlineData("notifications/new?kind=jellyfin", "jellyfin")]
    [InlineData("notifications/new?kind=kodi", "kodi")]
    [InlineData("notifications/new?kind=email", "email")]
    [InlineData("notifications/new?kind=discord", "discord")]
    public async Task What_was_folded_breaks_no_rule_of_accessibility_when_it_is_opened(string path, string name)
    {
        await using var app = new SublarrApp();
        var page = await OpenAsync(app, path);
        var parts = page.Locator("form.edit section > details");
        await Assertions.Expect(page.Locator("form.edit section > details[open]")).ToHaveCountAsync(0);

        foreach (var part in await parts.AllAsync())
        {
            await part.Locator("> summary").ClickAsync();
            await Assertions.Expect(part).ToHaveAttributeAsync("open", "");
        }

        var faults = new List<string>();
        foreach (var width in (int[])[1440, 390])
        {
            await page.SetViewportSizeAsync(width, 900);
            // What lies under the bars that stay in view is a matter of how far one has scrolled.
            await page.EvaluateAsync("document.querySelectorAll('.form-parts, .edit .buttons').forEach(bar => bar.style.position = 'static')");
            faults.AddRange(await page.FaultsAsync());
        }

        await Shots.TakeAsync(page, $"form-{name}", isWhole: true);

        faults.ShouldBeEmpty();
        (await parts.CountAsync()).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_part_opens_by_key_by_its_name_above_the_form_and_for_what_is_wrong_in_it()
    {
        await using var app = new SublarrApp();
        var page = await OpenAsync(app, "webhooks/new");
        var sending = page.Locator("section[aria-label='Sending']");
        var conditions = page.Locator("section[aria-label='Conditions']");

        await sending.Locator("> details > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#field-rate_limit")).ToBeVisibleAsync();
        await page.Locator("#field-rate_limit").FillAsync("5");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#field-rate_period").SelectOptionAsync("minute");
        await Assertions.Expect(page.Locator("#field-rate_limit-hint")).ToContainTextAsync("At most 5 in 60 seconds.");
        await page.Locator("#field-rate_limit").FillAsync("many");
        await sending.Locator("> details > summary").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#field-rate_limit")).ToBeHiddenAsync();

        await page.Locator(".form-parts button[data-jump='Conditions']").ClickAsync();
        await Assertions.Expect(conditions.GetByRole(AriaRole.Button, new() { Name = "Add condition" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create webhook" }).ClickAsync();

        await Assertions.Expect(page.Locator("#field-rate_limit-error")).ToContainTextAsync("Write a whole number.");
        await Assertions.Expect(page.Locator("#field-rate_limit")).ToBeVisibleAsync();
        await Assertions.Expect(conditions.Locator("> details")).ToHaveAttributeAsync("open", "");
    }

    private async Task<IPage> OpenAsync(SublarrApp app, string path)
    {
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(new Uri(address, path).ToString());
        await Assertions.Expect(page.Locator("form.edit")).ToBeVisibleAsync();
        return page;
    }
}
