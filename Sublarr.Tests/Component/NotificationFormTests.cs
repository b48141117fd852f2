using System.Text.Json.Nodes;
using Bunit;
using Bunit.TestDoubles;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Tests.PlugIns.Pigeon;
using Sublarr.Web.Channels;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Component;

/// <summary>The form of a channel that nothing was drawn for.</summary>
public sealed class NotificationFormTests : UserInterface
{
    private static readonly NotificationView Stored = new(
        7, "pigeon", "Homer", ["subtitle_downloaded"], Enabled: true,
        new JsonObject
        {
            ["loft"] = "north tower",
            ["password"] = "***",
            ["keeper"] = "https://discord.com/***",
            ["ribbons"] = new JsonObject { ["red"] = "***" },
            ["grains"] = 12,
            ["rest"] = 600,
            ["at_night"] = true,
            ["pace"] = "in_a_hurry",
            ["stops"] = new JsonArray("mill", "bridge"),
        },
        30, 0, null, null, null, 0, 0, null, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    public NotificationFormTests()
    {
        this.AddAuthorization().SetAuthorized("admin");
        ChannelCatalog.Add([new PigeonChannel(null!).Info]);
        AddChannelForms(typeof(PigeonChannel).Assembly);
        Mediator.On<GetNotifications.Query>(query => query.Id == 7 ? new[] { Stored } : []);
        Mediator.On<SaveSubscription.Command>(_ => Saved(7));
        Mediator.On<PreviewFilter.Query>(_ => new PreviewFilter.Result(0, []));
        Mediator.On<PreviewMessage.Query>(query => new PreviewMessage.Result(
            query.EventName!, $"title of {query.TitleTemplate}", $"text of {query.BodyTemplate}", null, query.BodyTemplate.Contains("{{#") ? "Line 1: not closed." : null, []));
        Mediator.On<Sublarr.Web.Subscriptions.GetHeld.Query>(_ => null);
    }

    [Fact]
    public void Each_setting_has_a_field_of_its_kind_with_its_label_and_hint()
    {
        var page = New();

        page.Find("label[for=field-loft]").TextContent.ShouldBe("Loft");
        page.Find("#field-loft-hint").TextContent.ShouldBe("Where it flies to.");
        page.Find("#field-password").GetAttribute("type").ShouldBe("password");
        page.Find("#field-keeper").GetAttribute("type").ShouldBe("url");
        page.Find("#field-grains").GetAttribute("value").ShouldBe("12");
        page.Find("#field-rest").GetAttribute("value").ShouldBe("10 min");
        page.FindAll("#field-pace option").Select(option => option.TextContent).ShouldBe(["Leisurely", "In a hurry"]);
        page.Find("#field-stops").TagName.ShouldBe("TEXTAREA");
        page.Find("section[aria-label=Feeding] h2").TextContent.ShouldBe("Feeding");
        page.Find("fieldset.secret-rows legend").TextContent.ShouldBe("Ribbons");
        page.Markup.ShouldContain("Flies at night");
    }

    [Fact]
    public async Task Words_of_its_own_are_previewed_after_a_pause_in_typing_and_what_is_wrong_is_said_at_the_field()
    {
        var page = New();

        page.Find("#message-event").Change("upgrade_complete");
        var typed = page.Find("#field-BodyTemplate").InputAsync("{{#x}}");
        Clock.Advance(TimeSpan.FromMilliseconds(300));
        await typed;

        page.Find(".message p").TextContent.ShouldBe("text of {{#x}}");
        page.Find("#field-BodyTemplate-error").TextContent.ShouldContain("Line 1: not closed.");
        Mediator.Received.OfType<PreviewMessage.Query>().Last().EventName.ShouldBe("upgrade_complete");
        page.Find("form").Submit();
        Mediator.Received.OfType<SaveSubscription.Command>().ShouldHaveSingleItem().Draft.BodyTemplate.ShouldBe("{{#x}}");
    }

    [Fact]
    public void Quiet_hours_are_switched_on_with_a_night()
    {
        var page = New();

        page.FindAll("#quiet-from").ShouldBeEmpty();
        page.Find("section[aria-label='Quiet hours'] input[type=checkbox]").Change(true);
        page.Find("#quiet-to").Change("06:30");
        page.Find("form").Submit();

        var hours = Mediator.Received.OfType<SaveSubscription.Command>().ShouldHaveSingleItem().Draft.QuietHours.ShouldNotBeNull();
        (hours.From, hours.To, hours.Problems.Any()).ShouldBe(("22:00", "06:30", false));
    }

    [Fact]
    public void Quiet_hours_that_are_stored_are_shown_and_switched_off()
    {
        Mediator.On<GetNotifications.Query>(_ => new[] { Stored with { QuietHours = new("23:15", "05:45", "Europe/Berlin") } });
        var page = Render<EditNotification>(parameters => parameters.Add(edit => edit.Id, 7));

        page.Find("#quiet-from").GetAttribute("value").ShouldBe("23:15");
        page.Find("section[aria-label='Quiet hours'] input[type=checkbox]").Change(false);
        page.FindAll("#quiet-from").ShouldBeEmpty();
        page.Find("form").Submit();

        Mediator.Received.OfType<SaveSubscription.Command>().ShouldHaveSingleItem().Draft.QuietHours.ShouldBeNull();
    }

    [Fact]
    public void What_few_need_is_folded_says_what_is_set_and_opens_for_what_is_wrong_in_it()
    {
        Mediator.On<GetNotifications.Query>(_ => new[] { Stored with { QuietHours = new("23:15", "05:45", "Europe/Berlin") } });
        var page = Render<EditNotification>(parameters => parameters.Add(edit => edit.Id, 7));
        string[] parts = [.. page.FindAll("section > details").Select(part => part.ParentElement!.GetAttribute("aria-label")!)];
        string[] heads = [.. page.FindAll("section > details > summary").Select(head => $"{head.QuerySelector("h2")!.TextContent}: {head.QuerySelector("span")!.TextContent}")];
        Mediator.OnAsync<SaveSubscription.Command>(_ => throw new ValidationException([new ValidationFailure("Draft.QuietHours.To", "They end when they begin.")]));

        page.FindAll("section > details[open]").ShouldBeEmpty();
        page.Find("form").Submit();

        parts.ShouldBe(["Feeding", "Ribbons", "Path mappings", "Conditions", "Message", "Quiet hours", "Sending"], ignoreOrder: true);
        heads.ShouldContain("Quiet hours: Quiet from 23:15 to 05:45 (Europe/Berlin)");
        heads.ShouldContain("Message: Sublarr's own words");
        heads.ShouldContain("Conditions: Every event that is chosen");
        heads.ShouldContain("Sending: No retries, 30 seconds for each attempt");
        page.Find("section > details[open]").ParentElement!.GetAttribute("aria-label").ShouldBe("Quiet hours");
        page.Find("#quiet-to-error").TextContent.Trim().ShouldBe("They end when they begin.");
        page.Find("#quiet-to").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#quiet-from").HasAttribute("aria-invalid").ShouldBeFalse();
        page.Find("section[aria-label='Quiet hours'] summary").Click();
        page.FindAll("section > details[open]").ShouldBeEmpty();
        page.Find("form").Submit();
        page.FindAll("section > details[open]").Count.ShouldBe(1, "it was folded by hand, and something in it is wrong again");
    }

    [Fact]
    public void What_is_filled_in_is_sent_in_the_shape_of_its_kind()
    {
        var page = New();

        page.Find("#field-Name").Change("Homer");
        page.Find("#field-loft").Change(" north tower ");
        page.Find("#field-password").Change("coo");
        page.Find("#field-grains").Change("20");
        page.Find("#field-rest").Change("1 h");
        page.Find("#field-pace").Change("in_a_hurry");
        page.Find("#field-stops").Change("mill\n\n bridge ");
        page.FindAll(".mapping-rows button").Single(button => button.TextContent.Contains("Add folder")).Click();
        page.Find("[aria-label='Folder 1 as it is reported']").Change("/tv");
        page.Find("[aria-label='Folder 1 as the server sees it']").Change("/media/tv ");
        page.Find("form").Submit();

        var command = Mediator.Received.OfType<SaveSubscription.Command>().ShouldHaveSingleItem();
        command.Draft.Settings.ToJsonString().ShouldBe(
            """{"loft":"north tower","password":"coo","keeper":"","ribbons":{},"grains":20,"rest":3600,"at_night":false,"pace":"in_a_hurry","stops":["mill","bridge"],"path_mappings":[{"from":"/tv","to":"/media/tv"}]}""");
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/notifications");
    }

    [Fact]
    public void What_is_typed_is_tried_out_before_it_is_saved_and_each_step_is_shown()
    {
        Mediator.On<TestDraft.Command>(_ => new TestDraft.Result(false, "Nobody is at home.", [new("reached", true, "It flew."), new("accepted", false, "Nobody is at home.")], new()));
        var page = New();

        page.Find("#field-loft").Change("north tower");
        page.FindAll("button").Single(button => button.TextContent.Contains("Test")).Click();

        Mediator.Received.OfType<TestDraft.Command>().ShouldHaveSingleItem().Draft.Settings["loft"]!.ToString().ShouldBe("north tower");
        page.FindAll(".test-steps li").Select(step => step.ClassName).ShouldBe(["tone-good", "tone-bad"]);
        page.Find(".test-steps").TextContent.ShouldContain("Nobody is at home.");
        Mediator.Received.OfType<SaveSubscription.Command>().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_tried_out_before_it_is_saved_has_the_words_that_are_typed()
    {
        Mediator.On<TestDraft.Command>(_ => new TestDraft.Result(true, null, [], new()));
        var page = New();

        var typed = page.Find("#field-BodyTemplate").InputAsync("Look: {{title}}");
        Clock.Advance(TimeSpan.FromMilliseconds(300));
        await typed;
        page.FindAll("button").Single(button => button.TextContent.Contains("Test")).Click();

        Mediator.Received.OfType<TestDraft.Command>().ShouldHaveSingleItem().Draft.BodyTemplate.ShouldBe("Look: {{title}}");
    }

    [Fact]
    public void Secrets_that_nobody_touches_go_back_as_masks_and_one_can_be_removed()
    {
        var sent = new List<JsonObject>();
        Mediator.On<SaveSubscription.Command>(command =>
        {
            sent.Add(command.Draft.Settings);
            return Saved(7);
        });
        var page = Render<EditNotification>(parameters => parameters.Add(edit => edit.Id, 7));

        page.Find("form").Submit();
        page.FindAll("label.toggle").Single(label => label.TextContent.Contains("Remove the stored one")).QuerySelector("input")!.Change(true);
        page.Find("form").Submit();

        sent.Select(settings => (string)settings["password"]!).ShouldBe(["***", ""]);
        sent.ShouldAllBe(settings => (string)settings["keeper"]! == "https://discord.com/***" && (string)settings["ribbons"]!["red"]! == "***");
    }

    [Fact]
    public void What_the_rules_say_is_shown_at_the_field_it_is_about()
    {
        Mediator.On<SaveSubscription.Command>(_ => throw new ValidationException(
            [new ValidationFailure("settings.loft", "Name the loft."), new ValidationFailure("settings.ribbons.red", "Too long."), new ValidationFailure("Draft.Name", "Give it a name.")]));
        var page = New();

        page.Find("form").Submit();

        page.Find("#field-loft-error").TextContent.ShouldContain("Name the loft.");
        page.Find("#field-ribbons-error").TextContent.ShouldContain("Too long.");
        page.Find("#field-Name-error").TextContent.ShouldContain("Give it a name.");
        page.Find("#field-grains-error").TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void A_kind_that_there_is_not_lets_people_choose_and_one_that_is_gone_says_so()
    {
        Render<EditNotification>().Find("a[href='notifications/new?kind=pigeon']").TextContent.ShouldBe("Pigeon");
        Render<EditNotification>(parameters => parameters.Add(edit => edit.Id, 8)).Markup.ShouldContain("This notification is gone");
    }

    private IRenderedComponent<EditNotification> New()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("notifications/new?kind=pigeon");
        return Render<EditNotification>();
    }
}
