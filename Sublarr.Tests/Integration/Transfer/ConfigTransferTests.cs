using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;
using static Sublarr.Tests.Fixtures.ConfigTransfer;

namespace Sublarr.Tests.Integration.Transfer;

public sealed class ConfigTransferTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Passphrase = "four unusual words here";

    private readonly SublarrApp _app = new();
    private readonly SublarrApp _other = new();
    private HttpClient _api = null!;
    private HttpClient _otherApi = null!;

    public Task InitializeAsync()
    {
        (_api, _otherApi) = (_app.CreateApiClient(), _other.CreateApiClient());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task An_encrypted_export_makes_another_Sublarr_the_same_and_its_webhooks_are_signed_alike()
    {
        await using var receiver = WebhookReceiver.Start();
        await FillAsync(receiver.Url);

        var document = await ExportAsync(_api, Passphrase);
        var done = await ImportAsync(_otherApi, document, Passphrase);
        var id = (await _otherApi.GetFromJsonAsync<JsonElement>("/api/v1/webhooks"))[0].GetProperty("id").GetInt64();
        using var test = await _otherApi.PostAsync($"/api/v1/webhooks/{id}/test", null);

        document.ShouldNotContain(Secret[6..]);
        document.ShouldNotContain("canary");
        done.GetProperty("created").GetInt32().ShouldBe(2);
        done.GetProperty("missing_secrets").GetArrayLength().ShouldBe(0);
        WebhookVerifier.Verify(receiver.Request, Secret, DateTimeOffset.UtcNow).ShouldBeTrue();
        receiver.Request["X-Key"].ShouldBe("canary-header");
        receiver.Request["Authorization"].ShouldBe("Bearer canary-token");
        Canonical(await ExportAsync(_otherApi)).ShouldBe(Canonical(await ExportAsync(_api)));
    }

    [Fact]
    public async Task Importing_twice_changes_nothing_the_second_time()
    {
        await FillAsync("http://192.168.7.7/hook");
        var document = await ExportAsync(_api, Passphrase);
        await ImportAsync(_otherApi, document, Passphrase);
        var before = await StateAsync(_other);

        var again = await ImportAsync(_otherApi, document, Passphrase);

        again.GetProperty("unchanged").GetInt32().ShouldBe(2);
        again.GetProperty("created").GetInt32().ShouldBe(0);
        again.GetProperty("changed").GetInt32().ShouldBe(0);
        (await StateAsync(_other)).ShouldBe(before);
    }

    [Fact]
    public async Task A_dry_run_tells_field_by_field_and_stores_nothing()
    {
        await FillAsync("http://192.168.7.7/hook");
        await PostAsync(_api, "/api/v1/hooks", new { name = "Stays", event_name = "*", script_path = "stay.sh" });
        var document = JsonNode.Parse(await ExportAsync(_api))!;
        var webhook = Item(document, "webhook");
        webhook["settings"]!["url"] = "http://192.168.7.8/hook";
        webhook["settings"]!["headers"]!["X-Key"] = "another value";
        webhook["enabled"] = false;
        document["subscriptions"]!.AsArray().Remove(document["subscriptions"]!.AsArray().Single(item => (string)item!["name"]! == "Stays"));
        var before = await StateAsync(_app);

        var plan = await ImportAsync(_api, document.ToJsonString(), dryRun: true);

        plan.GetProperty("applied").GetBoolean().ShouldBeFalse();
        plan.GetProperty("not_in_document")[0].GetProperty("name").GetString().ShouldBe("Stays");
        var item = plan.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("channel").GetString() == "webhook");
        item.GetProperty("action").GetString().ShouldBe("change");
        var changes = item.GetProperty("changes").EnumerateArray().ToDictionary(change => change.GetProperty("field").GetString()!);
        changes.Keys.ShouldBe(["enabled", "url", "headers.X-Key"], ignoreOrder: true);
        changes["url"].GetProperty("before").GetString().ShouldBe("http://192.168.7.7/hook");
        changes["url"].GetProperty("after").GetString().ShouldBe("http://192.168.7.8/hook");
        changes["headers.X-Key"].GetProperty("is_secret").GetBoolean().ShouldBeTrue();
        plan.GetRawText().ShouldNotContain("another value");
        (await StateAsync(_app)).ShouldBe(before);
    }

    [Fact]
    public async Task Secrets_that_are_left_out_stay_where_they_are_known_and_are_asked_for_where_not()
    {
        await FillAsync("http://192.168.7.7/hook");
        var document = await ExportAsync(_api);

        var here = await ImportAsync(_api, document, dryRun: true);
        var there = await ImportAsync(_otherApi, document, dryRun: true);
        using var refused = await SendAsync(_otherApi, document, null, dryRun: false);

        document.ShouldNotContain("whsec_");
        here.GetProperty("unchanged").GetInt32().ShouldBe(2);
        here.GetProperty("missing_secrets").GetArrayLength().ShouldBe(0);
        there.GetProperty("missing_secrets").EnumerateArray().Where(secret => secret.GetProperty("is_required").GetBoolean())
            .Select(secret => secret.GetProperty("path").GetString())
            .ShouldBe(["subscriptions[1].settings.auth_secret", "subscriptions[1].settings.headers.X-Key", "subscriptions[1].settings.secret"], ignoreOrder: true);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ErrorsAsync(refused)).Keys.ShouldContain("subscriptions[1].settings.secret");
        (await StateAsync(_other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_wrong_field_refuses_the_whole_document_and_every_fault_is_named_by_its_path()
    {
        var document = """
            {"format":"sublarr-configuration","version":1,"subscriptions":[
              {"channel":"script","name":"Good","event_names":["*"],"settings":{"script_path":"good.sh"}},
              {"channel":"script","name":"Outside","event_names":["no_such_event"],"timeout_seconds":0,"settings":{"script_path":"../../etc/passwd"}},
              {"channel":"webhook","name":"Typing","event_names":["*"],"retry_count":"many","settings":{"url":"ftp://x","secret":"short","auth_type":7,"colour":"red"}}]}
            """;

        using var response = await SendAsync(_api, document, null, dryRun: false);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ErrorsAsync(response)).Keys.ShouldBe(
            [
                "subscriptions[1].event_names", "subscriptions[1].timeout_seconds", "subscriptions[1].settings.script_path",
                "subscriptions[2].retry_count", "subscriptions[2].settings.auth_type", "subscriptions[2].settings.colour",
            ],
            ignoreOrder: true);
        (await StateAsync(_app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_or_missing_passphrase_is_said_and_nothing_is_stored()
    {
        await FillAsync("http://192.168.7.7/hook");
        var document = await ExportAsync(_api, Passphrase);

        using var wrong = await SendAsync(_otherApi, document, Passphrase + "!", dryRun: false);
        using var missing = await SendAsync(_otherApi, document, null, dryRun: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/config/export");
        request.Headers.Add("X-Config-Passphrase", "short");
        using var tooShort = await _api.SendAsync(request);

        (await ErrorsAsync(wrong)).Keys.ShouldBe(["passphrase"]);
        (await ErrorsAsync(missing)).Keys.ShouldBe(["passphrase"]);
        (await ErrorsAsync(tooShort)).Keys.ShouldBe(["passphrase"]);
        (await StateAsync(_other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_is_out_of_date_is_refused()
    {
        await FillAsync("http://192.168.7.7/hook");
        var document = (await ExportAsync(_api)).Replace("192.168.7.7", "192.168.7.8");
        var plan = (await ImportAsync(_api, document, dryRun: true)).GetProperty("plan").GetString();
        var id = (await _api.GetFromJsonAsync<JsonElement>("/api/v1/webhooks"))[0].GetProperty("id").GetInt64();
        using var meanwhile = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { timeout_seconds = 99 });

        using var response = await _api.PostAsync($"/api/v1/config/import?plan={plan}", new StringContent(document, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await _api.GetStringAsync("/api/v1/webhooks")).ShouldContain("192.168.7.7");
    }

    [Fact]
    public async Task An_import_is_published_by_names_of_fields_and_never_by_value()
    {
        await FillAsync("http://192.168.7.7/hook");
        await ImportAsync(_otherApi, await ExportAsync(_api, Passphrase), Passphrase);

        await using var context = await _other.ContextAsync();
        var facts = await context.Events.Where(row => row.Name == "config_updated").Select(row => row.Data).ToListAsync();

        facts.Count.ShouldBe(2);
        facts.ShouldContain(data => data.Contains("\"secret\"") && data.Contains("\"changed_by\":\"api\""));
        facts.ShouldAllBe(data => !data.Contains(Secret) && !data.Contains("canary"));
    }

    [Fact]
    public async Task Two_of_one_name_are_refused_on_both_ways()
    {
        await PostAsync(_api, "/api/v1/hooks", new { name = "Same", event_name = "*", script_path = "a.sh" });
        await PostAsync(_api, "/api/v1/hooks", new { name = "Same", event_name = "*", script_path = "b.sh" });
        var document = """
            {"format":"sublarr-configuration","version":1,"subscriptions":[
              {"channel":"script","name":"Same","event_names":["*"],"settings":{"script_path":"good.sh"}},
              {"channel":"script","name":" Same ","event_names":["*"],"settings":{"script_path":"good.sh"}}]}
            """;

        using var export = await _api.GetAsync("/api/v1/config/export");
        using var import = await SendAsync(_otherApi, document, null, dryRun: true);
        using var ambiguous = await SendAsync(_api, document, null, dryRun: true);

        (await ErrorsAsync(export))["subscriptions"].ShouldContain("2 subscriptions of the channel script are named \"Same\"");
        (await ErrorsAsync(import)).Keys.ShouldBe(["subscriptions[1].name"]);
        (await ErrorsAsync(ambiguous)).Keys.ShouldBe(["subscriptions[0].name", "subscriptions[1].name"]);
    }

    private async Task FillAsync(string url)
    {
        await PostAsync(_api, "/api/v1/hooks", new { name = "Copy", event_names = new[] { "subtitle_*" }, script_path = "copy.sh", timeout_seconds = 77, retry_count = 3 });
        await PostAsync(_api, "/api/v1/webhooks", new
        {
            name = "Receiver",
            event_name = "*",
            url,
            secret = Secret,
            headers = new Dictionary<string, string> { ["X-Key"] = "canary-header" },
            auth_type = "bearer",
            auth_secret = "canary-token",
            filter = new { field = "language", @operator = "eq", value = "en" },
        });
    }

    private static async Task PostAsync(HttpClient api, string path, object body)
    {
        using var response = await api.PostAsJsonAsync(path, body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
    }

    private static async Task<Dictionary<string, string>> ErrorsAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return problem.GetProperty("errors").EnumerateObject().ToDictionary(field => field.Name, field => string.Join(' ', field.Value.EnumerateArray().Select(text => text.GetString())));
    }

    private static JsonNode Item(JsonNode document, string channel) => document["subscriptions"]!.AsArray().First(item => (string)item!["channel"]! == channel)!;

    private static string Canonical(string document) => JsonNode.Parse(document)!["subscriptions"]!.ToJsonString();

    private static async Task<List<string>> StateAsync(SublarrApp app)
    {
        await using var context = await app.ContextAsync();
        return [.. (await context.Subscriptions.AsNoTracking().ToListAsync()).Select(row =>
            $"{row.Id} {row.Channel} {row.Name} {string.Join(',', row.EventNames)} {row.ContentFilterJson} {row.Settings} {row.TimeoutSeconds} {row.RetryCount} {row.IsEnabled}")];
    }
}
