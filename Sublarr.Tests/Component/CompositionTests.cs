using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sublarr.Web.Components.Layout;
using Sublarr.Web.Components.Shared;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Component;

/// <summary>What Sublarr puts together from MudBlazor's parts.</summary>
public sealed class CompositionTests : UserInterface
{
    [Fact]
    public void A_button_that_is_busy_says_so_and_cannot_be_pressed()
    {
        var button = Render<ActionButton>(parameters => parameters.Add(part => part.Text, "Save").Add(part => part.Icon, "save"));
        button.Find("button").TextContent.Trim().ShouldBe("Save");

        button.Render(parameters => parameters.Add(part => part.IsBusy, true).Add(part => part.BusyText, "Saving"));

        button.Find("button").TextContent.Trim().ShouldBe("Saving");
        button.Find("button").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void A_button_that_leads_somewhere_is_a_link() =>
        Render<ActionButton>(parameters => parameters.Add(part => part.Text, "New hook").Add(part => part.Href, "hooks/new")).Find("a").GetAttribute("href").ShouldBe("hooks/new");

    [Theory]
    [InlineData("Leave", true)]
    [InlineData("Stay", false)]
    public async Task A_question_is_answered_by_the_button_that_was_pressed(string pressed, bool isSure)
    {
        var dialogs = Dialogs;
        var answer = dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().AskAsync("Leave this page?", "What you changed is not saved.", "Leave", "Stay"));
        dialogs.WaitForElement(".mud-dialog-actions button");

        await dialogs.FindAll(".mud-dialog-actions button").Single(button => button.TextContent.Trim() == pressed).ClickAsync(new());

        (await answer).ShouldBe(isSure);
    }

    [Fact]
    public void A_column_that_is_taken_away_stays_away_in_this_browser()
    {
        var popovers = Render<MudPopoverProvider>();
        var field = Render<ColumnField>(parameters => parameters.Add(part => part.Table, "jobs").Add(part => part.Columns, ["Kind", "Priority"]));

        field.Find(".mud-input-control").MouseDown();
        popovers.WaitForAssertion(() => popovers.FindAll("[role=option]").Count.ShouldBe(2));
        popovers.FindAll("[role=option]").Single(option => option.TextContent.Trim() == "Kind").Click();

        var kept = JSInterop.VerifyInvoke("sublarr.hideColumns");
        kept.Arguments[0].ShouldBe("jobs");
        ((IEnumerable<string>)kept.Arguments[1]!).ShouldBe(["Kind"]);
        Services.GetRequiredService<HiddenColumns>().Has("jobs", "Kind").ShouldBeTrue();
        Services.GetRequiredService<HiddenColumns>().Has("jobs", "Priority").ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_said_can_be_taken_back()
    {
        var undone = 0;
        var snackbars = Render<MudSnackbarProvider>();

        await snackbars.InvokeAsync(() => Services.GetRequiredService<ISnackbar>().SayWithUndo("“Copy to NAS” is paused", () => { undone++; return Task.CompletedTask; }));
        snackbars.WaitForElement(".mud-snackbar-content-action button").Click();

        snackbars.Markup.ShouldContain("“Copy to NAS” is paused");
        undone.ShouldBe(1);
    }

    [Fact]
    public void A_place_is_found_by_a_part_of_its_name_and_gone_to()
    {
        Mediator.On<GetSubscriptionNames.Query>(_ => new GetSubscriptionNames.Result([new(7, "Copy to NAS", "script")], 1, 1));
        var popovers = Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();
        _ = dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().OpenAsync("Go to", new DialogParameters<GoToDialog>(), MaxWidth.Small));
        dialogs.WaitForElement("input");

        dialogs.Find("input").Input("NAS");
        Clock.Advance(TimeSpan.FromSeconds(1));
        popovers.WaitForAssertion(() => popovers.Find(".mud-list-item").TextContent.ShouldContain("Copy to NAS"));
        popovers.Find(".mud-list-item").Click();

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/hooks/7");
    }
}
