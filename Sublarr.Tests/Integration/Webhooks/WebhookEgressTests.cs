using System.Net;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookEgressTests
{
    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "link-local")]
    [InlineData("http://[fd00:ec2::254]/", "cloud-metadata")]
    [InlineData("http://[::ffff:169.254.169.254]/", "link-local")]
    [InlineData("http://0xa9fea9fe/", "link-local")]
    [InlineData("http://2852039166/", "link-local")]
    [InlineData("http://①⑥⑨.254.169.254/", "link-local")]
    [InlineData("http://169.254.169.254./", "link-local")]
    [InlineData("http://0.0.0.0/", "unspecified")]
    [InlineData("http://[fe80::1%251]/", "link-local")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/", "link-local")]
    public async Task Forbidden_address_is_refused_however_it_is_written(string url, string rule)
    {
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(url);

        report.ShouldRetryLater(FailureClass.BlockedByPolicy).Reason.ShouldContain($"rule {rule}");
        report.Detail.Http!.RemoteAddress.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://127.0.0.1:8123/")]
    [InlineData("http://2130706433:8123/")]
    [InlineData("http://0x7f.1:8123/")]
    [InlineData("http://127.1:8123/")]
    [InlineData("http://0177.0.0.1:8123/")]
    [InlineData("http://127.0.0.1.:8123/")]
    [InlineData("http://①②⑦.0.0.1:8123/")]
    [InlineData("http://127。0。0。1:8123/")]
    [InlineData("http://localhost:8123/")]
    [InlineData("http://localhost.:8123/")]
    [InlineData("http://[::1]:8123/")]
    [InlineData("http://[::ffff:127.0.0.1]:8123/")]
    [InlineData("http://[::127.0.0.1]:8123/")]
    [InlineData("http://[64:ff9b::7f00:1]:8123/")]
    [InlineData("http://[2002:7f00:1::]:8123/")]
    [InlineData("http://[::1%251]:8123/")]
    public async Task This_machine_is_refused_with_a_word_on_how_to_allow_it(string url)
    {
        using var lab = new WebhookLab(egress: EgressSettings.Standard);

        var report = await lab.DeliverAsync(url);

        var reason = report.ShouldRetryLater(FailureClass.BlockedByPolicy).Reason;
        reason.ShouldContain("rule loopback");
        reason.ShouldContain("allow it under Settings, or with SUBLARR_EGRESS_ALLOW=");
        report.Detail.Http!.RemoteAddress.ShouldBeNull();
    }

    [Fact]
    public async Task Receiver_on_this_machine_is_reached_by_the_exception_that_the_refusal_names()
    {
        await using var receiver = WebhookReceiver.Start();
        using var closed = new WebhookLab(egress: EgressSettings.Standard);
        var reason = (await closed.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.BlockedByPolicy).Reason;
        var exception = reason[(reason.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimEnd('.');
        using var open = new WebhookLab(egress: EgressSettings.Standard with { Allow = [EgressException.Parse(exception)!] });

        var report = await open.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        receiver.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_to_metadata_is_not_followed(int status)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Redirect(status, "http://169.254.169.254/latest/meta-data/"));
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldNotBe(JobOutcome.Done);
        report.Detail.Http!.StatusCode.ShouldBe(status);
        receiver.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Own_port_is_refused()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(ownPort: receiver.Port);

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.BlockedByPolicy).Reason.ShouldContain("rule own-port");
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task One_forbidden_address_forbids_the_whole_answer_of_the_resolver()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(resolve: (_, _) => Task.FromResult(new[] { IPAddress.Loopback, IPAddress.Parse("169.254.169.254") }));

        var report = await lab.DeliverAsync($"http://mixed.example:{receiver.Port}/hook");

        report.ShouldRetryLater(FailureClass.BlockedByPolicy).Reason.ShouldContain("mixed.example (169.254.169.254)");
        receiver.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("169.254.7.8")]
    [InlineData("fe80::7")]
    public async Task Link_local_address_beside_the_usual_one_is_left_out(string address)
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab(resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse(address), IPAddress.Loopback }));

        var report = await lab.DeliverAsync($"http://nas.local:{receiver.Port}/hook");

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.RemoteAddress.ShouldBe($"127.0.0.1:{receiver.Port}");
    }

    [Fact]
    public async Task A_name_below_localhost_is_this_machine_though_no_resolver_knows_it()
    {
        await using var receiver = WebhookReceiver.Start();
        using var lab = new WebhookLab();

        var report = await lab.DeliverAsync($"http://nas.localhost:{receiver.Port}/hook");

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.RemoteAddress.ShouldBe($"127.0.0.1:{receiver.Port}");
    }

    [Fact]
    public async Task Link_local_address_alone_is_refused()
    {
        using var lab = new WebhookLab(resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse("169.254.7.8"), IPAddress.Parse("fe80::7") }));

        (await lab.DeliverAsync("http://nas.local:8123/hook")).ShouldRetryLater(FailureClass.BlockedByPolicy).Reason.ShouldContain("rule link-local");
    }

    [Fact]
    public async Task Port_of_another_service_is_refused_until_an_exception_names_it()
    {
        using var closed = new WebhookLab();
        using var open = new WebhookLab(egress: EgressSettings.Standard with { Allow = [EgressException.Parse("127.0.0.1:10080")!] });

        var refused = await closed.DeliverAsync("http://127.0.0.1:10080/hook");
        var dialled = await open.DeliverAsync("http://127.0.0.1:10080/hook");

        refused.ShouldRetryLater(FailureClass.BlockedByPolicy).Reason.ShouldContain("SUBLARR_EGRESS_ALLOW=127.0.0.1:10080");
        dialled.Detail.Failure.ShouldNotBe(FailureClass.BlockedByPolicy);
    }

    [Fact]
    public async Task Name_that_turns_inward_is_refused_at_the_next_connection()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(200, "", "Connection: close"));
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("169.254.169.254")]);
        using var lab = new WebhookLab(resolve: (_, _) => Task.FromResult(new[] { answers.Dequeue() }));
        var url = $"http://turning.example:{receiver.Port}/hook";

        var first = await lab.DeliverAsync(url);
        var second = await lab.DeliverAsync(url);

        first.Outcome.ShouldBe(JobOutcome.Done);
        second.ShouldRetryLater(FailureClass.BlockedByPolicy);
    }
}
