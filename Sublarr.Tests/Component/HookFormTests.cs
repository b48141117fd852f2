using Bunit;
using Bunit.TestDoubles;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sublarr.Domain.Deliveries;
using Sublarr.Infrastructure.Channels.Script;
using Sublarr.Infrastructure.Channels.Script.Files;
using Sublarr.Web.Channels;
using Sublarr.Web.Features.Hooks;
using Sublarr.Web.Features.Hooks.Templates;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Component;

public sealed class HookFormTests : UserInterface
{
    private static readonly HookView Stored = new(
        7, "Copy to NAS", ["subtitle_downloaded"], Enabled: true, "copy.sh", 30, 0, WorkingMode.Queue, DeliveryOrder.None, false, [], null, null, null, 0, 0, null, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    public HookFormTests()
    {
        this.AddAuthorization().SetAuthorized("admin");
        AddChannelForms(typeof(ScriptSettings).Assembly);
        Mediator.On<GetHookScripts.Query>(_ => new GetHookScripts.Folder("/config/hooks", [new HookFile("copy.sh", null), new HookFile("rescan.sh", null)]));
        Mediator.On<GetScript.Query>(query => new GetScript.Result(query.Path == "copy.sh" ? new HookText("copy.sh", "#!/bin/sh\n", "v1", null) : null, null, []));
        Mediator.On<GetScriptTemplates.Query>(_ => new IScriptTemplate[] { new LogToFile() });
        Mediator.On<GetHooks.Query>(query => query.Id == 7 ? new[] { Stored } : []);
    }

    [Fact]
    public void What_the_validator_says_is_shown_at_the_field_it_is_about()
    {
        Mediator.On<SaveSubscription.Command>(_ => throw new ValidationException(
            [new ValidationFailure("Form.Name", "Give it a name."), new ValidationFailure("Form.EventNames", "Choose at least one event.")]));
        var page = Render<EditHook>();

        page.Find("form").Submit();

        page.Find("#field-Name-error").TextContent.ShouldContain("Give it a name.");
        page.Find("#events-error").TextContent.ShouldContain("Choose at least one event.");
        page.Find("#field-ScriptPath-error").TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void A_script_is_deleted_only_after_it_was_said_who_runs_it_and_comes_back_by_undo()
    {
        Mediator.On<GetScriptUsers.Query>(_ => new[] { Stored, Stored with { Id = 8, Name = "Ring a bell" } });
        Mediator.On<DeleteScript.Command>(_ => null);
        Mediator.On<SaveScript.Command>(command => new HookSave(new HookText(command.Path, command.Text, "v1", null)));
        var dialogs = Dialogs;
        var snackbars = Render<MudSnackbarProvider>();
        var page = Render<EditHook>(parameters => parameters.Add(form => form.Id, 7));

        page.FindAll("button").Single(button => button.TextContent.Trim() == "Delete script").Click();
        dialogs.WaitForAssertion(() => dialogs.Find(".mud-dialog-content").TextContent.ShouldContain("Run by “Copy to NAS” and 1 other hook, which cannot run without it."));
        dialogs.FindAll(".mud-dialog-actions button").Single(button => button.TextContent.Trim() == "Delete").Click();
        snackbars.WaitForElement(".mud-snackbar-content-action button").Click();

        page.WaitForAssertion(() => Mediator.Received.OfType<SaveScript.Command>().ShouldBe([new SaveScript.Command("copy.sh", "#!/bin/sh\n", null)]));
        Mediator.Received.OfType<DeleteScript.Command>().ShouldBe([new DeleteScript.Command("copy.sh", "v1")]);
    }

    [Fact]
    public void A_hook_is_saved_as_filled_in_under_the_name_of_who_is_signed_in()
    {
        Mediator.On<SaveSubscription.Command>(_ => Saved(8));
        var page = Render<EditHook>();

        page.Find("#field-Name").Change("Ring a bell");
        page.Find("#field-ScriptPath").Change("bell.sh");
        page.Find(".event.all input").Change(true);
        page.Find("form").Submit();

        var command = Mediator.Received.OfType<SaveSubscription.Command>().ShouldHaveSingleItem();
        (command.Id, command.Draft.Name, (string?)command.Draft.Settings["script_path"]).ShouldBe((null, "Ring a bell", "bell.sh"));
        command.Draft.EventNames.ShouldBe(["*"]);
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/hooks");
    }

    [Fact]
    public void What_is_wrong_with_a_condition_is_shown_until_it_is_changed()
    {
        Mediator.On<PreviewFilter.Query>(_ => throw new ValidationException([new ValidationFailure("Filter", "Each condition needs a field.")]));
        var page = Render<EditHook>(parameters => parameters.Add(form => form.Id, 7));

        page.FindAll(".filter button").Single(button => button.TextContent.Contains("Add condition")).Click();
        page.FindAll(".filter button").Single(button => button.TextContent.Contains("Try on")).Click();
        page.Find("#filter-error").TextContent.ShouldContain("Each condition needs a field.");
        page.Find(".condition input").Change("language");

        page.Find("#filter-error").TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void A_second_click_does_not_save_twice()
    {
        var answer = new TaskCompletionSource<object?>();
        Mediator.OnAsync<SaveSubscription.Command>(_ => answer.Task);
        var page = Render<EditHook>(parameters => parameters.Add(form => form.Id, 7));

        page.Find("form").Submit();
        page.Find("form").Submit();
        answer.SetResult(Saved(7));

        Mediator.Received.OfType<SaveSubscription.Command>().Count().ShouldBe(1);
    }

    [Fact]
    public void What_was_held_while_a_hook_was_off_is_asked_about_before_its_form_switches_it_on()
    {
        Mediator.On<GetHooks.Query>(_ => new[] { Stored with { Enabled = false } });
        Mediator.On<GetHeld.Query>(_ => new GetHeld.Result(12, 0, Clock.GetUtcNow()));
        Mediator.On<SaveSubscription.Command>(_ => Saved(7));
        var dialogs = Dialogs;
        var page = Render<EditHook>(parameters => parameters.Add(form => form.Id, 7));

        page.FindAll("label.toggle").Single(label => label.TextContent.Contains("Switched on")).QuerySelector("input")!.Change(true);
        page.Find("form").Submit();

        Mediator.Received.OfType<SaveSubscription.Command>().ShouldHaveSingleItem().StaysOff.ShouldBeTrue();
        dialogs.WaitForAssertion(() => dialogs.Find(".mud-dialog-title").TextContent.ShouldContain("Switch on “Copy to NAS”"));
    }

    [Fact]
    public void A_hook_that_is_gone_says_so()
    {
        var page = Render<EditHook>(parameters => parameters.Add(form => form.Id, 99));

        page.Markup.ShouldContain("This hook is gone");
    }

    [Fact]
    public void An_event_from_the_catalog_is_chosen_already()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("hooks/new?event=subtitle_downloaded");

        var page = Render<EditHook>();

        page.FindAll(".event input[checked]").Count.ShouldBe(1);
    }
}
