using System.Text;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookRequestTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public async Task Receiver_can_verify_what_it_gets()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(clock);
        var delivery = lab.Delivery(receiver.Url);

        var report = await lab.Channel.DeliverAsync(delivery, CancellationToken.None);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Failure.ShouldBeNull();
        receiver.Request.Body.ShouldBe(delivery.Body);
        WebhookVerifier.Verify(receiver.Request, WebhookLab.Secret, clock.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public async Task Headers_name_event_delivery_and_hop()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(clock);
        var delivery = lab.Delivery(receiver.Url);
        var echo = delivery with { Event = delivery.Event with { Cause = new EventCause(Hop: 1) } };

        await lab.Channel.DeliverAsync(echo, CancellationToken.None);

        var request = receiver.Request;
        request.Method.ShouldBe("POST");
        request["Host"].ShouldBe($"127.0.0.1:{receiver.Port}");
        request["Content-Type"].ShouldBe("application/json");
        request["User-Agent"].ShouldMatch(@"^Sublarr/\d+\.\d+\.\d+$");
        request["webhook-id"].ShouldBe(delivery.Event.Id);
        request["X-Sublarr-Event"].ShouldBe("subtitle_downloaded");
        request["X-Sublarr-Delivery"].ShouldBe("42");
        request["X-Sublarr-Hop"].ShouldBe("2");
        request["X-Sublarr-Signature"].ShouldBe(StandardWebhooks.SignBody(delivery.Body, StandardWebhooks.KeyOf(WebhookLab.Secret)!));
        request.Headers.Keys.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task Second_attempt_has_the_same_id_and_a_time_of_its_own()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(clock);
        var delivery = lab.Delivery(receiver.Url);

        await lab.Channel.DeliverAsync(delivery, CancellationToken.None);
        clock.Advance(TimeSpan.FromHours(2));
        await lab.Channel.DeliverAsync(delivery with { Attempt = 2 }, CancellationToken.None);

        var (first, second) = (receiver.Requests[0], receiver.Requests[1]);
        second["webhook-id"].ShouldBe(first["webhook-id"]);
        second.Body.ShouldBe(first.Body);
        second["webhook-timestamp"].ShouldNotBe(first["webhook-timestamp"]);
        second["webhook-signature"].ShouldNotBe(first["webhook-signature"]);
        WebhookVerifier.Verify(first, WebhookLab.Secret, clock.GetUtcNow().AddHours(-2)).ShouldBeTrue();
        WebhookVerifier.Verify(second, WebhookLab.Secret, clock.GetUtcNow()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"quoted\" and 'single' \\ $(id) `id`")]
    [InlineData("two\r\nlines\r\nX-Injected: yes")]
    [InlineData("nothing\0more")]
    [InlineData("🎬 進撃の巨人 — “Café” \u202e\u2028")]
    public async Task Hostile_title_arrives_unchanged(string title)
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(clock);
        var delivery = lab.Delivery(receiver.Url, @event: SubtitleDownloaded.Example with { Title = title });

        await lab.Channel.DeliverAsync(delivery, CancellationToken.None);

        receiver.Request.Body.ShouldBe(delivery.Body);
        WebhookVerifier.Verify(receiver.Request, WebhookLab.Secret, clock.GetUtcNow()).ShouldBeTrue();
        JsonDocument.Parse(receiver.Request.Body).RootElement.GetProperty("data").GetProperty("title").GetString().ShouldBe(title);
        receiver.Request.Headers.Keys.ShouldNotContain("X-Injected");
    }

    [Fact]
    public async Task Text_secret_signs_with_its_bytes()
    {
        const string text = "a text that a person chose";
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(clock);

        await lab.Channel.DeliverAsync(lab.Delivery(receiver.Url, secret: text), CancellationToken.None);

        var asPrefixed = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        WebhookVerifier.Verify(receiver.Request, asPrefixed, clock.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public async Task Settings_that_no_longer_pass_are_rejected_with_a_remedy()
    {
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync("http://ann:pass@example.org/");

        report.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldContain("remove everything between");
    }
}
