using System.IO.Compression;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookAnswerTests
{
    private readonly ManualClock clock = new();

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(299)]
    public async Task Any_2xx_is_success(int status)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(status));
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_not_followed(int status)
    {
        await using var target = WebhookReceiver.Start();
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Redirect(status, target.Url + "?token=canary-of-the-receiver"));
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        report.ShouldRetryLater(FailureClass.Redirect).Reason.ShouldContain($"pointed to {target.Url}?token=***");
        target.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Not_modified_is_no_success()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(304));
        using var lab = new WebhookLab(clock);

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Redirect);
    }

    [Theory]
    [InlineData(400, "400 Bad Request")]
    [InlineData(401, "check the secret")]
    [InlineData(404, "check the path")]
    [InlineData(500, "its own log says why")]
    [InlineData(502, "check that it is running")]
    public async Task Refusal_is_tried_again_by_schedule(int status, string remedy)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(status, "no"));
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        var outcome = report.ShouldRetryLater(FailureClass.Http);
        outcome.Reason.ShouldContain(remedy);
        outcome.NotBefore.ShouldBeNull();
        report.Detail.Http!.ResponseBody.ShouldBe("no");
    }

    [Fact]
    public async Task Gone_ends_the_delivery_and_the_subscription()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Gone);
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBeOfType<JobOutcome.Rejected>().Reason.ShouldContain("410 Gone");
        report.IsGone.ShouldBeTrue();
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(429, "5", 60)]
    [InlineData(429, "whenever", 60)]
    [InlineData(503, "5", 5)]
    [InlineData(503, "1.5", 2)]
    [InlineData(503, "Thu, 15 Jan 2026 12:10:00 GMT", 600)]
    [InlineData(503, "whenever", null)]
    [InlineData(500, "120", null)]
    public async Task Busy_receiver_says_when_to_come_back(int status, string retryAfter, int? seconds)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Busy(status, retryAfter));
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        report.ShouldRetryLater(FailureClass.Http).NotBefore.ShouldBe(seconds is { } wait ? clock.GetUtcNow().AddSeconds(wait) : null);
    }

    [Fact]
    public async Task Endless_answer_is_read_to_the_limit()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Flood);
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.ResponseBytes.ShouldBe(AnswerBody.ByteLimit + 1);
        report.Detail.Http.ResponseTruncated.ShouldBeTrue();
        report.Detail.Http.ResponseBody.Length.ShouldBe(AnswerBody.TextLimit);
    }

    [Fact]
    public async Task Long_answer_is_not_cut_within_a_character()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(200, "x" + string.Concat(Enumerable.Repeat("🎬", 10_001))));
        using var lab = new WebhookLab(clock);

        var http = (await lab.DeliverAsync(receiver.Url)).Detail.Http!;

        http.ResponseBody.ShouldEndWith("🎬");
        http.ResponseTruncated.ShouldBeTrue();
    }

    [Fact]
    public async Task Packed_answer_is_not_expanded()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Bytes(200, Bomb(), "Content-Encoding: gzip"));
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.ResponseBody.ShouldBe("(gzip, not expanded)");
        report.Detail.Http.ResponseBytes.ShouldBe(Bomb().Length);
    }

    [Fact]
    public async Task Second_request_over_one_connection_still_says_where_it_went()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab();

        var first = (await lab.DeliverAsync(receiver.Url)).Detail.Http!;
        var second = (await lab.DeliverAsync(receiver.Url)).Detail.Http!;

        receiver.Connections.ShouldBe(1);
        first.ConnectMs.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(first.HeadersMs!.Value);
        second.ConnectMs.ShouldBeNull();
        second.RemoteAddress.ShouldBe($"127.0.0.1:{receiver.Port}");
        second.RemoteAddress.ShouldBe(first.RemoteAddress);
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(new byte[10_000_000]);
        }

        return packed.ToArray();
    }
}
