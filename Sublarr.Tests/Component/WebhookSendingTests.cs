using Bunit;
using Bunit.TestDoubles;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Features.Webhooks;

namespace Sublarr.Tests.Component;

public sealed class WebhookSendingTests : UserInterface
{
    public WebhookSendingTests()
    {
        this.AddAuthorization().SetAuthorized("admin");
        AddChannelForms(typeof(WebhookSettings).Assembly);
        Mediator.On<GetPayloadPresets.Query>(_ => Array.Empty<PayloadPresetView>());
        Mediator.On<SaveSubscription.Command>(_ => Saved(1));
    }

    [Fact]
    public void The_picture_shows_when_attempts_fall_and_says_it_too()
    {
        var page = Render<EditWebhook>();

        page.Find("#field-RetrySchedule").Change("10 s, 1 min");

        page.FindAll("figure circle").Count.ShouldBe(3);
        page.Find("figure svg").GetAttribute("aria-label").ShouldBe("Attempts: at once, after 10 s, after 1 min 10 s.");
        page.Find("figcaption").TextContent.ShouldStartWith("3 attempts within 1 min 10 s.");
    }

    [Fact]
    public void No_retries_have_no_picture_and_a_text_that_is_no_schedule_neither()
    {
        var page = Render<EditWebhook>();

        page.Find("#field-RetrySchedule").Change("");
        page.FindAll("figure svg").ShouldBeEmpty();
        page.Find("figcaption").TextContent.ShouldBe("One attempt: a failed delivery is not repeated.");
        page.Find("#field-RetrySchedule").Change("soon");

        page.FindAll("figure").ShouldBeEmpty();
    }

    [Fact]
    public void An_order_is_one_choice_that_explains_itself()
    {
        var page = Render<EditWebhook>();
        page.Find("#field-ordering-hint").TextContent.ShouldContain("may arrive out of order");

        page.Find("#field-ordering").Change("per_title");
        page.Find("form").Submit();

        page.Find("#field-ordering-hint").TextContent.ShouldContain("other titles go on");
        ((string?)Mediator.Received.OfType<SaveSubscription.Command>().Single().Draft.Settings["ordering"]).ShouldBe("per_title");
    }

    [Fact]
    public void The_usual_schedule_comes_back_with_one_click()
    {
        var page = Render<EditWebhook>();
        page.Find("#field-RetrySchedule").Change("1 min");

        page.FindAll("button").Single(button => button.TextContent.Contains("The usual")).Click();
        page.Find("form").Submit();

        page.Find("#field-RetrySchedule").GetAttribute("value").ShouldBe("5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h");
        var draft = Mediator.Received.OfType<SaveSubscription.Command>().Single().Draft;
        draft.Settings["retry_schedule"]!.ToJsonString().ShouldBe("[5,300,1800,7200,18000,36000,36000]");
        draft.RetryCount.ShouldBe(7);
    }
}
