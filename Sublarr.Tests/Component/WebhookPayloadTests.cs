using Bunit;
using Bunit.TestDoubles;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Web.Channels;
using Sublarr.Web.Features.Webhooks;
using Sublarr.Web.Subscriptions;

namespace Sublarr.Tests.Component;

public sealed class WebhookPayloadTests : UserInterface
{
    private static readonly PayloadPresetView Ntfy = new("ntfy", "ntfy", "The address is the server alone.", "application/json", "{\"topic\": \"sublarr\"}");

    public WebhookPayloadTests()
    {
        this.AddAuthorization().SetAuthorized("admin");
        AddChannelForms(typeof(WebhookSettings).Assembly);
        Mediator.On<GetPayloadPresets.Query>(_ => new[] { Ntfy });
        Mediator.On<PreviewFilter.Query>(_ => new PreviewFilter.Result(0, []));
        Mediator.On<PreviewPayload.Query>(query => new PreviewPayload.Result(
            "subtitle_downloaded", $"made of {query.Template}", query.Template.Contains("{{#") ? "Line 1: not closed." : null, []));
    }

    [Fact]
    public void A_ready_made_body_brings_its_template_its_hint_and_a_preview()
    {
        var page = Render<EditWebhook>();

        page.FindAll("#field-PayloadTemplate").ShouldBeEmpty();
        page.Find("#payload-kind").Change("ntfy");

        page.Find("#field-PayloadTemplate").GetAttribute("value").ShouldBe(Ntfy.PayloadTemplate);
        page.Find("#payload-hint").TextContent.ShouldBe(Ntfy.Hint);
        page.Find("pre.body").TextContent.ShouldBe($"made of {Ntfy.PayloadTemplate}");
    }

    [Fact]
    public async Task The_preview_follows_a_pause_in_typing_and_a_problem_is_shown_at_the_field()
    {
        var page = Render<EditWebhook>();
        await page.Find("#payload-kind").ChangeAsync("own");

        var typed = page.Find("#field-PayloadTemplate").InputAsync("{{#x}}");
        page.Find("pre.body").TextContent.ShouldBe("made of ");
        Clock.Advance(TimeSpan.FromMilliseconds(300));
        await typed;

        page.Find("pre.body").TextContent.ShouldBe("made of {{#x}}");
        page.Find("#field-PayloadTemplate-error").TextContent.ShouldContain("Line 1: not closed.");
    }

    [Fact]
    public void Going_back_to_the_usual_body_takes_the_template_away()
    {
        Mediator.On<SaveSubscription.Command>(_ => Saved(1));
        var page = Render<EditWebhook>();

        page.Find("#payload-kind").Change("ntfy");
        page.Find("#payload-kind").Change("");
        page.Find("form").Submit();

        ((string?)Mediator.Received.OfType<SaveSubscription.Command>().Single().Draft.Settings["payload_template"]).ShouldBeEmpty();
    }
}
