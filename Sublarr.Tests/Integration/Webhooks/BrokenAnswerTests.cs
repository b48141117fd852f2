using System.Text;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

/// <summary>Answers that say how it went and are then not whole. What a receiver has done does not hang on what is there to be read.</summary>
public sealed class BrokenAnswerTests
{
    private const string Cut = "Content-Length: 100\r\n\r\nhalf";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "broke off after 4 bytes")]
    [InlineData("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal", "broke off")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf", "broke off")]
    [InlineData("HTTP/1.1 204 No Content\r\nBroken header\r\n\r\n", "headers could not be read")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "headers could not be read")]
    [InlineData("HTTP/1.0 200\r\n", "headers could not be read")]
    public async Task A_receiver_that_says_success_and_breaks_off_has_got_it(string answer, string note)
    {
        await using var receiver = WebhookReceiver.Start(Raw(answer));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Failure.ShouldBeNull();
        report.Detail.Note!.ShouldContain(note);
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_is_reset_within_the_body_has_brought_its_status()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.ResetAfterHeaders);
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.StatusCode.ShouldBe(200);
        report.Detail.Http.ResponseTruncated.ShouldBeTrue();
    }

    [Fact]
    public async Task More_headers_than_are_read_are_no_failure_of_the_delivery()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(200, "", "X-Long: " + new string('x', 20_000)));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.StatusCode.ShouldBe(200);
        report.Detail.Note!.ShouldContain("more headers than Sublarr reads");
    }

    [Fact]
    public async Task A_body_that_drips_is_read_until_the_time_is_up_and_no_longer()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Drip(TimeSpan.FromMilliseconds(50)));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url, timeoutSeconds: 1);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Note!.ShouldContain("had not ended when the time was up");
        report.Detail.Http!.ResponseBody.ShouldStartWith("..");
    }

    [Fact]
    public async Task A_stop_while_the_body_is_read_leaves_the_delivery_delivered()
    {
        using var stop = new CancellationTokenSource();
        await using var receiver = WebhookReceiver.Start(new ReceiverAnswer(async (_, stream, ended) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"u8.ToArray(), ended);
            stop.CancelAfter(TimeSpan.FromMilliseconds(200));
            await Task.Delay(Timeout.Infinite, ended);
            return false;
        }));
        using var lab = new WebhookLab();

        var report = await lab.Channel.DeliverAsync(lab.Delivery(receiver.Url), stop.Token);

        report.Outcome.ShouldBe(JobOutcome.Done);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: ,;=\r\nContent-Type: ;;\r\nContent-Length: 4\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=nonsense\r\nContent-Length: 4\r\n\r\n\u00ff\u00fe\u00ff\u00ff")]
    [InlineData("HTTP/1.1 200 OK\r\nX: \u00e4\u00ff\r\nRetry-After: \u00e4\r\nLocation: :\r\nContent-Length: 0\r\n\r\n")]
    public async Task What_cannot_be_decoded_is_no_failure_of_the_delivery(string answer)
    {
        await using var receiver = WebhookReceiver.Start(Raw(answer));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Note.ShouldBeNull();
    }

    [Theory]
    [InlineData("X-Odd", '?')]
    [InlineData("X-Odd", 'a')]
    [InlineData("Location", '&')]
    public async Task Headers_that_are_hard_to_look_through_cost_no_more_than_a_moment(string header, char filling)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(200, "", $"{header}: {new string(filling, 15_000)}@"));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.ResponseHeaders[header].Length.ShouldBeLessThan(3000);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_gone_however_its_answer_ends()
    {
        await using var receiver = WebhookReceiver.Start(Raw($"HTTP/1.1 410 Gone\r\n{Cut}"));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.IsGone.ShouldBeTrue();
        report.Outcome.ShouldBeOfType<JobOutcome.Rejected>();
    }

    [Theory]
    [InlineData(429, 120)]
    [InlineData(503, 120)]
    [InlineData(500, null)]
    [InlineData(404, null)]
    public async Task A_refusal_is_judged_by_its_status_and_headers_however_its_body_ends(int status, int? seconds)
    {
        var clock = new ManualClock();
        await using var receiver = WebhookReceiver.Start(Raw($"HTTP/1.1 {status} No\r\nRetry-After: 120\r\n{Cut}"));
        using var lab = new WebhookLab(clock);

        var report = await lab.DeliverAsync(receiver.Url);

        report.ShouldRetryLater(FailureClass.Http).NotBefore.ShouldBe(seconds is { } wait ? clock.GetUtcNow().AddSeconds(wait) : null);
        report.Detail.Http!.ResponseBody.ShouldBe("half");
    }

    [Fact]
    public async Task A_redirect_is_a_redirect_however_its_body_ends()
    {
        await using var receiver = WebhookReceiver.Start(Raw($"HTTP/1.1 302 Found\r\nLocation: /login\r\n{Cut}"));
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Redirect).Reason.ShouldContain("/login");
    }

    private static ReceiverAnswer Raw(string answer) => new(async (_, stream, stop) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
        return false;
    });
}
