using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.IncomingWebhooks;

namespace Sublarr.Tests.Integration.Incoming;

public sealed class IncomingWebhookRefusalTests(SublarrApp app) : IClassFixture<SublarrApp>
{
    private readonly HttpClient _client = app.CreateApiClient();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\uFEFF", "empty")]
    [InlineData("   ", "not a JSON object")]
    [InlineData("Download", "not a JSON object")]
    [InlineData("eventType=Download", "not a JSON object")]
    [InlineData("{", "not a JSON object")]
    [InlineData("{\"eventType\":\"Test\"} x", "not a JSON object")]
    [InlineData("{\"eventType\":\"Te\nst\"}", "not a JSON object")]
    [InlineData("{\"eventType\":\"Te\0st\"}", "not a JSON object")]
    [InlineData("{\"eventType\":\"Test\",}", "not a JSON object")]
    [InlineData("{\"eventType\":\"\\ud8\"}", "not a JSON object")]
    [InlineData("[{\"eventType\":\"Test\"}]", "array")]
    [InlineData("\"Test\"", "string")]
    [InlineData("null", "null")]
    [InlineData("12", "number")]
    public async Task Body_that_is_no_object_is_refused_by_name(string body, string problem)
    {
        var detail = await RefusedAsync(Encoding.UTF8.GetBytes(body), HttpStatusCode.BadRequest);

        detail.ShouldContain(problem);
        detail.ShouldContain("Connect > Webhook");
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 })]
    public async Task Body_that_is_no_utf8_is_refused_by_name(byte[] body)
    {
        var detail = await RefusedAsync(body, HttpStatusCode.BadRequest);

        detail.ShouldContain("UTF-8");
    }

    [Fact]
    public async Task Nesting_has_a_limit()
    {
        var allowed = Encoding.UTF8.GetBytes($$"""{"a":{{new string('[', 63)}}{{new string(']', 63)}}}""");
        var tooDeep = Encoding.UTF8.GetBytes($$"""{"a":{{new string('[', 64)}}{{new string(']', 64)}}}""");

        using var response = await _client.PostAsync("/webhooks/sonarr", IncomingWebhookTests.Json(allowed));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await RefusedAsync(tooDeep, HttpStatusCode.BadRequest)).ShouldContain("depth of 64");
    }

    [Fact]
    public async Task Body_up_to_the_limit_is_taken()
    {
        var body = Encoding.UTF8.GetBytes("""{"eventType":"Test"}""".PadRight(ReceiveWebhook.BodyLimit));

        using var announced = await _client.PostAsync("/webhooks/sonarr", IncomingWebhookTests.Json(body));
        using var chunked = await _client.PostAsync("/webhooks/sonarr", new Chunked(body));

        announced.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        chunked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Body_beyond_the_limit_is_refused_whether_it_says_so_or_not()
    {
        var body = Encoding.UTF8.GetBytes("""{"eventType":"Test"}""".PadRight(ReceiveWebhook.BodyLimit + 1));

        (await RefusedAsync(body, HttpStatusCode.RequestEntityTooLarge)).ShouldContain("4 MiB");
        (await RefusedAsync(new Chunked(body), HttpStatusCode.RequestEntityTooLarge)).ShouldContain("4 MiB");
    }

    [Fact]
    public async Task Refusal_is_no_redirect_and_no_page()
    {
        using var response = await _client.PostAsync("/webhooks/sonarr/", IncomingWebhookTests.Json([]));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.Location.ShouldBeNull();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private Task<string> RefusedAsync(byte[] body, HttpStatusCode status) => RefusedAsync(IncomingWebhookTests.Json(body), status);

    private async Task<string> RefusedAsync(HttpContent content, HttpStatusCode status)
    {
        using var response = await _client.PostAsync("/webhooks/sonarr", content);
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
    }

    private sealed class Chunked(byte[] body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) => await stream.WriteAsync(body);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
