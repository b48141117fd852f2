using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Every page with something on it, wide and narrow, dark and light, breaks no rule of axe-core, and scrolls sideways nowhere.</summary>
public abstract class AccessibilityTests : IClassFixture<Chromium>
{
    private static readonly string[] pages =
    [
        "/", "/events", "/events?view=catalog", "/events/{event}", "/events/{received}", "/arr", "/arr/new", "/arr/{arr}", "/hooks", "/hooks/new", "/hooks/{hook}", "/webhooks", "/webhooks/new", "/webhooks/{webhook}",
        "/notifications", "/notifications/new", "/notifications/new?kind=ntfy", "/log", "/log/{job}", "/log/{failed}", "/jobs", "/jobs/{job}", "/jobs/{report}", "/schedules", "/schedules?of=library-scan",
        "/languages", "/languages/new", "/languages/{profile}", "/wanted", "/wanted?state=ignored", "/history", "/history?view=blacklist", "/subtitles/{subtitle}", "/subtitles/{stream}", "/library", "/library/movies", "/library/folders", "/library/series/{series}", "/providers", "/providers/opensubtitles", "/providers/local", "/providers/tsukihime",
        "/searches/{search}", "/scoring", "/scoring?search={search}", "/samples", "/releases", "/releases?name=The.Harbour.Line.S02E05.PROPER.1080p.AMZN.WEB-DL.DDP5.1.H.264-TIDE", "/audit", "/settings", "/settings/transfer", "/settings/backups", "/not-found",
    ];

    private readonly Chromium chromium;
    private readonly string appearance;

    // Most of what a page costs is to open it: each is looked at in both widths. In light, what does not depend on colours is not looked at again.
    private static readonly int[] widths = [1440, 390];

    /// <param name="chromium">The browser.</param>
    /// <param name="appearance">dark or light.</param>
    protected AccessibilityTests(Chromium chromium, string appearance) => (this.chromium, this.appearance) = (chromium, appearance);

    [Fact]
    public async Task No_page_breaks_a_rule_of_accessibility()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var app = new SublarrApp();
        var address = app.Listen();
        var names = await BusyHouse.FillAsync(app, receiver);
        var page = await chromium.OpenAsync(address);
        await page.Context.AddCookiesAsync([new() { Name = "sublarr-appearance", Value = appearance, Url = address.ToString() }]);
        await page.ReloadAsync();
        var faults = await FaultsAsync(page, "/sign-in");
        await app.SignInAsync(page);

        foreach (var path in pages)
        {
            await page.GotoAsync(new Uri(address, names.Aggregate(path, (text, name) => text.Replace($"{{{name.Key}}}", name.Value))).ToString());
            await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            faults.AddRange(await FaultsAsync(page, path));
            await Shots.TakeAsync(page, $"{appearance}{path.Replace('/', '-').Replace("{", "").Replace("}", "").Replace('?', '-')}");
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_opens_above_a_page_breaks_no_rule_of_accessibility()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await page.Context.AddCookiesAsync([new() { Name = "sublarr-appearance", Value = appearance, Url = address.ToString() }]);
        await app.SignInAsync(page);
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(new Uri(address, "/jobs").ToString());
        var faults = new List<string>();

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Columns" }).ClickAsync();
        await LookAsync("columns", page.GetByRole(AriaRole.Option, new() { Name = "Priority" }));
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }).ClickAsync();
        await LookAsync("kinds", page.GetByRole(AriaRole.Option).First);
        await page.GetByRole(AriaRole.Button, new() { Name = "Appearance" }).PressAsync("Enter");
        await LookAsync("appearance", page.GetByText("As the system"));
        await page.Keyboard.PressAsync("Control+k");
        await LookAsync("go-to", page.GetByRole(AriaRole.Dialog));
        await page.Keyboard.PressAsync("?");
        await LookAsync("keys", page.GetByRole(AriaRole.Dialog));

        faults.ShouldBeEmpty();

        async Task LookAsync(string name, ILocator opened)
        {
            await Assertions.Expect(opened).ToBeVisibleAsync();
            faults.AddRange((await page.FaultsAsync(ofColour: appearance == "light")).Select(fault => $"{name}: {fault}"));
            await Shots.TakeAsync(page, $"{appearance}-opened-{name}", isWideOnly: true);
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(opened).ToBeHiddenAsync();
        }
    }

    private async Task<List<string>> FaultsAsync(IPage page, string path)
    {
        var faults = new List<string>();
        foreach (var width in widths)
        {
            await page.ShowWholeAsync(width);
            // An alert that fades has no contrast while it does.
            await Assertions.Expect(page.Locator(".mud-snackbar")).ToHaveCountAsync(0);
            faults.AddRange((await page.FaultsAsync(ofColour: appearance == "light")).Select(fault => $"{path}, {width} wide: {fault}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var excess)
            {
                faults.Add($"{path}, {width} wide: it scrolls sideways by {excess} pixels");
            }
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
}

/// <summary>All rules, in dark.</summary>
public sealed class DarkAccessibilityTests(Chromium chromium) : AccessibilityTests(chromium, "dark");

/// <summary>What depends on colours, in light. Two classes run side by side; one after the other these would be what everybody waits for.</summary>
public sealed class LightAccessibilityTests(Chromium chromium) : AccessibilityTests(chromium, "light");
