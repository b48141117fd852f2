using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Samples;
using Sublarr.Web.Features.Samples;
using Sublarr.Web.Samples;

namespace Sublarr.Tests.Component;

public sealed class SamplesPageTests : UserInterface
{
    private static readonly SampleStatus Nothing = new(SampleState.None, [], []) { IsOffered = true };

    private static readonly SampleStatus Broken = new(SampleState.Failed, [new("report", "Sonarr's report is taken", SampleStepState.Failed, "The disk is full.")], []) { Problem = "Make room." };

    [Fact]
    public void It_is_offered_while_there_is_nothing_of_ones_own_and_one_click_leads_to_its_page()
    {
        Mediator.On<GetSamples.Query>(_ => Nothing);
        Mediator.On<AddSamples.Command>(_ => new SampleAnswer(7, null));

        var offer = Render<SampleOffer>();
        offer.Find("button").Click();

        Mediator.Received.OfType<AddSamples.Command>().ShouldHaveSingleItem();
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/samples");
    }

    [Fact]
    public void Who_has_a_library_finds_it_under_Settings_alone_and_who_has_it_a_way_to_it()
    {
        Mediator.On<GetSamples.Query>(_ => Nothing with { IsOffered = false });
        Render<SampleOffer>().FindAll("button").ShouldBeEmpty();
        Render<SampleOffer>(offer => offer.Add(shown => shown.IsAlways, true)).FindAll("button").Count.ShouldBe(1);

        Mediator.On<GetSamples.Query>(_ => Broken);
        Render<SampleOffer>().Find("a[href=samples]").TextContent.ShouldContain("remove it");
    }

    [Fact]
    public void What_is_in_the_way_is_said_beside_the_button()
    {
        Mediator.On<GetSamples.Query>(_ => Nothing);
        Mediator.On<AddSamples.Command>(_ => new SampleAnswer(null, "There is a folder of that name: move it away."));

        var offer = Render<SampleOffer>();
        offer.Find("button").Click();

        offer.Find("[role=alert]").TextContent.ShouldContain("move it away");
        Services.GetRequiredService<NavigationManager>().Uri.ShouldNotEndWith("/samples");
    }

    [Fact]
    public void A_step_that_failed_says_why_and_what_helps()
    {
        Mediator.On<GetSamples.Query>(_ => Broken);

        var page = Render<SampleData>();

        page.Find(".step-failed").TextContent.ShouldContain("The disk is full.");
        page.Find("[role=alert]").TextContent.ShouldContain("Make room.");
        page.FindAll("button").Select(button => button.TextContent.Trim()).ShouldBe(["Remove the sample data", "Try again"]);
    }

    [Fact]
    public void Where_there_is_none_nothing_can_be_removed_and_while_it_goes_it_cannot_be_removed_twice()
    {
        Mediator.On<GetSamples.Query>(_ => Nothing);
        Render<SampleData>().FindAll("button").ShouldHaveSingleItem().TextContent.ShouldContain("Try it with sample data");

        Mediator.On<GetSamples.Query>(_ => Broken with { State = SampleState.Removing });
        Render<SampleData>().FindAll("button").ShouldBeEmpty();
    }
}
