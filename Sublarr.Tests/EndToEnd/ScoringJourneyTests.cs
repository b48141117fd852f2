using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class ScoringJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_slider_changes_a_winner_and_saving_makes_it_so()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Scoring" }).ClickAsync();
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "ASS or SSA" });
        var differing = page.GetByTestId("differing");
        await Assertions.Expect(differing).ToContainTextAsync("0 of 20");

        await slider.FocusAsync();
        await page.Keyboard.PressAsync("End");

        await Assertions.Expect(slider).ToHaveValueAsync("400");
        await Assertions.Expect(differing).Not.ToContainTextAsync("0 of 20");
        var changed = page.Locator(".search").First;
        await Assertions.Expect(changed.Locator(".pick")).ToHaveCountAsync(2);
        (await PointsAsync(app)).ShouldBe(50);

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Unsaved changes" })).ToContainTextAsync("Saved");
        await Assertions.Expect(differing).ToContainTextAsync("0 of 20");
        (await PointsAsync(app)).ShouldBe(400);
    }

    [Fact]
    public async Task Leaving_with_unsaved_changes_is_asked_about()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(app.ClientOptions.BaseAddress, "/scoring").ToString());
        await page.GetByLabel("Series, points").FillAsync("0");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("One unsaved change")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Jobs" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stay" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("Series, points")).ToHaveValueAsync("0");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Scoring", Exact = true })).ToBeVisibleAsync();
    }

    private static async Task<int> PointsAsync(SublarrApp app)
    {
        using var api = new HttpClient { BaseAddress = app.ClientOptions.BaseAddress };
        api.DefaultRequestHeaders.Add("X-Api-Key", app.ApiKey);
        var weights = await api.GetFromJsonAsync<JsonElement>("/api/v1/scoring/weights");
        return weights.GetProperty("episode").GetProperty("format_bonus").GetInt32();
    }
}
