using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Infrastructure.Events;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class PayloadTemplateApiTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Each_ready_made_template_can_be_saved_for_every_event_and_is_sent()
    {
        await using var receiver = WebhookReceiver.Start();
        var presets = await _api.GetFromJsonAsync<JsonElement>("/api/v1/webhooks/templates");

        foreach (var preset in presets.EnumerateArray())
        {
            var id = await CreateAsync(new
            {
                name = preset.GetProperty("label").GetString(),
                event_name = "*",
                enabled = false,
                url = receiver.Url,
                payload_template = preset.GetProperty("payload_template").GetString(),
                content_type = preset.GetProperty("content_type").GetString(),
            });
            using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test?event_name=job_failed", null);
            (await test.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("success").GetBoolean().ShouldBeTrue();
        }

        receiver.Requests.Count.ShouldBe(presets.GetArrayLength());
        receiver.Requests.ShouldAllBe(request => Encoding.UTF8.GetString(request.Body).Contains("Test: Job failed"));
    }

    [Theory]
    [InlineData("{\"a\": \"{{title\"}", "application/json", "payload_template", "Line 1: {{ is not closed")]
    [InlineData("{\"a\": {{title}}}", "application/json", "payload_template", "gives no body for subtitle_downloaded. Line 1")]
    [InlineData("x", "image/png", "content_type", "\"image/png\" is no content type of a text")]
    [InlineData("x", "text/plain\r\nX-Evil: 1", "content_type", "is no content type of a text")]
    [InlineData("x", "text/plain; charset=latin1", "content_type", "is no content type of a text")]
    public async Task What_is_wrong_with_a_template_is_said_at_its_field(string template, string contentType, string field, string message)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", new
        {
            name = "Receiver",
            event_name = "subtitle_downloaded",
            url = "http://192.0.2.1/",
            payload_template = template,
            content_type = contentType,
        });

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem();
        error.Name.ShouldBe(field);
        error.Value[0].GetString()!.ShouldContain(message);
    }

    [Fact]
    public async Task A_template_is_kept_when_it_is_left_out_and_taken_away_by_an_empty_one()
    {
        var id = await CreateAsync(new { name = "Receiver", event_name = "*", url = "http://192.0.2.1/", payload_template = "{{summary}}", content_type = "text/plain" });

        using var renamed = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Renamed" });
        using var emptied = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { payload_template = "" });

        var kept = await renamed.Content.ReadFromJsonAsync<JsonElement>();
        (kept.GetProperty("payload_template").GetString(), kept.GetProperty("content_type").GetString()).ShouldBe(("{{summary}}", "text/plain"));
        var gone = await emptied.Content.ReadFromJsonAsync<JsonElement>();
        (gone.GetProperty("payload_template").GetString(), gone.GetProperty("content_type").GetString()).ShouldBe(("", "application/json"));
    }

    [Fact]
    public async Task A_preview_shows_the_body_for_an_example_and_for_what_has_happened()
    {
        await _app.Services.GetRequiredService<IEventBus>().PublishAsync(SubtitleDownloaded.Example with { Title = "Real" }, EventCause.None, CancellationToken.None);
        string stored;
        await using (var context = await _app.ContextAsync())
        {
            stored = context.Events.Single(row => row.Name == "subtitle_downloaded").Id;
        }

        var example = await PreviewAsync(new { payload_template = "{\"t\": \"{{title}}\", \"x\": \"{{titel}}\"}", event_name = "subtitle_downloaded" });
        var real = await PreviewAsync(new { payload_template = "{{title}}", content_type = "text/plain", event_id = stored });
        var broken = await PreviewAsync(new { payload_template = "{{#x}}", event_name = "subtitle_downloaded" });

        example.GetProperty("body").GetString().ShouldBe("{\"t\": \"The Harbour Line\", \"x\": \"\"}");
        example.GetProperty("missing")[0].GetString().ShouldBe("titel");
        real.GetProperty("body").GetString().ShouldBe("Real");
        broken.GetProperty("problem").GetString().ShouldBe("Line 1: {{#x}} is not closed: write {{/x}} where it ends.");
    }

    [Fact]
    public async Task An_event_that_nobody_knows_gives_no_preview()
    {
        using var stored = await _api.PostAsJsonAsync("/api/v1/webhooks/preview", new { payload_template = "x", event_id = "evt_nothing" });
        using var named = await _api.PostAsJsonAsync("/api/v1/webhooks/preview", new { payload_template = "x", event_name = "nothing" });

        stored.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        named.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonElement> PreviewAsync(object body)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks/preview", body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<long> CreateAsync(object body)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
