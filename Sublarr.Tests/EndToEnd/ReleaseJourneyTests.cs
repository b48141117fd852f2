using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.EndToEnd;

public sealed class ReleaseJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_name_is_read_while_it_is_typed_and_its_address_opens_it_again()
    {
        await using var app = new SublarrApp();
        var page = await chromium.OpenAsync(app.Listen());
        await app.SignInAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Try a name" }).ClickAsync();
        var names = page.GetByRole(AriaRole.Textbox, new() { Name = "Names, one on each line" });

        // A new page takes the focus to its heading: who types before that types into nothing.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Try a name", Level = 1 })).ToBeFocusedAsync();
        await names.FocusAsync();
        await page.Keyboard.TypeAsync("Ashen.Harbor.S02E05.1080p.NF.WEB-DL.DDP5.1.H.264-KORVAX");
        await Assertions.Expect(Row(page, "Streaming service")).ToContainTextAsync("NF");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("name=Ashen.Harbor.*KORVAX$"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("1917.2019.1080p.BluRay.x264-TIDE");
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await Assertions.Expect(names).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("name=1917"));

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await Assertions.Expect(names).ToHaveValueAsync(new Regex("KORVAX\n1917"));
        await page.GetByText("As JSON").First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("what the API answers", new() { Exact = true }).First).ToContainTextAsync("\"title\": \"Ashen Harbor\"");
        await Shots.TakeAsync(page, "try-a-name");
    }

    private static ILocator Row(IPage page, string label) => page.GetByRole(AriaRole.Row, new() { Name = label });
}
