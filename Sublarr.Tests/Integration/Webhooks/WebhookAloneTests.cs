using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

[Collection(nameof(Alone))]
public sealed class WebhookAloneTests
{
    [Fact]
    public async Task Dripping_answer_is_read_until_the_timeout_and_counts_by_its_status()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Drip(TimeSpan.FromMilliseconds(500))).Then(ReceiverAnswer.Status(204));
        using var lab = new WebhookLab();
        await lab.DeliverAsync(receiver.Url);
        var watch = Stopwatch.StartNew();

        var report = await lab.DeliverAsync(receiver.Url, timeoutSeconds: 2);

        watch.Elapsed.TotalMilliseconds.ShouldBe(2000, tolerance: 250);
        report.Outcome.ShouldBe(JobOutcome.Done);
        report.Detail.Http!.StatusCode.ShouldBe(200);
        report.Detail.Http.ResponseBody.ShouldStartWith("..");
    }

    [Fact]
    public async Task Answers_without_end_leave_memory_as_it_was()
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Flood);
        using var lab = new WebhookLab();
        await FloodAsync(5);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await FloodAsync(40);

        // Some 100 MB would have come in by then.
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(2_000_000);

        async Task FloodAsync(int times)
        {
            for (var time = 0; time < times; time++)
            {
                (await lab.DeliverAsync(receiver.Url)).Detail.Http!.ResponseTruncated.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public async Task A_test_is_marked_as_one_and_its_request_and_answer_are_told_within_a_second_of_its_end()
    {
        var answered = new Stopwatch();
        await using var receiver = WebhookReceiver.Start(new ReceiverAnswer(async (socket, stream, stop) =>
        {
            await Task.Delay(300, stop);
            answered.Start();
            return await ReceiverAnswer.Status(418, "short and stout").WriteAsync(socket, stream, stop);
        }));
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        using var created = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "subtitle_downloaded", url = receiver.Url });
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();

        using var test = await api.PostAsync($"/api/v1/webhooks/{id}/test", null);
        var told = await test.Content.ReadFromJsonAsync<JsonElement>();

        answered.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        var http = told.GetProperty("detail").GetProperty("http");
        (told.GetProperty("success").GetBoolean(), http.GetProperty("status_code").GetInt32(), http.GetProperty("response_body").GetString()).ShouldBe((false, 418, "short and stout"));
        http.GetProperty("request_body").GetString().ShouldBe(System.Text.Encoding.UTF8.GetString(receiver.Request.Body));
        var body = JsonDocument.Parse(receiver.Request.Body).RootElement;
        body.GetProperty("test").GetBoolean().ShouldBeTrue();
        // Without what is for this machine alone.
        var known = EventCatalog.Find("subtitle_downloaded")!;
        JsonElement.DeepEquals(body.GetProperty("data"), JsonDocument.Parse(known.Share(known.Example.GetRawText())).RootElement).ShouldBeTrue();
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
