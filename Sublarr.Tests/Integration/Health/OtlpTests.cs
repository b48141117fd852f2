using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Health;

// Alone: a collector hears of every Sublarr in the process.
[Collection(nameof(Alone))]
public sealed class OtlpTests
{
    [Fact]
    public async Task Measurements_and_traces_reach_the_collector_that_the_standard_variable_names()
    {
        await using var collector = WebhookReceiver.Start();
        await using var receiver = WebhookReceiver.Start();
        await using (var app = new CollectedApp(collector.Port))
        {
            using var api = app.CreateApiClient();
            using var created = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "subtitle_downloaded", url = receiver.Url });
            var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
            using var test = await api.PostAsync($"/api/v1/webhooks/{id}/test", null);
            test.EnsureSuccessStatusCode();
        }

        var sent = collector.Requests.ToLookup(request => request.Target, request => Encoding.Latin1.GetString(request.Body));
        sent["/v1/metrics"].ShouldContain(body => body.Contains("sublarr.attempts") && body.Contains("sublarr.queue.jobs") && body.Contains("webhook"));
        sent["/v1/traces"].ShouldContain(body => body.Contains("sublarr.channel"));
    }

    private sealed class CollectedApp(int port) : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}");
            builder.UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        }
    }
}
