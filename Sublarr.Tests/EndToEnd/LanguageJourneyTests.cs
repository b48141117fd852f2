using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class LanguageJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_profile_is_made_ordered_by_the_keyboard_and_becomes_the_default()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Languages" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New profile" }).ClickAsync();
        // The page before has a name to enter, too, and stays for a moment longer than its address.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New profile" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("German first");

        await AddAsync(page, "english", "English");
        await AddAsync(page, "ger", "German");
        var up = page.GetByRole(AriaRole.Button, new() { Name = "Move German up" });
        await up.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("wants")).ToHaveTextAsync("Wants German, then English.");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Move German down" })).ToBeFocusedAsync();
        await page.GetByLabel("Stop looking").SelectOptionAsync("de");
        await Assertions.Expect(page.GetByTestId("wants")).ToContainTextAsync("Once German is there, no other is looked for.");
        await Shots.TakeAsync(page, "languages-edit");

        await page.GetByRole(AriaRole.Button, new() { Name = "Create profile" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/languages$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Make default: German first" }).ClickAsync();
        await Assertions.Expect(page.Locator(".profiles li").First).ToContainTextAsync("German first");
        await Assertions.Expect(page.Locator(".profiles li").First).ToContainTextAsync("Default");

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete English" }).ClickAsync();
        await Assertions.Expect(page.Locator(".profiles li")).ToHaveCountAsync(1);
        await page.Locator(".mud-snackbar", new() { HasText = "“English” is deleted" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".profiles li")).ToHaveCountAsync(2);
        await Shots.TakeAsync(page, "languages-list");
    }

    [Fact]
    public async Task One_that_a_tag_has_is_deleted_once_another_takes_its_place()
    {
        await using var app = new SublarrApp();
        var address = app.Listen();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync("/api/v1/profiles", new { name = "German", languages = new[] { new { code = "de" } } });
        created.EnsureSuccessStatusCode();
        var page = await chromium.OpenAsync(address);
        await app.SignInAsync(page);
        await page.GotoAsync(new Uri(address, "/languages").ToString());

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("anime");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Profile", Exact = true }).SelectOptionAsync("German");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove tag anime" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete German" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("It holds for tag anime.");
        await Shots.TakeAsync(page, "languages-replace");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".profiles li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".profiles li").First).ToContainTextAsync("tag anime");
    }

    private static async Task AddAsync(IPage page, string text, string language)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Add a language" }).FillAsync(text);
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = language }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { NameRegex = new Regex(language) })).ToBeVisibleAsync();
    }
}
