using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Component;

public sealed class SubscriptionListTests : UserInterface
{
    private static readonly HealthHour[] Day =
        [.. Enumerable.Range(0, 24).Select(hour => new HealthHour(DateTimeOffset.UnixEpoch.AddHours(hour), hour, hour == 5 ? 2 : 0))];

    private static readonly HealthView Healthy = new(
        HealthState.Healthy, 278, 2, 0.9928, 94, 1, 2, 0, null, BreakerState.Closed, null, false, null, null, null, Day);

    [Fact]
    public void The_figures_are_said_in_words_too()
    {
        var list = Show(Healthy);

        list.Find(".badge.tone-good").TextContent.ShouldContain("Healthy");
        list.Markup.ShouldContain("99.2 %");
        list.Find("[role=img]").GetAttribute("aria-label").ShouldBe("Last 24 hours: 276 attempts succeeded, 2 failed");
        list.FindAll(".notice").ShouldBeEmpty();
    }

    [Fact]
    public void What_Sublarr_switched_off_says_why_and_since_when()
    {
        var list = Show(Healthy with
        {
            State = HealthState.Disabled,
            DisabledReason = "The server answered 410 Gone.",
            DisabledAt = Clock.GetUtcNow(),
            Held = 12,
        });

        list.Find(".notice").TextContent.ShouldContain("Sublarr switched it off on 15 January");
        list.Find(".notice").TextContent.ShouldContain("410 Gone");
        list.Find(".notice button").TextContent.ShouldContain("Switch on again (12 held)");
    }

    [Fact]
    public void Pausing_needs_no_question_and_resuming_none_when_nothing_is_held()
    {
        Mediator.On<SwitchSubscription.Command>(_ => new HeldResult(0, 0));
        Show(Healthy).Find("button[aria-label='Pause Receiver']").Click();
        Show(Healthy with { State = HealthState.Paused, Paused = true }).Find("button[aria-label='Resume Receiver']").Click();

        Mediator.Received.Cast<SwitchSubscription.Command>().Select(command => (command.Id, command.To)).ShouldBe(
            [(7, SwitchSubscription.To.Paused), (7, SwitchSubscription.To.Resumed)]);
    }

    [Theory]
    [InlineData("button[aria-label='Pause Receiver']", SwitchSubscription.To.Paused, SwitchSubscription.To.Resumed)]
    [InlineData(".mud-switch input", SwitchSubscription.To.Off, SwitchSubscription.To.On)]
    public void What_was_stopped_goes_on_by_undo(string pressed, SwitchSubscription.To stopped, SwitchSubscription.To undone)
    {
        Mediator.On<SwitchSubscription.Command>(_ => new HeldResult(0, 0));
        Mediator.On<GetHeld.Query>(_ => new GetHeld.Result(0, 0, null));
        var snackbars = Render<MudSnackbarProvider>();
        var button = Show(Healthy).Find(pressed);

        if (button.LocalName == "input")
        {
            button.Change(false);
        }
        else
        {
            button.Click();
        }

        snackbars.WaitForElement(".mud-snackbar-content-action button").Click();
        snackbars.WaitForAssertion(() => Mediator.Received.OfType<SwitchSubscription.Command>().Select(command => command.To).ShouldBe([stopped, undone]));
    }

    [Theory]
    [InlineData(true, "“Receiver” is back")]
    [InlineData(false, "“Receiver” is gone for good")]
    public void What_was_deleted_is_taken_back_by_undo(bool isBack, string said)
    {
        Mediator.On<DeleteSubscription.Command>(_ => true);
        Mediator.On<RestoreSubscription.Command>(_ => isBack);
        var (snackbars, dialogs) = (Render<MudSnackbarProvider>(), Dialogs);

        Show(Healthy).Find("button[aria-label='Delete Receiver']").Click();
        dialogs.WaitForElements(".mud-dialog button").Single(button => button.TextContent.Trim() == "Delete").Click();
        snackbars.WaitForElement(".mud-snackbar-content-action button").Click();

        snackbars.WaitForAssertion(() => snackbars.Markup.ShouldContain(said));
        Mediator.Received.ShouldBe([new DeleteSubscription.Command("webhook", 7), new RestoreSubscription.Command("webhook", 7)]);
    }

    [Fact]
    public void A_receiver_whose_certificate_is_not_checked_stands_out_in_the_list()
    {
        Show(Healthy).Markup.ShouldNotContain("Certificate not checked");

        Show(Healthy, "Certificate not checked").Find(".what .badge.tone-bad").TextContent.ShouldBe("Certificate not checked");
    }

    private IRenderedComponent<SubscriptionList> Show(HealthView health, string? warning = null)
    {
        var session = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "admin")], "test"))));
        return Render<SubscriptionList>(parameters => parameters
            .Add(list => list.Items, [new SubscriptionItem(7, "Receiver", ["*"], health.State != HealthState.Disabled, "http://receiver/", null, null, 0, 0, health) { Warning = warning }])
            .Add(list => list.Channel, "webhook")
            .Add(list => list.Path, "webhooks")
            .AddCascadingValue(session));
    }
}
