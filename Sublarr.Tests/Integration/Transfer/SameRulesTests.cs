using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Transfer;

/// <summary>What the API refuses, an import refuses in the same words.</summary>
public sealed class SameRulesTests
{
    [Theory]
    [InlineData("webhook", "payload_template", "\"{\\\"text\\\": {{title}}}\"", "is no JSON")]
    [InlineData("webhook", "payload_template", "\"{{#title}}\"", "")]
    [InlineData("webhook", "url", "\"ftp://example.org\"", "must start with http://")]
    [InlineData("webhook", "in_flight", "0", "1 to 16")]
    [InlineData("webhook", "rate_limit", "101", "rate limit")]
    [InlineData("webhook", "max_age", "99999999", "maximum age")]
    [InlineData("webhook", "headers", "{\"Host\": \"x\"}", "Host")]
    [InlineData("webhook", "ca_certificate", "\"nonsense\"", "")]
    [InlineData("webhook", "event_names", "[\"no_such_event\"]", "There is no event")]
    [InlineData("webhook", "timeout_seconds", "0", "timeout must be")]
    [InlineData("webhook", "name", "\"\"", "")]
    [InlineData("script", "ordering", "\"per_title\"", "To keep an order")]
    [InlineData("script", "script_path", "\"../outside.sh\"", "")]
    [InlineData("script", "environment_names", "[\"SUBLARR_API_KEY\"]", "")]
    [InlineData("script", "retry_count", "21", "0 to 20")]
    public async Task What_the_api_refuses_an_import_refuses_too(string channel, string field, string value, string word)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var body = channel == "webhook"
            ? new JsonObject { ["name"] = "Receiver", ["event_names"] = new JsonArray("subtitle_downloaded"), ["url"] = "http://192.168.7.7/hook" }
            : new JsonObject { ["name"] = "Copy", ["event_names"] = new JsonArray("subtitle_downloaded"), ["script_path"] = "copy.sh", ["working_mode"] = "skip" };
        var path = channel == "webhook" ? "/api/v1/webhooks" : "/api/v1/hooks";
        using var created = await api.PostAsync(path, Json(body));
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        var exported = JsonNode.Parse(await api.GetStringAsync("/api/v1/config/export"))!;
        var item = exported["subscriptions"]![0]!.AsObject();
        var settings = item["settings"]!.AsObject();
        (settings.ContainsKey(field) ? settings : item)[field] = JsonNode.Parse(value);

        using var put = await api.PutAsync($"{path}/1", Json(new JsonObject { [field] = JsonNode.Parse(value) }));
        using var import = await api.PostAsync("/api/v1/config/import?dry_run=true", Json(exported));

        var refused = await ErrorsAsync(put);
        refused.Keys.ShouldBe([field]);
        refused[field].ShouldContain(word);
        var (where, message) = (await ErrorsAsync(import)).ShouldHaveSingleItem();
        where.ShouldEndWith($".{field}");
        // A name is what an import finds a subscription by, and says so.
        if (field != "name")
        {
            message.ShouldBe(refused[field]);
        }
    }

    [Fact]
    public async Task The_name_of_a_certificate_is_read_from_the_certificate_and_not_believed()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var document = JsonNode.Parse("""
            {"format":"sublarr-configuration","version":1,"subscriptions":[
              {"channel":"webhook","name":"Receiver","event_names":["*"],"settings":
                {"url":"http://192.168.7.7/hook","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw","certificate_holder":"CN=nobody"}}]}
            """)!;

        using var import = await api.PostAsync("/api/v1/config/import?dry_run=false", Json(document));

        import.StatusCode.ShouldBe(HttpStatusCode.OK, await import.Content.ReadAsStringAsync());
        var webhook = (await api.GetFromJsonAsync<JsonElement>("/api/v1/webhooks"))[0];
        webhook.GetProperty("client_certificate").ValueKind.ShouldBe(JsonValueKind.Null);
        webhook.GetProperty("client_certificate_name").GetString().ShouldBeEmpty();
    }

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private static async Task<Dictionary<string, string>> ErrorsAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject()
            .ToDictionary(error => error.Name, error => error.Value[0].GetString()!);
    }
}
