using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

/// <summary>Scoring that comes from elsewhere: a file, or another tab.</summary>
public sealed class ScoringSharingTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_preset_comes_out_of_a_file_shows_what_it_changes_and_counts_once_it_is_saved()
    {
        await using var app = new SublarrApp();
        var page = await OpenScoringAsync(app, app.Listen());
        await page.GetByRole(AriaRole.Tab, new() { Name = "Presets" }).ClickAsync();

        await ChooseAsync(page, """{"name":"From a friend","weights":{"episode":{"format_bonus":400}}}""");
        var changes = page.GetByRole(AriaRole.Group, new() { Name = "Importing From a friend changes" });
        await Assertions.Expect(changes).ToContainTextAsync("one setting");
        await Assertions.Expect(changes).ToContainTextAsync("50 → 400");
        await changes.GetByRole(AriaRole.Button, new() { Name = "Keep the preset and merge" }).ClickAsync();

        await Assertions.Expect(page.Locator(".preset.is-active")).ToContainTextAsync("From a friend");
        await Assertions.Expect(page.GetByText("One unsaved change")).ToBeVisibleAsync();
        (await WeightAsync(app, "format_bonus")).ShouldBe(50);
        await SaveAsync(page);
        (await WeightAsync(app, "format_bonus")).ShouldBe(400);
    }

    [Fact]
    public async Task A_file_that_is_no_preset_is_refused_with_the_field_and_changes_nothing()
    {
        await using var app = new SublarrApp();
        var page = await OpenScoringAsync(app, app.Listen());
        await page.GetByRole(AriaRole.Tab, new() { Name = "Presets" }).ClickAsync();

        await ChooseAsync(page, """{"name":"Wrong","weights":{"episode":{"luck":3}}}""");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nothing was stored");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("weights/episode/luck");
        await Assertions.Expect(page.Locator(".preset")).ToHaveCountAsync(3);
        await ChooseAsync(page, "no json at all");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no JSON");
    }

    [Fact]
    public async Task A_second_tab_follows_the_first_and_is_asked_when_it_has_something_to_lose()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        var first = await OpenScoringAsync(app, address);
        var looking = await OpenScoringAsync(app, address);
        var changing = await OpenScoringAsync(app, address);
        await SetAsync(changing, "Year, points", "12");
        await Assertions.Expect(changing.GetByText("One unsaved change")).ToBeVisibleAsync();

        await SetAsync(first, "Series, points", "100");
        await SaveAsync(first);

        await Assertions.Expect(looking.GetByLabel("Series, points")).ToHaveValueAsync("100");
        await Assertions.Expect(changing.GetByText("The scoring was saved elsewhere meanwhile.")).ToBeVisibleAsync();
        await Assertions.Expect(changing.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).ToBeDisabledAsync();
        await changing.GetByRole(AriaRole.Button, new() { Name = "Keep mine on top of theirs" }).ClickAsync();
        await SaveAsync(changing);
        (await WeightAsync(app, "series"), await WeightAsync(app, "year")).ShouldBe((100, 12));
    }

    private async Task<IPage> OpenScoringAsync(SublarrApp app, Uri address)
    {
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/scoring").ToString());
        await Assertions.Expect(page.GetByText("of 20 downloads differ")).ToBeVisibleAsync();
        return page;
    }

    private static Task ChooseAsync(IPage page, string json) => page.GetByLabel("Import a preset").ChooseAsync(
        new FilePayload { Name = "preset.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(json) });

    private static async Task SetAsync(IPage page, string label, string points)
    {
        await page.GetByLabel(label).FillAsync(points);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Unsaved changes" })).ToContainTextAsync("Saved");
    }

    private static async Task<int> WeightAsync(SublarrApp app, string key)
    {
        using var api = new HttpClient { BaseAddress = app.ClientOptions.BaseAddress };
        api.DefaultRequestHeaders.Add("X-Api-Key", app.ApiKey);
        var weights = await api.GetFromJsonAsync<JsonElement>("/api/v1/scoring/weights");
        return weights.GetProperty("episode").GetProperty(key).GetInt32();
    }
}
