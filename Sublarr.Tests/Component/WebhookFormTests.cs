using Bunit;
using Bunit.TestDoubles;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Features.Webhooks;

namespace Sublarr.Tests.Component;

/// <summary>The form of a webhook: what is drawn from its settings, and what it draws itself.</summary>
public sealed class WebhookFormTests : UserInterface
{
    private const string Chat = "https://discord.com/api/webhooks/1234567890/canary-of-the-chat";

    public WebhookFormTests()
    {
        this.AddAuthorization().SetAuthorized("admin");
        AddChannelForms(typeof(WebhookSettings).Assembly);
        var stored = new WebhookSettings
        {
            Url = Chat, AuthType = WebhookAuth.Basic, AuthUser = "ann", Headers = new() { ["X-Api-Key"] = "" }, RetrySchedule = [9], CertificateHolder = "sublarr, valid until 2030-01-01",
        };
        var row = new Subscription(WebhookSettings.Channel, Clock.GetUtcNow());
        row.Edit("Receiver", ["*"], "{}", 30, 1);
        Mediator.On<GetPayloadPresets.Query>(_ => Array.Empty<PayloadPresetView>());
        Mediator.On<GetWebhooks.Query>(query => query.Id == 7 ? new[] { WebhookView.Of(row, stored) } : []);
        Mediator.On<SaveSubscription.Command>(_ => Saved(7));
    }

    [Fact]
    public void The_fields_of_an_authentication_are_shown_with_it_under_names_of_their_own()
    {
        var page = Render<EditWebhook>();
        page.FindAll("#field-auth_user, #field-auth_secret").ShouldBeEmpty();

        page.Find("#field-auth_type").Change("basic");
        page.Find("label[for=field-auth_user]").TextContent.ShouldBe("User name");
        page.Find("label[for=field-auth_secret]").TextContent.ShouldBe("Password");
        page.Find("#field-auth_type").Change("bearer");

        page.FindAll("#field-auth_user").ShouldBeEmpty();
        page.Find("label[for=field-auth_secret]").TextContent.ShouldBe("Token");
    }

    [Fact]
    public void Each_part_that_can_be_jumped_to_is_there_and_none_is_left_out()
    {
        var page = Render<EditWebhook>();

        page.FindAll("[data-jump]").Select(jump => jump.TextContent).ShouldBe(page.FindAll("form section").Select(section => section.GetAttribute("aria-label")!));
    }

    [Fact]
    public void A_stored_password_is_offered_for_its_own_authentication_alone()
    {
        var page = Stored();
        page.Find("#field-auth_secret").GetAttribute("placeholder").ShouldNotBeNullOrEmpty();

        page.Find("#field-auth_type").Change("bearer");

        page.Find("#field-auth_secret").GetAttribute("placeholder").ShouldBeNullOrEmpty();
    }

    [Fact]
    public void What_nobody_touches_goes_back_as_it_was_shown()
    {
        var page = Stored();

        page.Find("form").Submit();

        var draft = Draft();
        (draft.Name, draft.RetryCount, draft.TimeoutSeconds).ShouldBe(("Receiver", 1, 30));
        string[] names = ["url", "secret", "auth_secret", "headers", "client_certificate", "retry_schedule", "max_age", "in_flight", "rate_period"];
        names.Select(name => $"{name}: {draft.Settings[name]!.ToJsonString()}").ShouldBe(
        [
            "url: \"https://discord.com/***\"", "secret: \"***\"", "auth_secret: \"***\"", "headers: {\"X-Api-Key\":\"***\"}", "client_certificate: \"***\"", "retry_schedule: [9]",
            "max_age: 0", "in_flight: 4", "rate_period: \"second\"",
        ]);
    }

    [Fact]
    public void A_client_certificate_is_named_and_can_be_removed()
    {
        var page = Stored();
        page.Find("#field-ClientCertificate-hint").TextContent.ShouldBe("sublarr, valid until 2030-01-01. Stored encrypted; another file replaces it.");

        page.FindAll("button").Single(button => button.TextContent.Contains("Remove") && button.GetAttribute("aria-label") is null).Click();
        page.Find("form").Submit();

        ((string?)Draft().Settings["client_certificate"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_second_header_of_the_same_name_is_sent_for_the_rules_to_refuse()
    {
        var page = Stored();

        page.FindAll("button").Single(button => button.TextContent.Contains("Add header")).Click();
        page.FindAll("[aria-label='Name of the header']")[1].Change("X-Api-Key");
        page.Find("form").Submit();

        Draft().Settings["headers"]!.AsObject().Select(header => header.Key.Trim()).ShouldBe(["X-Api-Key", "X-Api-Key"]);
    }

    [Fact]
    public void What_cannot_be_read_as_it_was_typed_is_explained_at_its_field()
    {
        Mediator.On<SaveSubscription.Command>(command => throw new ValidationException(
            [.. command.Draft.Settings.Where(setting => setting.Key is "max_age" or "retry_schedule").Select(setting => new ValidationFailure($"settings.{setting.Key}", "The value has the wrong type."))]));
        var page = Render<EditWebhook>();

        page.Find("#field-max_age").Change("soon");
        page.Find("#field-RetrySchedule").Change("now and then");
        page.Find("form").Submit();

        page.Find("#field-max_age-error").TextContent.Trim().ShouldStartWith("Write a time such as 12 h or 3 d");
        page.Find("#field-RetrySchedule-error").TextContent.Trim().ShouldBe("Write the waits with commas between them, such as 5 s, 5 min, 2 h; or nothing for no retries.");
    }

    [Fact]
    public void A_secret_that_was_made_is_shown_once_it_is_stored()
    {
        Mediator.On<SaveSubscription.Command>(_ => new SaveSubscription.Result(8, new Dictionary<string, string> { ["secret"] = "whsec_made" }));
        var page = Render<EditWebhook>();

        page.Find("form").Submit();

        page.Find("#copy-secret").GetAttribute("value").ShouldBe("whsec_made");
        Services.GetRequiredService<NavigationManager>().Uri.ShouldNotEndWith("/webhooks");
    }

    private IRenderedComponent<EditWebhook> Stored()
    {
        var page = Render<EditWebhook>(parameters => parameters.Add(edit => edit.Id, 7));
        page.Markup.ShouldNotContain("canary");
        return page;
    }

    private SubscriptionDraft Draft() => Mediator.Received.OfType<SaveSubscription.Command>().ShouldHaveSingleItem().Draft;
}
