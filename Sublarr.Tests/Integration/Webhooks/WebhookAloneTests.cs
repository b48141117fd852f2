using System.Diagnostics;
using System.Net;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

[Collection(nameof(Alone))]
public sealed class WebhookAloneTests
{
    [Fact]
    public async Task Dripping_answer_ends_with_the_timeout()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Drip(TimeSpan.FromMilliseconds(500))).Then(ReceiverAnswer.Status(204));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);
        var watch = Stopwatch.StartNew();

        var report = await lab.DeliverAsync(receiver.Url, timeoutSeconds: 2);

        watch.Elapsed.TotalMilliseconds.ShouldBe(2000, tolerance: 250);
        report.ShouldRetryLater(FailureClass.TimeoutResponse).NotBefore.ShouldNotBeNull().ShouldBe(DateTimeOffset.UtcNow.AddMinutes(1), TimeSpan.FromSeconds(2));
        report.Detail.Http!.StatusCode.ShouldBe(200);
        report.Detail.Http.ResponseBody.ShouldStartWith("..");
    }

    [Fact]
    public async Task Proxy_of_the_environment_is_not_used()
    {
        await using var proxy = WebhookReceiver.Start();
        await using var receiver = WebhookReceiver.Start();
        var (variable, usual) = (Environment.GetEnvironmentVariable("HTTP_PROXY"), HttpClient.DefaultProxy);
        Environment.SetEnvironmentVariable("HTTP_PROXY", proxy.Url);
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);
        try
        {
            using var lab = new WebhookLab();

            var report = await lab.DeliverAsync(receiver.Url);

            report.Outcome.ShouldBe(JobOutcome.Done);
            proxy.Connections.ShouldBe(0);
        }
        finally
        {
            Environment.SetEnvironmentVariable("HTTP_PROXY", variable);
            HttpClient.DefaultProxy = usual;
        }
    }
}
