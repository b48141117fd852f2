using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;
using Sublarr.Tests.Integration.Search;
using Sublarr.Tests.Integration.Subtitles;

namespace Sublarr.Tests.EndToEnd;

/// <summary>From the page of a title to the subtitle that a person chose: asked, looked into, taken, pinned, and tried under other weights.</summary>
public sealed class SearchJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Episode = "Harbor Lights/Season 02/Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv";

    [Fact]
    public async Task A_person_asks_looks_into_one_and_takes_it()
    {
        await using var subdl = await FakeService.StartAsync<FakeSubDl>();
        subdl.Finds = FakeSubDl.Found(
            "Harbor Lights", FakeSubDl.Row("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA", "/subtitle/1.zip", 5), FakeSubDl.Row("Harbor.Lights.S02E05.720p.HDTV.x264-GROUPB", "/subtitle/2.zip", 5));
        subdl.Files["/subtitle/2.zip"] = new(200, "") { File = Packs.Zip(Packs.File("Harbor.Lights.S02E05.srt", SearchHouse.English("the second"))) };
        await using var house = new SearchHouse(isListening: true);
        await house.SwitchOnAsync(subdl);
        await house.KnowAsync(Episode);
        var page = await chromium.OpenAsync(house.Address);
        await house.App.SignInAsync(page);
        await page.GotoAsync(new Uri(house.Address, "/library").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Harbor Lights" }).First.ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Search subtitles for" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/searches/\\d+$"));
        await Assertions.Expect(page.GetByText("has 2 subtitles")).ToBeVisibleAsync();
        var card = page.Locator(".candidate", new() { HasText = "GROUPB" });
        await Assertions.Expect(page.Locator(".candidate")).ToHaveCountAsync(2);
        await Shots.TakeAsync(page, "search", isWhole: true);

        await card.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("may use up one of your downloads at SubDL");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Look into it" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("nobody has been here for years");
        await Shots.TakeAsync(page, "search-preview");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Download this one" }).ClickAsync();

        await Assertions.Expect(card).ToContainTextAsync("It lies beside the video as Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.srt");
        subdl.FetchedOf("/subtitle/2.zip").ShouldBe(1);
        await card.GetByRole(AriaRole.Button, new() { Name = "Pin as a scoring case" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Pinned: the Scoring page says")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Try other weights on this search" }).ClickAsync();
        await Assertions.Expect(page.GetByText("on one search")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Cases" })).ToContainTextAsync("Harbor Lights S02E05");
        await page.GetByRole(AriaRole.Link, new() { Name = "the search of Harbor Lights S02E05" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Subtitles for Harbor Lights S02E05" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wanted_subtitle_leads_to_a_search_of_it_alone()
    {
        await using var house = new SearchHouse(isListening: true);
        await house.SwitchOnAsync();
        house.Offer("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.srt", SearchHouse.English("here"));
        await house.KnowAsync(Episode);
        var page = await chromium.OpenAsync(house.Address);
        await house.App.SignInAsync(page);
        await page.GotoAsync(new Uri(house.Address, "/wanted").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Choose a subtitle for Harbor Lights S02E05, English" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/searches/\\d+$"));
        await Assertions.Expect(page.Locator(".candidate")).ToHaveCountAsync(1);
        await page.Locator(".candidate").GetByRole(AriaRole.Button, new() { Name = "Preview" }).PressAsync("Enter");
        // What lies on this machine costs nothing, so it is shown at once.
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("nobody has been here for years");
        (await page.FaultsAsync()).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }
}
