using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>The first minute of somebody who has nothing yet. README shows a picture of it.</summary>
public sealed class SamplesJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_newcomer_clicks_once_and_sees_a_subtitle_arrive_lets_another_win_and_removes_it_all()
    {
        await using var app = new SublarrApp { WithAdministrator = false };
        var address = app.Listen();
        var page = await chromium.OpenAsync(address);
        await page.Context.AddCookiesAsync([new() { Name = "sublarr-appearance", Value = "dark", Url = address.ToString() }]);
        await MakeAccountAsync(app, page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Try it with sample data" }).PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/samples$"));
        await Assertions.Expect(page.Locator(".step-done")).ToHaveCountAsync(7);
        await Assertions.Expect(page.GetByText("Signature good")).ToBeVisibleAsync();
        Directory.EnumerateFiles(Path.Combine(app.ConfigDirectory, "sample-library"), "*.en.srt", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await ShowsWellAsync(page);

        await page.Locator(".sample-next").GetByRole(AriaRole.Link, new() { Name = "Scoring" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("differing")).ToContainTextAsync("0 of 1");
        await LetWinAsync(page, "Release group, points", "0", "KESTREL");
        await LetWinAsync(page, "Release group, points", "14", null);
        await LetWinAsync(page, "ASS or SSA, points", "400", "LANTERN");
        await LetWinAsync(page, "ASS or SSA, points", "50", null);

        await page.GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See what happened, or remove it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the sample data" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the sample data" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove it" }).ClickAsync();

        await Assertions.Expect(page.GetByText("There is no sample data")).ToBeVisibleAsync();
        Directory.Exists(Path.Combine(app.ConfigDirectory, "sample-library")).ShouldBeFalse();
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try it with sample data" })).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "first-run");
    }

    private static async Task MakeAccountAsync(SublarrApp app, IPage page)
    {
        await page.GetByLabel("User name").FillAsync(SublarrApp.AdminUser);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SublarrApp.AdminPassword);
        await page.GetByLabel("Password again").FillAsync(SublarrApp.AdminPassword);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Your account is ready. Sign in with it.")).ToBeVisibleAsync();
        await app.SignInAsync(page);
    }

    private static async Task ShowsWellAsync(IPage page)
    {
        foreach (var width in (int[])[390, 1440])
        {
            await page.ShowWholeAsync(width);
            (await page.FaultsAsync()).ShouldBeEmpty();
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0);
        }

        await Shots.TakeAsync(page, "samples");
    }

    private static async Task LetWinAsync(IPage page, string slider, string points, string? winner)
    {
        await page.GetByLabel(slider).First.FillAsync(points);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("differing")).ToContainTextAsync(winner is null ? "0 of 1" : "1 of 1");
        if (winner is not null)
        {
            await Assertions.Expect(page.Locator(".search .is-new").First).ToContainTextAsync(winner);
        }
    }
}
