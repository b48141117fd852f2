using System.Net;
using System.Net.Sockets;
using System.Text;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

/// <summary>Receivers that break the rules of HTTP, or use corners of it that few use.</summary>
public sealed class HostileReceiverTests
{
    [Fact]
    public async Task Interim_answers_are_passed_over_and_the_final_one_counts()
    {
        await using var receiver = WebhookReceiver.Start(Raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.StatusCode.ShouldBe(204);
        receiver.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Interim_answers_without_end_end_with_the_timeout()
    {
        await using var receiver = WebhookReceiver.Start(Endless("", "HTTP/1.1 103 Early Hints\r\n\r\n", TimeSpan.FromMilliseconds(50)));
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url, timeoutSeconds: 1)).ShouldRetryLater(FailureClass.TimeoutResponse);
    }

    [Fact]
    public async Task Switching_protocols_is_no_success()
    {
        await using var receiver = WebhookReceiver.Start(Raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"));
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url, timeoutSeconds: 1)).Outcome.ShouldBeOfType<JobOutcome.RetryLater>();
    }

    [Fact]
    public async Task Whoever_hangs_up_as_soon_as_somebody_calls_has_broken_the_connection_each_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 512);
        using var stop = new CancellationTokenSource();
        var hangingUp = HangUpAsync(listener, stop.Token);
        using var lab = new WebhookLab();

        // The moment at which it happens differs from call to call, and with it what the HTTP stack says.
        for (var call = 0; call < 300; call++)
        {
            (await lab.DeliverAsync($"http://{listener.LocalEndpoint}/hook")).ShouldRetryLater(FailureClass.Reset);
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(hangingUp);
    }

    [Fact]
    public async Task A_flood_of_headers_is_cut_off_and_costs_no_memory()
    {
        await using var receiver = WebhookReceiver.Start(Endless("HTTP/1.1 500 Oops\r\n", "X-Flood: " + new string('x', 100) + "\r\n", TimeSpan.Zero));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.ShouldRetryLater(FailureClass.Http);
        report.Detail.Note!.ShouldContain("more headers than Sublarr reads");
        report.Detail.Http!.ResponseHeaders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_is_closed_without_an_answer_is_a_reset_and_nothing_is_sent_twice()
    {
        await using var receiver = WebhookReceiver.Start(Raw(""));
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Reset);

        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_kept_connection_that_was_closed_meanwhile_is_no_failure()
    {
        await using var receiver = WebhookReceiver.Start().Then(Raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);
        await Task.Delay(100);

        (await lab.DeliverAsync(receiver.Url)).Outcome.ShouldBe(JobOutcome.Done);

        receiver.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("HTTP/1.1 20", FailureClass.Reset)]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", FailureClass.Reset)]
    [InlineData("HTTP/1.1 twohundred OK\r\n\r\n", FailureClass.Protocol)]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n", FailureClass.Protocol)]
    public async Task An_answer_without_a_status_is_no_success(string answer, FailureClass failure)
    {
        await using var receiver = WebhookReceiver.Start(Raw(answer));
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(failure);
    }

    [Fact]
    public async Task A_receiver_that_speaks_HTTP_2_and_says_goodbye_is_a_reset()
    {
        // SETTINGS, and GOAWAY with the error ENHANCE_YOUR_CALM (RFC 9113, 6.5 and 6.8).
        byte[] farewell = [0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11];
        await using var receiver = WebhookReceiver.Start(new ReceiverAnswer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(farewell, stop);
            return false;
        }));
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Reset);

        receiver.Connections.ShouldBe(1);
    }

    private static ReceiverAnswer Raw(string answer) => new(async (_, stream, stop) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
        return false;
    });

    private static ReceiverAnswer Endless(string head, string wave, TimeSpan pause) => new(async (_, stream, stop) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        while (true)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(wave), stop);
            await Task.Delay(pause, stop);
        }
    });

    private static async Task HangUpAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var socket = await listener.AcceptSocketAsync(cancellationToken);
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }
}
