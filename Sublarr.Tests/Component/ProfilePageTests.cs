using Bunit;
using Bunit.TestDoubles;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Languages;
using Sublarr.Domain.Scoring;
using Sublarr.Web.Features.Languages;
using Sublarr.Web.Languages;

namespace Sublarr.Tests.Component;

/// <summary>The page of a profile of languages.</summary>
public sealed class ProfilePageTests : UserInterface
{
    private static readonly ProfileView Stored = new(2, 5, "German first", IsDefault: false)
    {
        Languages = [new("de", "German", true, ForcedWish.No, Wish.Include), new("en", "English", true, ForcedWish.No, Wish.Include), new("fr", "French", true, ForcedWish.No, Wish.Include)],
        Cutoff = "fr",
    };

    private SaveProfile.Result answer = new(2);

    public ProfilePageTests()
    {
        this.AddAuthorization().SetAuthorized("admin");
        Mediator.On<GetProfiles.Query>(query => query.Id == 2 ? new[] { Stored } : []);
        Mediator.On<SaveProfile.Command>(_ => answer);
    }

    [Fact]
    public void Languages_are_moved_removed_and_said_in_plain_words()
    {
        var page = Open();

        Press(page, "Move English up");
        Wants(page).ShouldStartWith("Wants English, then German, then French.");
        Press(page, "Remove French");

        Wants(page).ShouldBe("Wants English, then German.");
        page.Find("button[aria-label='Move English up']").HasAttribute("disabled").ShouldBeTrue();
        page.Find("button[aria-label='Move German down']").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void What_is_saved_is_what_is_shown_against_the_version_that_was_read()
    {
        var page = Open();
        Press(page, "Move French up");

        page.Find("form").Submit();

        var saved = Mediator.Received.OfType<SaveProfile.Command>().ShouldHaveSingleItem();
        (saved.Id, saved.Version).ShouldBe((2L, 5L));
        saved.Terms.Wanted.Select(wanted => wanted.Language.Text).ShouldBe(["de", "fr", "en"]);
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/languages");
    }

    [Fact]
    public void What_is_wrong_stands_at_its_field()
    {
        Mediator.On<SaveProfile.Command>(_ => throw new ValidationException([new ValidationFailure("Languages", "German is there twice: remove one."), new ValidationFailure("Name", "Give it a name.")]));
        var page = Open();

        page.Find("form").Submit();

        page.Find("#field-Languages-error").TextContent.ShouldContain("German is there twice");
        page.Find("#field-Name-error").TextContent.ShouldContain("Give it a name.");
    }

    [Fact]
    public void Who_was_too_late_chooses_between_theirs_and_mine()
    {
        var page = Open();
        answer = new(2, IsConflict: true);
        page.Find("form").Submit();
        page.Find(".problem").TextContent.ShouldContain("Somebody else changed this profile");

        answer = new(2);
        page.FindAll(".problem button").Single(button => button.TextContent.Contains("Save mine")).Click();

        Mediator.Received.OfType<SaveProfile.Command>().Select(command => command.Version).ShouldBe([5, null]);
    }

    [Fact]
    public void One_that_is_gone_leads_to_the_others() =>
        Open(4711).WaitForElement(".empty").TextContent.ShouldContain("This profile is gone");

    [Fact]
    public void A_new_one_says_what_to_do_first() => Wants(Open(null)).ShouldBe("Wants nothing yet: add a language.");

    // The list to choose languages from opens above the page.
    private IRenderedComponent<EditProfile> Open(long? id = 2)
    {
        Dialogs.ShouldNotBeNull();
        return Render<EditProfile>(parameters => parameters.Add(page => page.Id, id));
    }

    private static void Press(IRenderedComponent<EditProfile> page, string label) => page.Find($"button[aria-label='{label}']").Click();

    private static string Wants(IRenderedComponent<EditProfile> page) => page.WaitForElement("[data-testid=wants]").TextContent;
}
