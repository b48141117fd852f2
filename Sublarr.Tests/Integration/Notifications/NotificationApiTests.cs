using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Notifications;

public sealed class NotificationApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/notifications";

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;
    private FakeNtfy _ntfy = null!;

    public async Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        _ntfy = await FakeService.StartAsync<FakeNtfy>();
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _ntfy.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_notification_is_created_masked_tested_switched_and_deleted()
    {
        var created = await CreateAsync(new { topic = FakeNtfy.ProtectedTopic, url = _ntfy.Url, token = FakeNtfy.Token });
        var id = created.GetProperty("id").GetInt64();

        using var test = await _api.PostAsJsonAsync($"{Path}/{id}/test", new { event_name = "upgrade_complete" });
        using var paused = await _api.PostAsync($"{Path}/{id}/pause", null);
        using var held = await _api.GetAsync($"{Path}/{id}/held");
        using var resumed = await _api.PostAsync($"{Path}/{id}/resume", null);
        var list = await _api.GetFromJsonAsync<JsonElement>(Path);
        using var deleted = await _api.DeleteAsync($"{Path}/{id}");
        using var gone = await _api.GetAsync($"{Path}/{id}");

        created.GetProperty("settings").GetProperty("token").GetString().ShouldBe("***");
        created.GetProperty("settings").GetProperty("priority").GetString().ShouldBe("default");
        created.GetProperty("kind").GetString().ShouldBe("ntfy");
        (await test.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("success").GetBoolean().ShouldBeTrue();
        _ntfy.Messages.ShouldHaveSingleItem().GetProperty("title").GetString().ShouldBe("Test: Upgrade complete");
        (paused.StatusCode, held.StatusCode, resumed.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.OK));
        list.GetArrayLength().ShouldBe(1);
        (deleted.StatusCode, gone.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("""{"name":"Renamed"}""", true)]
    [InlineData("""{"settings":{"token":"***"}}""", true)]
    [InlineData("""{"settings":{"token":null,"priority":"high"}}""", true)]
    [InlineData("""{"settings":{"token":""}}""", false)]
    public async Task What_is_left_out_or_masked_keeps_what_is_stored_and_an_empty_text_takes_it_away(string change, bool isKept)
    {
        var id = (await CreateAsync(new { topic = FakeNtfy.ProtectedTopic, url = _ntfy.Url, token = FakeNtfy.Token })).GetProperty("id").GetInt64();

        using var put = await _api.PutAsync($"{Path}/{id}", new StringContent(change, System.Text.Encoding.UTF8, "application/json"));
        var changed = await put.Content.ReadFromJsonAsync<JsonElement>();
        using var test = await _api.PostAsync($"{Path}/{id}/test", null);

        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.GetProperty("settings").GetProperty("topic").GetString().ShouldBe(FakeNtfy.ProtectedTopic);
        changed.GetProperty("settings").GetProperty("token").GetString().ShouldBe(isKept ? "***" : "");
        (await test.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("success").GetBoolean().ShouldBe(isKept);
    }

    [Theory]
    [InlineData("""{"topic":""}""", "settings.topic", "Enter the topic")]
    [InlineData("""{"topic":"no spaces please"}""", "settings.topic", "A topic has up to 64 letters")]
    [InlineData("""{"topic":"ok","url":"ftp://example.org"}""", "settings.url", "must start with http://")]
    [InlineData("""{"topic":"ok","url":"https://ntfy.sh:25"}""", "settings.url", "speaks no HTTP")]
    [InlineData("""{"topic":"ok","priority":"loud"}""", "settings.priority", "it must be one of min, low, default, high, max")]
    [InlineData("""{"topic":"ok","priority":3}""", "settings.priority", "it must be one of")]
    [InlineData("""{"topic":"ok","token":7}""", "settings.token", "A secret is a text")]
    [InlineData("""{"topic":"ok","headers":{"Host":"a"}}""", "settings.headers", "Sublarr sets the header Host itself")]
    [InlineData("""{"topic":"ok","volume":11}""", "settings.volume", "knows no such field")]
    public async Task What_cannot_be_used_is_named_with_what_helps(string settings, string field, string message)
    {
        using var response = await PostAsync($$"""{"name":"Phone","kind":"ntfy","event_name":"*","settings":{{settings}}}""");

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(message);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        using var response = await PostAsync("""{"name":"","kind":"ntfy","event_names":["no_such_event"],"settings":{}}""");

        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name);
        errors.ShouldBe(["name", "event_names", "settings.topic"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_kind_that_there_is_not_is_named_with_those_there_are_and_a_kind_stays()
    {
        using var unknown = await PostAsync("""{"name":"Phone","kind":"telegraph","event_name":"*","settings":{}}""");
        using var own = await PostAsync("""{"name":"Phone","kind":"webhook","event_name":"*","settings":{}}""");
        var id = (await CreateAsync(new { topic = "sublarr" })).GetProperty("id").GetInt64();
        using var changed = await _api.PutAsJsonAsync($"{Path}/{id}", new { kind = "webhook" });

        (await unknown.Content.ReadAsStringAsync()).ShouldMatch("use one of [^.]*ntfy");
        own.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await changed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("kind").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_schema_tells_all_that_can_be_set()
    {
        var schema = await _api.GetFromJsonAsync<JsonElement>($"{Path}/schema");

        var ntfy = schema.EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "ntfy");
        var fields = ntfy.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!);
        fields.Keys.ShouldBe(["url", "topic", "token", "priority", "headers"]);
        fields.Values.Select(field => field.GetProperty("kind").GetString()).ShouldBe(["address", "text", "secret", "choice", "headers"]);
        fields["url"].GetProperty("default").GetString().ShouldBe("https://ntfy.sh");
        fields["topic"].GetProperty("required").GetBoolean().ShouldBeTrue();
        fields["token"].GetProperty("secret").GetBoolean().ShouldBeTrue();
        fields["priority"].GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()).ShouldBe(["min", "low", "default", "high", "max"]);
        ntfy.GetProperty("events").EnumerateArray().Select(name => name.GetString()).ShouldContain("subtitle_downloaded");
    }

    [Fact]
    public async Task The_id_of_a_notification_is_no_webhook_and_that_of_a_webhook_no_notification()
    {
        var id = (await CreateAsync(new { topic = "sublarr" })).GetProperty("id").GetInt64();
        using var webhook = await _api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "*", url = "http://192.0.2.1/" });
        var other = (await webhook.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();

        using var asWebhook = await _api.GetAsync($"/api/v1/webhooks/{id}");
        using var asNotification = await _api.DeleteAsync($"{Path}/{other}");

        (asWebhook.StatusCode, asNotification.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    private async Task<JsonElement> CreateAsync(object settings)
    {
        using var response = await _api.PostAsJsonAsync(Path, new { name = "Phone", kind = "ntfy", event_names = new[] { "upgrade_complete" }, settings });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> PostAsync(string json) => _api.PostAsync(Path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
}
