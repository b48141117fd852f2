using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Web.Components.Layout;

namespace Sublarr.Tests.Component;

/// <summary>What stands around every page: the menu and the look.</summary>
public sealed class FrameTests : UserInterface
{
    [Theory]
    [InlineData("", "Dashboard")]
    [InlineData("hooks", "Hooks")]
    [InlineData("webhooks/7?show=attempts#last", "Webhooks")]
    [InlineData("Library/movies/", "Library")]
    public void The_menu_marks_the_page_that_is_open_or_that_it_is_below(string address, string marked)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        Marked(Render<MainMenu>()).ShouldBe([marked]);
    }

    [Fact]
    public void The_mark_goes_along_and_no_page_is_taken_for_one_that_begins_alike()
    {
        var menu = Render<MainMenu>();
        menu.FindAll("a").Count.ShouldBe(MenuPage.All.Count);

        Services.GetRequiredService<NavigationManager>().NavigateTo("arr/3");
        Marked(menu).ShouldBe(["Sonarr & Radarr"]);
        Services.GetRequiredService<NavigationManager>().NavigateTo("arrangements");
        Marked(menu).ShouldBeEmpty();
    }

    [Fact]
    public void Each_palette_is_a_style_sheet_of_its_own_and_the_same_in_each_page()
    {
        var (dark, light) = (Sheet(isDark: true), Sheet(isDark: false));

        dark.ShouldContain("--mud-native-html-color-scheme: dark");
        light.ShouldContain("--mud-native-html-color-scheme: light");
        Sheet(isDark: true).ShouldBe(dark);
    }

    [Fact]
    public void A_page_that_changes_its_palette_shows_the_other()
    {
        var sheet = Render<ThemeSheet>(parameters => parameters.Add(theme => theme.IsDarkMode, true));

        sheet.Render(parameters => parameters.Add(theme => theme.IsDarkMode, false));

        sheet.Markup.ShouldBe(Sheet(isDark: false));
    }

    private string Sheet(bool isDark) => Render<ThemeSheet>(parameters => parameters.Add(theme => theme.IsDarkMode, isDark)).Markup;

    private static IEnumerable<string> Marked(IRenderedComponent<MainMenu> menu) =>
        menu.FindAll("a[aria-current=page]").Where(link => link.ClassList.Contains("active")).Select(link => link.TextContent.Trim());
}
