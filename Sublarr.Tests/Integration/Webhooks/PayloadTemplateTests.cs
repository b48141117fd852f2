using System.Text;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class PayloadTemplateTests
{
    private static readonly WebhookSettings Settings = new() { Secret = WebhookLab.Secret };

    [Theory]
    [InlineData("""The "Harbour" Line""")]
    [InlineData("Two\nlines and a \\ 🎬 進撃の巨人")]
    [InlineData("\"}, {\"admin\": true, \"x\": \"")]
    public async Task The_body_of_a_template_is_what_is_signed_and_sent(string title)
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab();
        var settings = Settings with { Url = receiver.Url, PayloadTemplate = """{"text": "{{title}} in {{language}}"}""" };

        var report = await lab.Channel.DeliverAsync(lab.Delivery(settings, @event: SubtitleDownloaded.Example with { Title = title }), CancellationToken.None);

        report.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();
        using var body = JsonDocument.Parse(receiver.Request.Body);
        body.RootElement.EnumerateObject().ShouldHaveSingleItem().Value.GetString().ShouldBe($"{title} in en");
        WebhookVerifier.Verify(receiver.Request, WebhookLab.Secret, DateTimeOffset.UtcNow).ShouldBeTrue();
        report.Detail.Http!.RequestBody.ShouldBe(Encoding.UTF8.GetString(receiver.Request.Body));
    }

    [Theory]
    [InlineData("text/plain", "{{title}} & {{language}}", "The \"Line\" & en", "text/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded", "title={{title}}&priority=0", "title=The%20%22Line%22&priority=0", "application/x-www-form-urlencoded")]
    [InlineData("application/xml", "<t>{{title}}</t>", "<t>The &quot;Line&quot;</t>", "application/xml; charset=utf-8")]
    [InlineData("", "[\"{{title}}\"]", "[\"The \\\"Line\\\"\"]", "application/json")]
    public async Task A_content_type_decides_how_values_are_written(string contentType, string template, string body, string header)
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab();
        var settings = Settings with { Url = receiver.Url, PayloadTemplate = template, ContentType = contentType };

        await lab.Channel.DeliverAsync(lab.Delivery(settings, @event: SubtitleDownloaded.Example with { Title = "The \"Line\"" }), CancellationToken.None);

        Encoding.UTF8.GetString(receiver.Request.Body).ShouldBe(body);
        receiver.Request["Content-Type"].ShouldBe(header);
    }

    [Fact]
    public async Task Without_a_template_the_body_is_the_usual_one()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab();
        var delivery = lab.Delivery(Settings with { Url = receiver.Url });

        await lab.Channel.DeliverAsync(delivery, CancellationToken.None);

        receiver.Request.Body.ShouldBe(delivery.Body);
        receiver.Request["Content-Type"].ShouldBe("application/json");
    }

    [Theory]
    [InlineData("""{"episode": {{episode}}}""", "The payload template gives no body for subtitle_downloaded. Line 1 of the result is no JSON: check quotes and commas there.")]
    [InlineData("{{#data}}{{#providers}}{{/providers}}{{/data}}", "The payload template gives no body for subtitle_downloaded. Line 1 of the result is no JSON: check quotes and commas there.")]
    public async Task A_template_that_gives_no_body_ends_the_delivery_without_a_request_and_without_retries(string template, string reason)
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab();
        var settings = Settings with { Url = receiver.Url, PayloadTemplate = template };

        var report = await lab.Channel.DeliverAsync(lab.Delivery(settings, @event: SubtitleDownloaded.Example with { Episode = null }), CancellationToken.None);

        report.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldBe(reason);
        report.Detail.Failure.ShouldBe(FailureClass.Template);
        receiver.Requests.ShouldBeEmpty();
    }
}
