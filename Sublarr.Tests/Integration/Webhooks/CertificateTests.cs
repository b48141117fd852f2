using System.Security.Cryptography.X509Certificates;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class CertificateTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly WebhookLab _lab = new();

    public void Dispose()
    {
        _lab.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_receiver_with_a_certificate_of_an_authority_of_ones_own_is_trusted()
    {
        using var certificate = _authority.Issue("receiver");
        await using var receiver = WebhookReceiver.Start(certificate: certificate);

        var without = await SendAsync(new WebhookSettings { Url = receiver.Url });
        var with = await SendAsync(new WebhookSettings { Url = receiver.Url, CaCertificate = _authority.Pem });

        without.ShouldRetryLater(FailureClass.Tls).Reason.ShouldContain("An authority of your own is trusted when its certificate is entered");
        with.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();
    }

    [Fact]
    public async Task Another_authority_is_not_trusted_nor_a_certificate_that_has_expired()
    {
        using var stranger = new TestAuthority();
        using var good = _authority.Issue("receiver");
        using var old = _authority.Issue("receiver", DateTimeOffset.UtcNow.AddDays(-20), DateTimeOffset.UtcNow.AddDays(-10));
        await using var strange = WebhookReceiver.Start(certificate: good);
        await using var expired = WebhookReceiver.Start(certificate: old);

        var byStranger = await SendAsync(new WebhookSettings { Url = strange.Url, CaCertificate = stranger.Pem });
        var byExpired = await SendAsync(new WebhookSettings { Url = expired.Url, CaCertificate = _authority.Pem });

        byStranger.ShouldRetryLater(FailureClass.Tls);
        byExpired.ShouldRetryLater(FailureClass.Tls).Reason.ShouldContain("NotTimeValid");
        strange.Requests.ShouldBeEmpty();
        expired.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_not_trusted()
    {
        using var certificate = _authority.Issue("receiver", host: "receiver.example");
        await using var receiver = WebhookReceiver.Start(certificate: certificate);
        using var lab = new WebhookLab(resolve: (_, _) => Task.FromResult(new[] { System.Net.IPAddress.Loopback }));

        var right = await SendAsync(lab, $"https://receiver.example:{receiver.Port}/hook");
        var wrong = await SendAsync(lab, $"https://other.example:{receiver.Port}/hook");

        right.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();
        wrong.ShouldRetryLater(FailureClass.Tls).Reason.ShouldContain("RemoteCertificateNameMismatch");
        receiver.Requests.Count.ShouldBe(1);

        Task<DeliveryReport> SendAsync(WebhookLab sender, string url) =>
            sender.Channel.DeliverAsync(sender.Delivery(new WebhookSettings { Url = url, Secret = WebhookLab.Secret, CaCertificate = _authority.Pem }), CancellationToken.None);
    }

    [Fact]
    public async Task A_receiver_that_asks_who_calls_is_shown_the_client_certificate()
    {
        using var certificate = _authority.Issue("receiver");
        await using var receiver = WebhookReceiver.StartMutual(certificate);
        var settings = new WebhookSettings { Url = receiver.Url, CaCertificate = _authority.Pem };

        var without = await SendAsync(settings);
        var with = await SendAsync(settings with { ClientCertificate = _authority.IssuePfx("sublarr", "p4ss"), ClientCertificatePassword = "p4ss" });

        without.Outcome.ShouldBeOfType<JobOutcome.RetryLater>();
        with.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();
        receiver.Callers.ShouldHaveSingleItem().ShouldBe("CN=sublarr");
    }

    [Fact]
    public async Task A_client_certificate_that_has_expired_is_told_before_anything_is_sent()
    {
        using var certificate = _authority.Issue("receiver");
        await using var receiver = WebhookReceiver.Start(certificate: certificate);
        var until = DateTimeOffset.UtcNow.AddDays(-10);
        var pfx = _authority.IssuePfx("sublarr", "", until.AddDays(-10), until);

        var report = await SendAsync(new WebhookSettings { Url = receiver.Url, CaCertificate = _authority.Pem, ClientCertificate = pfx });

        report.ShouldRetryLater(FailureClass.Tls).Reason.ShouldBe($"The client certificate \"sublarr\" expired on {until:yyyy-MM-dd}: renew it.");
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Without_checking_any_certificate_does_and_only_for_that_webhook()
    {
        using var certificate = _authority.Issue("receiver");
        await using var receiver = WebhookReceiver.Start(certificate: certificate);

        var unchecked_ = await SendAsync(new WebhookSettings { Url = receiver.Url, AllowInvalidCertificate = true });
        var checked_ = await SendAsync(new WebhookSettings { Url = receiver.Url });

        unchecked_.Outcome.ShouldBeOfType<JobOutcome.Succeeded>();
        checked_.ShouldRetryLater(FailureClass.Tls);
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_webhook_with_certificates_of_its_own_is_held_to_the_rules_for_addresses_too()
    {
        using var lab = new WebhookLab(egress: Sublarr.Infrastructure.Outbound.EgressSettings.Standard);

        var report = await lab.Channel.DeliverAsync(
            lab.Delivery(new WebhookSettings { Url = "https://127.0.0.1:4711/", Secret = WebhookLab.Secret, AllowInvalidCertificate = true }), CancellationToken.None);

        report.Detail.Failure.ShouldBe(FailureClass.BlockedByPolicy);
    }

    private Task<Sublarr.Domain.Deliveries.DeliveryReport> SendAsync(WebhookSettings settings) =>
        _lab.Channel.DeliverAsync(_lab.Delivery(settings with { Secret = WebhookLab.Secret }), CancellationToken.None);
}
