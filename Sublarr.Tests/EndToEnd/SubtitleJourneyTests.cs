using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.History;

namespace Sublarr.Tests.EndToEnd;

public sealed class SubtitleJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_subtitle_that_is_not_wanted_makes_room_for_the_next_and_comes_back_after_all()
    {
        await using var house = new HistoryHouse(isListening: true);
        var address = house.Search.Address;
        await house.DownloadAsync(HistoryHouse.Other, HistoryHouse.Exact);
        var page = await chromium.OpenAsync(address);
        await house.Search.App.SignInAsync(page);

        // From the title to the subtitle.
        await page.GetByRole(AriaRole.Link, new() { Name = "Library", Exact = true }).ClickAsync();
        await page.GotoAsync(new Uri(address, "/library/movies").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Foo Film" }).First.ClickAsync();
        await page.Locator(".subtitles").GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "English for Foo Film" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("It scored highest of all that were found.").First).ToBeVisibleAsync();
        await Shots.TakeAsync(page, "subtitle");

        // Not this one: it goes while the page is open, and the next comes.
        await page.GetByLabel("What is wrong with it").FillAsync("Two seconds late");
        await page.GetByRole(AriaRole.Button, new() { Name = "Not this one" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar", new() { HasText = "The next one is looked for" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("not this one from Local folder").First).ToBeVisibleAsync();
        await Eventually.TrueAsync(() => File.Exists(house.Path()) && house.Text().Contains(HistoryHouse.Other), "the next was not taken");

        await page.GetByRole(AriaRole.Link, new() { Name = "History", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/history"));
        await Assertions.Expect(page.Locator(".told")).ToHaveCountAsync(3);
        await Shots.TakeAsync(page, "history");
        await page.GetByRole(AriaRole.Link, new() { Name = "Blacklist", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Two seconds late")).ToBeVisibleAsync();

        // After all: from the page of the one that is there now.
        await page.GotoAsync(new Uri(address, $"/subtitles/{await house.OnlySubtitleAsync()}").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore what it replaced" }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar", new() { HasText = "is back" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("A person took it out of the trash").First).ToBeVisibleAsync();
        house.Text().ShouldContain(HistoryHouse.Exact);

        // Deleted, and undone at once.
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.Locator(".mud-snackbar", new() { HasText = "is in the trash" }).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Eventually.TrueAsync(() => File.Exists(house.Path()), "it did not come back");
        house.Text().ShouldContain(HistoryHouse.Exact);
    }
}
