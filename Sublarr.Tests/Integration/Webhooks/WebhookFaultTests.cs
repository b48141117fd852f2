using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookFaultTests
{
    [Fact]
    public async Task Unknown_host_is_a_dns_failure()
    {
        using var lab = new WebhookLab(resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));

        var report = await lab.DeliverAsync("http://nowhere.example/hook");

        report.ShouldRetryLater(FailureClass.Dns).Reason.ShouldContain("nowhere.example");
        report.Detail.Http!.RemoteAddress.ShouldBeNull();
    }

    [Fact]
    public async Task Resolver_that_never_answers_is_a_dns_failure()
    {
        using var lab = new WebhookLab(resolve: async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return [];
        });

        (await lab.DeliverAsync("http://slow.example/hook")).ShouldRetryLater(FailureClass.Dns);
    }

    [Fact]
    public async Task Closed_port_is_refused()
    {
        var receiver = WebhookReceiver.Start();
        await receiver.DisposeAsync();
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Refused).Reason.ShouldContain($"127.0.0.1:{receiver.Port}");
    }

    [Fact]
    public async Task Second_address_is_dialled_when_the_first_refuses()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse("127.0.0.9"), IPAddress.Loopback }));

        var report = await lab.DeliverAsync($"http://two.example:{receiver.Port}/hook");

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.RemoteAddress.ShouldBe($"127.0.0.1:{receiver.Port}");
        receiver.Request["Host"].ShouldBe($"two.example:{receiver.Port}");
    }

    [Fact]
    public async Task Network_without_a_way_there_is_unreachable()
    {
        using var lab = new WebhookLab(resolve: (_, _) => throw new SocketException((int)SocketError.NetworkUnreachable));

        (await lab.DeliverAsync("http://far.example/hook")).ShouldRetryLater(FailureClass.Unreachable);
    }

    [Theory]
    [InlineData(nameof(ReceiverAnswer.ResetAfterAccept))]
    [InlineData(nameof(ReceiverAnswer.ResetBeforeHeaders))]
    public async Task Broken_connection_is_a_reset(string answer)
    {
        await using var receiver = WebhookReceiver.Start((ReceiverAnswer)typeof(ReceiverAnswer).GetProperty(answer)!.GetValue(null)!);
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Reset);

        // Nothing below the channel may send twice unseen.
        receiver.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Answer_that_is_not_http_is_a_protocol_failure()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Garbage);
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Protocol).Reason.ShouldContain("check the port");
    }

    [Fact]
    public async Task Silent_receiver_is_a_timeout_of_the_answer()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Hang);
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url, timeoutSeconds: 1);

        report.ShouldRetryLater(FailureClass.TimeoutResponse).NotBefore.ShouldNotBeNull().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddSeconds(55));
        report.Detail.Http!.RemoteAddress.ShouldBe($"127.0.0.1:{receiver.Port}");
        report.Detail.Http.StatusCode.ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Handshake_that_never_ends_is_a_timeout_of_the_connection(int timeoutSeconds)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Hang);
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url.Replace("http:", "https:", StringComparison.Ordinal), timeoutSeconds);

        report.ShouldRetryLater(FailureClass.TimeoutConnect).NotBefore.ShouldNotBeNull();
    }

    [Fact]
    public async Task Unknown_certificate_is_a_tls_failure()
    {
        using var certificate = SelfSigned();
        await using var receiver = WebhookReceiver.Start(certificate: certificate);
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Tls).Reason.ShouldContain("certificate");
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Plain_http_on_a_secure_address_is_a_tls_failure()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Garbage with { ReadsRequest = false });
        using var lab = new WebhookLab();

        (await lab.DeliverAsync(receiver.Url.Replace("http:", "https:", StringComparison.Ordinal))).ShouldRetryLater(FailureClass.Tls);
    }

    [Fact]
    public async Task Shutdown_uses_up_no_attempt()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Hang);
        using var lab = new WebhookLab();
        using var shutdown = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var report = await lab.Channel.DeliverAsync(lab.Delivery(receiver.Url), shutdown.Token);

        report.Outcome.ShouldBeOfType<JobOutcome.Deferred>();
        report.Detail.Failure.ShouldBe(FailureClass.Interrupted);
    }

    [Fact]
    public async Task Secrets_never_reach_the_stored_detail()
    {
        const string canary = "canary-4f9a1c77e2";
        var errorPage = $"bad token {canary}, bad key {WebhookLab.Secret["whsec_".Length..]}";
        var answer = ReceiverAnswer.Status(500, errorPage, $"Set-Cookie: id={canary}", $"X-Echo: {canary}");
        await using var receiver = WebhookReceiver.Start(answer);
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync($"{receiver.Url}?room=1&token={canary}");

        var stored = JsonSerializer.Serialize(report, EventJson.Options) + JsonSerializer.Serialize(report.Detail, EventJson.Options);
        receiver.Request.Target.ShouldEndWith(canary);
        stored.ShouldNotContain(canary);
        stored.ShouldNotContain(WebhookLab.Secret["whsec_".Length..]);
        stored.ShouldContain("room=1&token=***");
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
