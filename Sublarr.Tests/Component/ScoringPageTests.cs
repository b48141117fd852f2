using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Web.Features.Scoring;
using Sublarr.Web.Searches;
using ScoringPage = Sublarr.Web.Features.Scoring.Scoring;

namespace Sublarr.Tests.Component;

public sealed class ScoringPageTests : UserInterface
{
    private readonly List<ScoringCase> cases = [];
    private ScoringState stored = new(1, ScoringRules.Default, null);

    public ScoringPageTests()
    {
        Mediator.On<GetScoring.Query>(_ => stored);
        Mediator.On<GetWhatIf.Query>(_ => new GetWhatIf.Answer(new(SampleSearches.All, AreSamples: true), [.. cases]));
        Mediator.On<GetPresets.Query>(_ => ScoringPreset.BuiltIn);
        Mediator.On<SaveScoring.Command>(command =>
        {
            if (command.Version != stored.Version)
            {
                return new ScoringSaved(stored.Version, [], IsConflict: true);
            }

            stored = new(stored.Version + 1, command.Rules, command.ActivePreset);
            return new ScoringSaved(stored.Version, ["x"], IsConflict: false);
        });
        Mediator.On<PinCase.Command>(command =>
        {
            var pinned = new ScoringCase(cases.Count + 1, command.Search, command.Winner);
            cases.Add(pinned);
            return pinned;
        });
    }

    [Fact]
    public void Zero_is_saved_as_zero()
    {
        var page = Render<ScoringPage>();

        Slide(page, "Series", 0);
        Click(page, "Save");

        stored.Rules.Weights[MediaType.Episode, ScoringKey.Series].ShouldBe(0);
        stored.Rules.Weights[MediaType.Episode, ScoringKey.Hash].ShouldBe(359);
        page.Find("input[type=range][aria-label=Series]").GetAttribute("value").ShouldBe("0");
        page.Find(".save-bar").TextContent.ShouldContain("Saved");
    }

    [Fact]
    public void Nothing_is_saved_until_save_and_undo_takes_a_whole_move_back()
    {
        var page = Render<ScoringPage>();

        Slide(page, "Year", 100);
        Slide(page, "Year", 120);
        Slide(page, "Source", 30);
        page.Find(".save-bar").TextContent.ShouldContain("2 unsaved changes");
        Click(page, "Undo");
        Number(page, "Year").ShouldBe("120");
        Click(page, "Undo");

        Number(page, "Year").ShouldBe("90");
        Mediator.Received.OfType<SaveScoring.Command>().ShouldBeEmpty();
        stored.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData("1001")]
    [InlineData("-1001")]
    [InlineData("1.5")]
    [InlineData("many")]
    [InlineData("")]
    public void A_number_that_cannot_be_used_changes_nothing_and_says_so(string text)
    {
        var page = Render<ScoringPage>();

        page.Find("input[type=number][aria-label='Series, points']").Change(text);

        Number(page, "Series").ShouldBe("180");
        page.Find(".point-problem").TextContent.ShouldContain("between -1000 and 1000");
        page.Find(".save-bar").TextContent.ShouldContain("Saved");
    }

    [Fact]
    public void The_number_takes_the_whole_range_and_the_slider_follows()
    {
        var page = Render<ScoringPage>();

        page.Find("input[type=number][aria-label='Series, points']").Change("-1000");

        page.Find("input[type=range][aria-label=Series]").GetAttribute("min").ShouldBe("-1000");
        page.Find(".point-distance").TextContent.ShouldBe("−1180");
        page.Find("[aria-label='Reset Series to 180']").Click();
        Number(page, "Series").ShouldBe("180");
    }

    [Fact]
    public void Moving_a_slider_shows_the_winners_that_change_side_by_side()
    {
        var page = Render<ScoringPage>();
        page.Find("[data-testid=differing]").TextContent.ShouldContain("0");

        Slide(page, "ASS or SSA", 400);

        int.Parse(page.Find("[data-testid=differing] .tile-number").TextContent).ShouldBeGreaterThan(0);
        var first = page.Find(".search .sides");
        first.QuerySelectorAll(".pick").Length.ShouldBe(2);
        first.QuerySelectorAll(".breakdown-part").Length.ShouldBeGreaterThan(2);
        first.TextContent.ShouldContain("Today");
        first.TextContent.ShouldContain("ASS or SSA 400");
    }

