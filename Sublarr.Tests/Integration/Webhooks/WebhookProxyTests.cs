using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Deliveries;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Subscriptions;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Deliveries;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookProxyTests
{
    private const string Public = "93.184.216.34";
    private const string Url = "http://receiver.example:8080/hook";

    [Fact]
    public async Task A_request_goes_through_the_proxy_to_the_address_that_was_decided_on_and_keeps_the_name()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        using var lab = LabBehind(proxy.Address);

        var report = await lab.DeliverAsync(Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        proxy.Heads.ShouldHaveSingleItem().ShouldBe($"CONNECT {Public}:8080 HTTP/1.1\r\nHost: {Public}:8080\r\n\r\n");
        (receiver.Request.Method, receiver.Request.Target, receiver.Request["Host"]).ShouldBe(("POST", "/hook", "receiver.example:8080"));
        WebhookVerifier.Verify(receiver.Request, WebhookLab.Secret, DateTimeOffset.UtcNow).ShouldBeTrue();
        report.Detail.Http!.RemoteAddress.ShouldBe($"{Public}:8080 through {proxy.Address}");
    }

    [Fact]
    public async Task A_secure_connection_is_made_through_the_proxy_and_the_certificate_is_that_of_the_name()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("receiver", host: "receiver.example");
        await using var receiver = WebhookReceiver.Start(certificate: certificate);
        await using var proxy = ConnectProxy.Start(receiver.Port);
        using var lab = LabBehind(proxy.Address);

        var right = await lab.Channel.DeliverAsync(
            lab.Delivery(new WebhookSettings { Url = "https://receiver.example/hook", Secret = WebhookLab.Secret, CaCertificate = authority.Pem }), CancellationToken.None);
        var wrong = await lab.Channel.DeliverAsync(
            lab.Delivery(new WebhookSettings { Url = "https://other.example/hook", Secret = WebhookLab.Secret, CaCertificate = authority.Pem }), CancellationToken.None);

        right.Outcome.ShouldBe(JobOutcome.Done);
        wrong.ShouldRetryLater(FailureClass.Tls);
        proxy.Heads.ShouldAllBe(head => head.StartsWith($"CONNECT {Public}:443 HTTP/1.1\r\n"));
        receiver.Request["Host"].ShouldBe("receiver.example");
    }

    [Fact]
    public async Task An_address_of_the_new_kind_is_written_in_brackets()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        using var lab = LabBehind(proxy.Address, "2606:2800:220:1:248:1893:25c8:1946");

        (await lab.DeliverAsync(Url)).Outcome.ShouldBe(JobOutcome.Done);

        proxy.Heads.ShouldHaveSingleItem().ShouldStartWith("CONNECT [2606:2800:220:1:248:1893:25c8:1946]:8080 ");
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", Public)]
    [InlineData(Url, "169.254.169.254")]
    [InlineData(Url, "100.100.100.200")]
    [InlineData(Url, "::ffff:169.254.169.254")]
    public async Task The_guard_decides_before_the_proxy_is_asked(string url, string address)
    {
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        using var lab = LabBehind(proxy.Address, address);

        (await lab.DeliverAsync(url)).ShouldRetryLater(FailureClass.BlockedByPolicy);

        proxy.Heads.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_turns_inward_is_refused_before_the_proxy_is_asked_again()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(200, "", "Connection: close"));
        await using var proxy = ConnectProxy.Start(receiver.Port);
        var answers = new Queue<string>([Public, "169.254.169.254"]);
        using var lab = new WebhookLab(resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }), proxy: EgressProxy.Parse(proxy.Address));

        var first = await lab.DeliverAsync(Url);
        var second = await lab.DeliverAsync(Url);

        first.Outcome.ShouldBe(JobOutcome.Done);
        second.ShouldRetryLater(FailureClass.BlockedByPolicy);
        proxy.Heads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_home_network_is_reached_past_the_proxy()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        using var lab = LabBehind(proxy.Address);

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.RemoteAddress.ShouldBe($"127.0.0.1:{receiver.Port}");
        proxy.Heads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("localhost", false)]
    [InlineData(".example, 127.0.0.0/8", false)]
    public async Task What_is_named_in_its_place_decides_what_goes_past_the_proxy(string direct, bool isThroughProxy)
    {
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        using var lab = LabBehind(proxy.Address, "127.0.0.1", direct.Split(", "));

        var report = await lab.DeliverAsync($"http://localhost:{receiver.Port}/hook");

        report.Outcome.ShouldBe(JobOutcome.Done);
        proxy.Heads.Count.ShouldBe(isThroughProxy ? 1 : 0);
    }

    [Theory]
    [InlineData("user:p%40ss%3Aword@", "user:p@ss:word")]
    [InlineData("user@", "user:")]
    public async Task Name_and_password_are_told_to_the_proxy_alone(string written, string told)
    {
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        using var lab = LabBehind($"http://{written}127.0.0.1:{proxy.Port}");

        var report = await lab.DeliverAsync(Url);

        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(told));
        proxy.Heads.ShouldHaveSingleItem().ShouldContain($"\r\nProxy-Authorization: Basic {encoded}\r\n");
        receiver.Request.Headers.Keys.ShouldNotContain("Proxy-Authorization", StringComparer.OrdinalIgnoreCase);
        var shown = JsonSerializer.Serialize(report, EventJson.Options) + JsonSerializer.Serialize(report.Detail, EventJson.Options);
        shown.ShouldContain($"through http://***@127.0.0.1:{proxy.Port}");
        shown.ShouldNotContain("p@ss");
        shown.ShouldNotContain("p%40ss");
        shown.ShouldNotContain(encoded);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n", "answered 407", "it wants a name and a password")]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n", "answered 403", "SUBLARR_NO_PROXY")]
    [InlineData("HTTP/1.1 500 Oops\r\n\r\n", "answered 500", "its own log says why")]
    [InlineData("HTTP/1.0 503 Service Unavailable\r\n\r\n", "answered 503", "If other receivers are reached")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "no answer that a proxy gives", "SUBLARR_PROXY")]
    [InlineData("HTTP/1.1 abc\r\n\r\n", "no answer that a proxy gives", "SUBLARR_PROXY")]
    [InlineData("", "no answer that a proxy gives", "SUBLARR_PROXY")]
    public async Task A_proxy_that_opens_no_way_is_no_failure_of_the_receiver(string refusal, string what, string remedy)
    {
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        proxy.Refusal = refusal;
        using var lab = LabBehind(proxy.Address);

        var report = await lab.DeliverAsync(Url);

        report.Detail.Failure.ShouldBe(FailureClass.Proxy);
        var reason = report.Outcome.ShouldBeOfType<JobOutcome.Deferred>().Reason;
        reason.ShouldContain($"The proxy {proxy.Address} ");
        reason.ShouldContain(what);
        reason.ShouldContain(remedy);
        receiver.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_proxy_that_is_down_or_silent_is_no_failure_of_the_receiver()
    {
        await using var receiver = WebhookReceiver.Start();
        var gone = ConnectProxy.Start(receiver.Port);
        await gone.DisposeAsync();
        await using var silent = ConnectProxy.Start(receiver.Port);
        silent.Hangs = true;
        using var behindGone = LabBehind(gone.Address);
        using var behindSilent = LabBehind(silent.Address);

        var down = await behindGone.DeliverAsync(Url);
        var late = await behindSilent.DeliverAsync(Url);

        (down.Detail.Failure, late.Detail.Failure).ShouldBe((FailureClass.Proxy, FailureClass.Proxy));
        down.Outcome.ShouldBeOfType<JobOutcome.Deferred>().Reason.ShouldContain("cannot be reached (ConnectionRefused)");
        late.Outcome.ShouldBeOfType<JobOutcome.Deferred>().Reason.ShouldContain("did not open the way");
        receiver.Connections.ShouldBe(0, "there is no way past the proxy");
    }

    [Fact]
    public async Task While_the_proxy_is_down_no_attempt_is_used_up_and_no_clock_runs_and_afterwards_everything_arrives()
    {
        var clock = new ManualClock();
        await using var receiver = WebhookReceiver.Start();
        await using var proxy = ConnectProxy.Start(receiver.Port);
        proxy.Refusal = "HTTP/1.1 503 Service Unavailable\r\n\r\n";
        await using var engine = await Engine.StartAsync(
            Engine.WithoutSchedules + (services => services.AddSingleton<ResolveHost>((_, _) => Task.FromResult(new[] { IPAddress.Parse(Public) }))),
            clock,
            proxy: EgressProxy.Parse(proxy.Address));
        var webhook = await engine.SubscribeAsync(new WebhookSettings { Url = Url, InFlight = 1 }, retryCount: 1);
        await using (var context = await engine.ContextAsync())
        {
            // The clock jumps by hours below, and must not end an attempt by that.
            context.Attach(webhook);
            webhook.Edit(webhook.Name, webhook.EventNames, webhook.Settings, (int)Subscription.LongestTimeout.TotalSeconds, webhook.RetryCount);
            await context.SaveChangesAsync();
        }

        await engine.PublishAsync(8);
        await Eventually.TrueAsync(() => engine.Get<IDeliveryBreakers>().StatusOf(webhook.Id).State == BreakerState.Open, "the breaker stays closed");
        for (var hours = 0; hours < 7 * 24; hours++)
        {
            await RestingAsync(engine);
            clock.Advance(TimeSpan.FromHours(1));
        }

        await RestingAsync(engine);
        proxy.Heads.Count.ShouldBeGreaterThan(8, "it is not tried again");
        (await engine.DeliveriesAsync()).ShouldAllBe(job => job.State == JobState.Running || (job.Attempts == 0 && !job.State.IsTerminal()));
        var failing = await engine.SubscriptionAsync(webhook.Id);
        (failing.IsEnabled, failing.FailingSince, failing.ConsecutiveFailures, failing.DeadDeliveries).ShouldBe((true, null, 0, 0));
        proxy.Refusal = null;
        await Eventually.TrueAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                return (await engine.DeliveriesAsync()).TrueForAll(job => job is { State: JobState.Succeeded, Attempts: 1 });
            },
            () => "they do not arrive");
        receiver.Requests.Count.ShouldBe(8);
    }

    private static Task RestingAsync(Engine engine) => Eventually.TrueAsync(
        async () => (await engine.DeliveriesAsync()).TrueForAll(job => job.State is JobState.Held or JobState.Retrying), () => "something is still under way");

    private static WebhookLab LabBehind(string proxy, string address = Public, IEnumerable<string>? direct = null) => new(
        resolve: (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }),
        proxy: EgressProxy.Parse(proxy, direct?.Select(entry => DirectTarget.Parse(entry)!).ToList()).ShouldNotBeNull());
}
