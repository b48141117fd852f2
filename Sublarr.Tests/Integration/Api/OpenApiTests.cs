using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Api;

public sealed class OpenApiTests
{
    private static readonly string[] documented =
    [
        "/api/v1/hooks",
        "/api/v1/hooks/{id}",
        "/api/v1/hooks/{id}/test",
        "/api/v1/hooks/sandbox",
        "/api/v1/hooks/logs",
        "/api/v1/webhooks",
        "/api/v1/audit",
        "/api/v1/alerts",
        "/api/v1/alerts/seen",
        "/api/v1/webhooks/{id}/pause",
        "/api/v1/webhooks/{id}/resume",
        "/api/v1/hooks/{id}/held",
        "/api/v1/hooks/{id}/enable",
        "/api/v1/webhooks/templates",
        "/api/v1/webhooks/preview",
        "/api/v1/jobs",
        "/api/v1/queue",
        "/api/v1/schedules",
        "/api/v1/schedules/{key}",
        "/api/v1/schedules/{key}/run",
        "/api/v1/languages",
        "/api/v1/profiles",
        "/api/v1/profiles/{id}",
        "/api/v1/profiles/assignments",
        "/api/v1/profiles/for",
        "/api/v1/config/export",
        "/api/v1/config/import",
        "/api/v1/settings/egress",
        "/api/v1/settings/egress/check",
        "/api/v1/events/catalog",
        "/api/v1/releases/parse",
        "/api/v1/library/series",
        "/api/v1/library/movies/{id}",
        "/api/v1/library/files/{id}",
        "/api/v1/library/scan",
        "/webhooks/sonarr/{instance}",
    ];

    [Fact]
    public async Task The_document_names_every_path_and_how_to_give_the_key()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        var document = await api.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        document.GetProperty("info").GetProperty("title").GetString().ShouldBe("Sublarr");
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("api_key").GetProperty("name").GetString().ShouldBe("X-Api-Key");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in documented)
        {
            paths.ShouldContain(path);
        }

        var hook = document.GetProperty("components").GetProperty("schemas").GetProperty("HookRequest").GetProperty("properties");
        var fields = hook.EnumerateObject().Select(field => field.Name).ToList();
        foreach (var field in (string[])["script_path", "working_mode", "idempotent", "environment_names"])
        {
            fields.ShouldContain(field);
        }

        document.GetProperty("paths").GetProperty("/api/v1/hooks/{id}/test").GetProperty("post").GetProperty("requestBody").ValueKind.ShouldBe(JsonValueKind.Object);
        var webhook = document.GetProperty("components").GetProperty("schemas").GetProperty("WebhookRequest").GetProperty("properties").EnumerateObject().Select(field => field.Name).ToList();
        foreach (var field in (string[])["payload_template", "content_type", "retry_schedule", "retry_count", "in_flight", "rate_limit", "rate_period", "max_age", "ca_certificate", "client_certificate", "allow_invalid_certificate", "hub_signature"])
        {
            webhook.ShouldContain(field);
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_a_problem_with_a_body()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        foreach (var path in (string[])["/api/v1/hooks/4711", "/api/v1/jobs/4711", "/api/v1/nothing"])
        {
            using var response = await api.GetAsync(path);

            response.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, path);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", path);
        }
    }
}
