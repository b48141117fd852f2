using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Releases;
using Sublarr.Web.Features.Releases;
using ReleasesPage = Sublarr.Web.Features.Releases.Releases;

namespace Sublarr.Tests.Component;

public sealed class ReleasesPageTests : UserInterface
{
    private const string Name = "Ashen.Harbor.S02E05.PROPER.1080p.AMZN.WEB-DL.DDP5.1.H.264-KORVAX";

    public ReleasesPageTests() => Mediator.On<ParseReleases.Query>(query => (IReadOnlyList<ReleaseName>)[.. query.Names!.Select(name => ReleaseName.Parse(name!))]);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Without_a_name_the_page_says_what_to_do_and_shows_an_example()
    {
        var page = Render<ReleasesPage>();

        page.Find(".empty").TextContent.ShouldContain("No name yet");
        page.Find(".empty a").GetAttribute("href")!.ShouldStartWith("releases?name=");
    }

    [Fact]
    public void What_is_typed_is_read_line_by_line_and_the_address_keeps_it()
    {
        var page = Render<ReleasesPage>();

        page.Find("textarea").Input($"{Name}\n\n[Kumo] Steel Blossom - 07 [1080p].mkv");
        Clock.Advance(TimeSpan.FromMilliseconds(300));

        page.WaitForAssertion(() => page.FindAll(".release").Count.ShouldBe(2));
        Value(page, "Title").ShouldBe("Ashen Harbor");
        Value(page, "Episode").ShouldBe("5");
        Value(page, "Sound").ShouldBe("Dolby Digital Plus 5.1");
        Value(page, "Made anew").ShouldBe("once");
        Value(page, "Release group").ShouldBe("KORVAX");
        Navigation.Uri.ShouldEndWith($"?name={Uri.EscapeDataString(Name)}&name={Uri.EscapeDataString("[Kumo] Steel Blossom - 07 [1080p].mkv")}");
    }

    [Fact]
    public void Names_of_the_address_are_read_at_once()
    {
        Navigation.NavigateTo($"releases?name={Name}&name=Nightjar.S01");

        var page = Render<ReleasesPage>();

        page.FindAll(".release").Count.ShouldBe(2);
        page.Find("textarea").GetAttribute("value").ShouldBe($"{Name}\nNightjar.S01");
    }

    [Fact]
    public void The_name_itself_shows_what_each_piece_says()
    {
        var page = Render<ReleaseCard>(card => card.Add(shown => shown.Release, ReleaseName.Parse(Name)));

        page.Find(".name").TextContent.ShouldBe(Name);
        page.FindAll(".name .part-title").Single().TextContent.ShouldBe("Ashen.Harbor");
        page.FindAll(".name .part-number").Single().TextContent.ShouldBe("S02E05");
        page.FindAll(".name .part-picture").Select(part => part.TextContent).ShouldBe(["1080p", "AMZN", "WEB-DL", "H.264"]);
        page.Find("details pre").TextContent.ShouldContain("\"streaming_service\": \"AMZN\"");
    }

    [Fact]
    public void A_name_that_says_nothing_is_said_to()
    {
        var page = Render<ReleaseCard>(card => card.Add(shown => shown.Release, ReleaseName.Parse("[[[")));

        page.Find(".muted").TextContent.ShouldBe("Nothing was found in it.");
    }

    private static string Value(IRenderedComponent<ReleasesPage> page, string label) =>
        page.Find(".release").QuerySelectorAll("tr").Single(row => row.QuerySelector("th")!.TextContent == label).QuerySelector("td")!.TextContent;
}
