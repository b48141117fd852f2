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