    [Fact]
    public void A_pinned_case_turns_red_and_the_suggestion_makes_it_green()
    {
        var page = Render<ScoringPage>();
        page.FindAll(".what-if-tabs button")[1].Click();
        page.Find(".search .link-button").Click();

        page.FindAll(".candidates .pin")[1].Click();
        page.Find(".case").ClassList.ShouldContain("fails");
        Click(page, "Suggest weights");
        Click(page, "Use on this page");

        page.Find(".case").ClassList.ShouldContain("passes");
        stored.Version.ShouldBe(1);
    }

    [Fact]
    public void A_preset_shows_what_it_changes_before_it_does()
    {
        var page = Render<ScoringPage>();
        Open(page, "Presets");

        page.FindAll(".preset").Single(preset => preset.TextContent.Contains("Anime")).QuerySelector("button")!.Click();
        page.Find(".differences").TextContent.ShouldContain("4 settings");
        page.Find(".save-bar").TextContent.ShouldContain("Saved");
        Click(page, "Apply to this page");

        page.Find(".save-bar").TextContent.ShouldContain("4 unsaved changes");
        page.Find(".preset.is-active").TextContent.ShouldContain("Anime");
        Open(page, "Episodes");
        Slide(page, "Source", 9);
        Open(page, "Presets");
        page.Find(".preset.is-active .badge").TextContent.ShouldBe("active, 1 changed since");
    }

    [Fact]
    public void The_second_of_two_tabs_is_told_and_chooses()
    {
        var page = Render<ScoringPage>();
        Slide(page, "Year", 0);
        var theirs = ScoringRules.Default with { Weights = ScoringWeights.Default.With(MediaType.Episode, ScoringKey.Hash, 500) };
        stored = new(2, theirs, null);

        Click(page, "Save");
        page.Find("[role=alert]").TextContent.ShouldContain("saved elsewhere");
        stored.Rules.ShouldBe(theirs);
        Click(page, "Show theirs, drop mine");

        Number(page, "File hash").ShouldBe("500");
        Number(page, "Year").ShouldBe("90");
    }

    [Fact]
    public void Movies_and_modifiers_have_their_own_sliders()
    {
        var page = Render<ScoringPage>();

        Open(page, "Movies");
        page.FindAll("input[type=range]").Count.ShouldBe(ScoringKeyInfo.Of(MediaType.Movie).Count);
        Slide(page, "Title", 0);
        Open(page, "Providers");
        Slide(page, "SubDL", -100);
        Click(page, "Save");

        stored.Rules.Weights[MediaType.Movie, ScoringKey.Title].ShouldBe(0);
        stored.Rules.ModifierOf("subdl").ShouldBe(-100);
    }

    [Fact]
    public void Minimums_and_wishes_count_in_the_what_if()
    {
        var page = Render<ScoringPage>();
        Open(page, "Preferences");

        page.FindAll(".preferences input[type=number]")[0].Change("700");

        int.Parse(page.Find("[data-testid=lost] .tile-number").TextContent).ShouldBeGreaterThan(5);
        page.Find(".search .pick-none").TextContent.ShouldContain("Nothing would be downloaded");
    }

    [Fact]
    public void A_preset_that_was_deleted_is_brought_back_by_undo()
    {
        var own = ScoringPreset.Of("From a friend", null, ScoringRules.Default);
        var present = true;
        Mediator.On<GetPresets.Query>(_ => present ? [.. ScoringPreset.BuiltIn, own] : ScoringPreset.BuiltIn);
        Mediator.On<DeletePreset.Command>(_ => !(present = false));
        Mediator.On<ImportPreset.Command>(_ => { present = true; return null; });
        var snackbars = Render<MudSnackbarProvider>();
        var page = Render<ScoringPage>();
        Open(page, "Presets");

        page.Find("button[aria-label='Delete From a friend']").Click();
        page.WaitForAssertion(() => page.FindAll(".preset").Count.ShouldBe(ScoringPreset.BuiltIn.Count));
        snackbars.WaitForElement(".mud-snackbar-content-action button").Click();

        page.WaitForAssertion(() => page.FindAll(".preset")[^1].TextContent.ShouldContain("From a friend"));
    }

    private static void Open(IRenderedComponent<ScoringPage> page, string part) =>
        page.FindAll("[role=tab]").Single(tab => tab.TextContent.Trim() == part).Click();

    private static void Slide(IRenderedComponent<ScoringPage> page, string label, int points) =>
        page.Find($"input[type=range][aria-label='{label}']").Input($"{points}");

    private static string? Number(IRenderedComponent<ScoringPage> page, string label) =>
        page.Find($"input[type=number][aria-label='{label}, points']").GetAttribute("value");

    private static void Click(IRenderedComponent<ScoringPage> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Contains(text)).Click();
}
