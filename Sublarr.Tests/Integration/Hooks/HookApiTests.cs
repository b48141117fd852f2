using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Features.Hooks;

namespace Sublarr.Tests.Integration.Hooks;

public sealed class HookApiTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        Script("hello.sh", "#!/bin/sh\necho \"hello $SUBLARR_EVENT_TYPE\"\n");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_hook_is_created_read_changed_and_deleted()
    {
        var created = await PostAsync(new { name = "Hello", event_names = new[] { "subtitle_downloaded", "upgrade_complete" }, script_path = "hello.sh", timeout_seconds = 5, retry_count = 2 }, HttpStatusCode.Created);
        var id = created.GetProperty("id").GetInt64();
        using var put = await _api.PutAsJsonAsync($"/api/v1/hooks/{id}", new { name = "Renamed", enabled = false });
        var changed = await put.Content.ReadFromJsonAsync<JsonElement>();
        var all = await _api.GetFromJsonAsync<JsonElement>("/api/v1/hooks");
        using var delete = await _api.DeleteAsync($"/api/v1/hooks/{id}");
        using var gone = await _api.GetAsync($"/api/v1/hooks/{id}");

        changed.GetProperty("name").GetString().ShouldBe("Renamed");
        changed.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        changed.GetProperty("event_names").EnumerateArray().Select(name => name.GetString()).ShouldBe(["subtitle_downloaded", "upgrade_complete"]);
        changed.GetProperty("timeout_seconds").GetInt32().ShouldBe(5);
        changed.GetProperty("retry_count").GetInt32().ShouldBe(2);
        changed.GetProperty("trigger_count").GetInt64().ShouldBe(0);
        changed.GetProperty("last_status").ValueKind.ShouldBe(JsonValueKind.Null);
        all.GetArrayLength().ShouldBe(1);
        delete.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_script_gets_its_new_name_in_every_hook_that_runs_it()
    {
        Script("other.sh", "#!/bin/sh\n");
        foreach (var (name, script) in new[] { ("First", "hello.sh"), ("Second", "hello.sh"), ("Third", "other.sh") })
        {
            await PostAsync(new { name, event_name = "subtitle_downloaded", script_path = script }, HttpStatusCode.Created);
        }

        var mediator = _app.Services.GetRequiredService<IMediator>();
        var result = await mediator.Send(new RenameScript.Command("hello.sh", "greet.sh"));
        var taken = await Should.ThrowAsync<ValidationException>(() => mediator.Send(new RenameScript.Command("greet.sh", "other.sh")));

        result.ShouldBe(new RenameScript.Result(null, 2));
        taken.Message.ShouldContain("There is a script other.sh already");
        var hooks = await _api.GetFromJsonAsync<JsonElement>("/api/v1/hooks");
        hooks.EnumerateArray().Select(hook => hook.GetProperty("script_path").GetString()).ShouldBe(["greet.sh", "greet.sh", "other.sh"]);
        (await mediator.Send(new GetHookScripts.Query())).Scripts.Select(script => script.Path).ShouldBe(["greet.sh", "other.sh"]);
        (await _api.GetStringAsync("/api/v1/audit")).ShouldContain("\"renamed\"");
    }

    [Fact]
    public async Task An_order_is_stored_and_needs_events_to_wait_in_the_queue()
    {
        var created = await PostAsync(new { name = "Hello", event_name = "subtitle_downloaded", script_path = "hello.sh", ordering = "per_title" }, HttpStatusCode.Created);
        var id = created.GetProperty("id").GetInt64();
        using var renamed = await _api.PutAsJsonAsync($"/api/v1/hooks/{id}", new { name = "Renamed" });
        using var skipping = await _api.PutAsJsonAsync($"/api/v1/hooks/{id}", new { working_mode = "skip" });

        (await renamed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ordering").GetString().ShouldBe("per_title");
        skipping.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await skipping.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("ordering")[0].GetString().ShouldStartWith("To keep an order");
    }

    [Fact]
    public async Task Mode_idempotency_and_environment_are_stored_and_kept_when_they_are_left_out()
    {
        var created = await PostAsync(
            new { name = "Hello", event_name = "subtitle_downloaded", script_path = "hello.sh", working_mode = "replace", idempotent = true, environment_names = new[] { "JELLYFIN_URL" } },
            HttpStatusCode.Created);
        var id = created.GetProperty("id").GetInt64();
        using var put = await _api.PutAsJsonAsync($"/api/v1/hooks/{id}", new { name = "Renamed" });
        var kept = await put.Content.ReadFromJsonAsync<JsonElement>();
        using var second = await _api.PutAsJsonAsync($"/api/v1/hooks/{id}", new { working_mode = "skip", idempotent = false, environment_names = Array.Empty<string>() });
        var changed = await second.Content.ReadFromJsonAsync<JsonElement>();

        kept.GetProperty("working_mode").GetString().ShouldBe("replace");
        kept.GetProperty("idempotent").GetBoolean().ShouldBeTrue();
        kept.GetProperty("environment_names")[0].GetString().ShouldBe("JELLYFIN_URL");
        changed.GetProperty("working_mode").GetString().ShouldBe("skip");
        changed.GetProperty("idempotent").GetBoolean().ShouldBeFalse();
        changed.GetProperty("environment_names").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_servers_own_settings_cannot_be_handed_to_a_script()
    {
        var problem = await PostAsync(
            new { name = "Hello", event_name = "subtitle_downloaded", script_path = "hello.sh", environment_names = new[] { "SUBLARR_API_KEY" } }, HttpStatusCode.BadRequest);

        problem.GetProperty("errors").GetProperty("environment_names")[0].GetString()!.ShouldContain("SUBLARR_API_KEY");
    }

    [Fact]
    public async Task A_single_event_name_is_accepted_too()
    {
        var created = await PostAsync(new { name = "One", event_name = "subtitle_downloaded", script_path = "hello.sh" }, HttpStatusCode.Created);

        created.GetProperty("event_names")[0].GetString().ShouldBe("subtitle_downloaded");
    }

    [Fact]
    public async Task Every_wrong_field_is_named_with_its_remedy()
    {
        var problem = await PostAsync(
            new { name = "", event_names = new[] { "no_such_event" }, script_path = "../../etc/passwd", timeout_seconds = 0, retry_count = 21 }, HttpStatusCode.BadRequest);

        var errors = problem.GetProperty("errors");
        errors.EnumerateObject().Select(field => field.Name).Order().ShouldBe(["event_names", "name", "retry_count", "script_path", "timeout_seconds"]);
        errors.GetProperty("event_names")[0].GetString()!.ShouldContain("no_such_event");
        (await _api.GetFromJsonAsync<JsonElement>("/api/v1/hooks")).GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("event_names")]
    [InlineData("event_name")]
    [InlineData("script_path")]
    [InlineData("timeout_seconds")]
    [InlineData("retry_count")]
    [InlineData("working_mode")]
    [InlineData("idempotent")]
    [InlineData("environment_names")]
    [InlineData("enabled")]
    public async Task A_value_of_the_wrong_type_is_the_senders_fault(string field)
    {
        foreach (var wrong in (JsonNode[])[JsonValue.Create(1.5), new JsonObject { ["a"] = 1 }, new JsonArray(new JsonObject()), JsonValue.Create("words")])
        {
            var body = new JsonObject { ["name"] = "Hello", ["event_name"] = "subtitle_downloaded", ["script_path"] = "hello.sh" };
            body[field] = wrong;

            using var response = await _api.PostAsJsonAsync("/api/v1/hooks", body);

            // A word is right where a text is asked for.
            if (response.StatusCode != HttpStatusCode.Created)
            {
                response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
                response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
                (await response.Content.ReadAsStringAsync()).ShouldContain(field == "event_name" ? "event_name" : field);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    public async Task A_body_that_is_no_object_is_the_senders_fault(string body)
    {
        using var response = await _api.PostAsync("/api/v1/hooks", new StringContent(body, null, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_test_runs_the_script_with_an_example_and_shows_what_it_printed()
    {
        var created = await PostAsync(new { name = "Hello", event_name = "subtitle_downloaded", script_path = "hello.sh" }, HttpStatusCode.Created);
        var id = created.GetProperty("id").GetInt64();

        using var response = await _api.PostAsync($"/api/v1/hooks/{id}/test", null);
        var result = await response.Content.ReadFromJsonAsync<JsonElement>();

        result.GetProperty("success").GetBoolean().ShouldBeTrue();
        var run = result.GetProperty("detail").GetProperty("script");
        run.GetProperty("output").GetString().ShouldBe("hello subtitle_downloaded\n");
        run.GetProperty("exit_code").GetInt32().ShouldBe(0);
        var log = await _api.GetFromJsonAsync<JsonElement>($"/api/v1/hooks/logs?hook_id={id}");
        log.GetProperty("total").GetInt32().ShouldBe(1);
        log.GetProperty("items")[0].GetProperty("event_name").GetString().ShouldBe("subtitle_downloaded");
    }

    [Fact]
    public async Task A_test_runs_with_the_payload_that_is_sent_along()
    {
        Script("title.sh", "#!/bin/sh\necho \"$SUBLARR_EVENT_TYPE $SUBLARR_DATA_TITLE $SUBLARR_TEST\"\ncat\n");
        var id = (await PostAsync(new { name = "Hello", event_name = "subtitle_downloaded", script_path = "title.sh" }, HttpStatusCode.Created)).GetProperty("id").GetInt64();
        var data = JsonSerializer.SerializeToNode(WantedScanComplete.Example, EventJson.Options)!.AsObject();
        data[data.First().Key] = 4711;

        using var response = await _api.PostAsJsonAsync($"/api/v1/hooks/{id}/test", new { event_name = "wanted_scan_complete", data });
        var result = await response.Content.ReadFromJsonAsync<JsonElement>();

        result.GetProperty("success").GetBoolean().ShouldBeTrue();
        var output = result.GetProperty("detail").GetProperty("script").GetProperty("output").GetString()!;
        output.ShouldStartWith("wanted_scan_complete  true\n");
        var body = JsonNode.Parse(output[output.IndexOf('\n')..])!;
        JsonNode.DeepEquals(body["data"], data).ShouldBeTrue();
        body["test"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "event_name": "no_such_event" }""", "event_name")]
    [InlineData("""{ "data": { "title": "Dune" } }""", "event_name")]
    [InlineData("""{ "event_name": "subtitle_downloaded", "data": { "title": 5, "colour": "red" } }""", "data")]
    [InlineData("""{ "event_name": "subtitle_downloaded", "data": [] }""", "data")]
    [InlineData("""{ "event_name": 5 }""", "event_name")]
    public async Task A_payload_that_is_none_of_the_events_is_refused_field_by_field(string body, string field)
    {
        var id = (await PostAsync(new { name = "Hello", event_name = "subtitle_downloaded", script_path = "hello.sh" }, HttpStatusCode.Created)).GetProperty("id").GetInt64();

        using var response = await _api.PostAsync($"/api/v1/hooks/{id}/test", new StringContent(body, null, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name).ShouldBe([field]);
        (await LogAsync("")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_log_is_filtered_paged_and_cleared()
    {
        Script("fail.sh", "#!/bin/sh\nexit 3\n");
        var good = (await PostAsync(new { name = "Good", event_name = "subtitle_downloaded", script_path = "hello.sh" }, HttpStatusCode.Created)).GetProperty("id").GetInt64();
        var bad = (await PostAsync(new { name = "Bad", event_name = "subtitle_downloaded", script_path = "fail.sh" }, HttpStatusCode.Created)).GetProperty("id").GetInt64();
        foreach (var id in (long[])[good, good, bad])
        {
            using var test = await _api.PostAsync($"/api/v1/hooks/{id}/test", null);
        }

        var failed = await LogAsync("success=false");
        var second = await LogAsync("limit=1&offset=1");
        using var cleared = await _api.DeleteAsync("/api/v1/hooks/logs");

        failed.GetProperty("total").GetInt32().ShouldBe(1);
        failed.GetProperty("items")[0].GetProperty("subscription_name").GetString().ShouldBe("Bad");
        failed.GetProperty("items")[0].GetProperty("exit_code").GetInt32().ShouldBe(3);
        second.GetProperty("total").GetInt32().ShouldBe(3);
        second.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await cleared.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("deleted").GetInt32().ShouldBe(3);
        (await LogAsync("")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    private Task<JsonElement> LogAsync(string query) => _api.GetFromJsonAsync<JsonElement>($"/api/v1/hooks/logs?{query}");

    private async Task<JsonElement> PostAsync(object body, HttpStatusCode expected)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/hooks", body);
        response.StatusCode.ShouldBe(expected, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private void Script(string name, string text)
    {
        var path = Path.Combine(_app.ConfigDirectory, "hooks", name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
