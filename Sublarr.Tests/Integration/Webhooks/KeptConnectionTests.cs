using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

/// <summary>Receivers that close connections Sublarr has kept, at the moment it writes to them.</summary>
public sealed class KeptConnectionTests
{
    private const int Many = 500;
    private const string Public = "93.184.216.34";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_500_deliveries_without_retries_none_dies(bool isReset)
    {
        await using var receiver = WebhookReceiver.Start(OncePerConnection(isReset));
        await using var engine = await Engine.StartAsync();

        await DeliverManyAsync(engine, new WebhookSettings { Url = receiver.Url });

        ShouldHaveAll(receiver);
    }

    [Fact]
    public async Task The_same_over_secure_connections()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("receiver");
        await using var receiver = WebhookReceiver.Start(OncePerConnection(isReset: false), certificate);
        await using var engine = await Engine.StartAsync();

        await DeliverManyAsync(engine, new WebhookSettings { Url = receiver.Url, CaCertificate = authority.Pem });

        ShouldHaveAll(receiver);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_through_the_tunnel_of_a_proxy(bool isSecure)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("receiver", host: "receiver.example");
        await using var receiver = WebhookReceiver.Start(OncePerConnection(isReset: false), isSecure ? certificate : null);
        await using var proxy = ConnectProxy.Start(receiver.Port);
        await using var engine = await Engine.StartAsync(
            services => services.AddSingleton<ResolveHost>((_, _) => Task.FromResult(new[] { IPAddress.Parse(Public) })), proxy: EgressProxy.Parse(proxy.Address));

        await DeliverManyAsync(engine, isSecure
            ? new WebhookSettings { Url = "https://receiver.example/hook", CaCertificate = authority.Pem }
            : new WebhookSettings { Url = "http://receiver.example/hook" });

        ShouldHaveAll(receiver);
    }

    [Fact]
    public async Task The_second_sending_is_noted_on_the_attempt_and_is_the_same_delivery()
    {
        await using var receiver = WebhookReceiver.Start(OncePerConnection(isReset: false));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);

        var report = await lab.DeliverAsync(receiver.Url);

        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Note!.ShouldContain("sent once more at once");
        report.Detail.Http!.ConnectMs.ShouldNotBeNull();
        receiver.Requests.Count.ShouldBe(3);
        receiver.Requests[1]["webhook-id"].ShouldBe(receiver.Requests[2]["webhook-id"]);
        receiver.Requests[1].Body.ShouldBe(receiver.Requests[2].Body);
    }

    [Fact]
    public async Task A_receiver_that_hangs_up_on_the_new_connection_too_has_failed_and_is_not_asked_a_third_time()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.ResetBeforeHeaders).Then(ReceiverAnswer.Status(200));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);

        (await lab.DeliverAsync(receiver.Url)).ShouldRetryLater(FailureClass.Reset);

        receiver.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("HTTP/1.1 20")]
    [InlineData("H")]
    public async Task What_breaks_off_after_a_first_byte_of_the_answer_is_not_sent_again(string beginning)
    {
        await using var receiver = WebhookReceiver.Start(new ReceiverAnswer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(beginning), stop);
            return false;
        })).Then(ReceiverAnswer.Status(200));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);

        (await lab.DeliverAsync(receiver.Url)).Outcome.ShouldBeOfType<JobOutcome.RetryLater>();

        receiver.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Silence_on_a_kept_connection_is_a_timeout_and_is_not_sent_again()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Hang).Then(ReceiverAnswer.Status(200));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);

        (await lab.DeliverAsync(receiver.Url, timeoutSeconds: 1)).ShouldRetryLater(FailureClass.TimeoutResponse);

        receiver.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_farewell_to_an_idle_connection_is_no_answer()
    {
        var served = new ConcurrentDictionary<Stream, bool>();
        await using var receiver = WebhookReceiver.Start(new ReceiverAnswer((socket, stream, stop) =>
            ReceiverAnswer.Status(served.TryAdd(stream, true) ? 200 : 408).WriteAsync(socket, stream, stop)));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);

        (await lab.DeliverAsync(receiver.Url)).Outcome.ShouldBe(JobOutcome.Done);
    }

    [Fact]
    public async Task A_connection_is_closed_before_it_was_idle_for_five_seconds()
    {
        var idle = new TaskCompletionSource<TimeSpan>();
        await using var receiver = WebhookReceiver.Start(new ReceiverAnswer(async (socket, stream, stop) =>
        {
            await ReceiverAnswer.Status(200).WriteAsync(socket, stream, stop);
            var start = Stopwatch.StartNew();
            idle.SetResult(await stream.ReadAsync(new byte[1], stop) == 0 ? start.Elapsed : TimeSpan.MaxValue);
            return false;
        }));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);

        (await idle.Task.WaitAsync(Eventually.Patience)).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task DeliverManyAsync(Engine engine, WebhookSettings settings)
    {
        await engine.SubscribeAsync(settings, retryCount: 0);
        await engine.PublishAsync(Many);
        await Eventually.TrueAsync(
            async () => (await engine.JobsAsync()) is { Count: Many } jobs && jobs.TrueForAll(job => job.State.IsTerminal()),
            () => "some deliveries have not ended",
            TimeSpan.FromSeconds(60));
        (await engine.JobsAsync()).ShouldAllBe(job => job.State == JobState.Succeeded && job.Attempts == 1);
    }

    private static void ShouldHaveAll(WebhookReceiver receiver)
    {
        var times = receiver.Requests.GroupBy(request => request["webhook-id"]).Select(delivery => delivery.Count()).ToList();
        times.Count.ShouldBe(Many);
        times.ShouldAllBe(count => count <= 2);
        times.ShouldContain(2, "no connection was closed as it was written to");
    }

    // The request is read, so that the sender cannot have noticed before it had sent all of it.
    private static ReceiverAnswer OncePerConnection(bool isReset)
    {
        var served = new ConcurrentDictionary<Stream, bool>();
        return new ReceiverAnswer((socket, stream, stop) => served.TryAdd(stream, true)
            ? ReceiverAnswer.Status(200).WriteAsync(socket, stream, stop)
            : isReset ? ReceiverAnswer.ResetBeforeHeaders.WriteAsync(socket, stream, stop) : Task.FromResult(false));
    }
}
