using System.Net;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Subscriptions;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class SecretValueTests : IAsyncLifetime
{
    // With what JSON, forms and addresses each write in their own way.
    private const string Token = "canary\"token&7=x/1";
    private const string Pin = "4711";
    private const string ChatPath = "/api/webhooks/123456789012345678/canary-of-the-chat";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Address_header_and_body_name_a_secret_value_and_the_receiver_gets_it()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(receiver.Url);

        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        JsonDocument.Parse(receiver.Request.Body).RootElement.GetProperty("token").GetString().ShouldBe(Token);
        receiver.Request["X-Api"].ShouldBe($"key {Token}");
        receiver.Request.Target.ShouldEndWith("/canary%22token%267%3Dx/1?pin=4711");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "token={{secret.token}}&user={{secret.pin}}&message={{title}}")]
    [InlineData("text/plain", "{{secret.token}} {{secret.pin}}")]
    [InlineData("application/xml", "<t>{{secret.token}} {{secret.pin}}</t>")]
    [InlineData("application/json", "{\"all\": {{{secret}}}}")]
    public async Task It_is_masked_in_the_log_whatever_the_body_is_and_whatever_the_answer_repeats(string contentType, string template)
    {
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(400, $"no: {Token} {Uri.EscapeDataString(Token)} {WebUtility.HtmlEncode(Token)} pin=4711"));
        var id = await CreateAsync(receiver.Url, template, contentType);

        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        var told = await test.Content.ReadAsStringAsync() + await EverythingAsync();
        told.ShouldContain("no: ");
        ShouldHoldNoSecret(told);
    }

    [Fact]
    public async Task It_is_masked_in_the_API_kept_by_its_mask_encrypted_at_rest_and_gone_when_left_out()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(receiver.Url);

        using var renamed = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Renamed", secret_values = new { token = "***", pin = "***" } });
        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);
        using var without = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { secret_values = new { token = "***" } });

        var shown = await renamed.Content.ReadAsStringAsync();
        shown.ShouldContain("\"token\":\"***\"");
        ShouldHoldNoSecret(shown);
        receiver.Request["X-Api"].ShouldBe($"key {Token}");
        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await without.Content.ReadAsStringAsync()).ShouldContain("There is no secret value");
        await using var context = await _app.ContextAsync();
        ShouldHoldNoSecret((await context.Subscriptions.SingleAsync()).Settings);
    }

    [Fact]
    public async Task The_audit_trail_and_an_export_hold_neither_it_nor_the_address_of_a_chat()
    {
        await CreateAsync($"https://discord.com{ChatPath}", address: false);

        var told = await EverythingAsync() + await ExportAsync(null) + await ExportAsync("four unusual words here");

        ShouldHoldNoSecret(told);
        told.ShouldNotContain("canary-of-the-chat");
        told.ShouldContain("https://discord.com/***");
    }

    [Fact]
    public async Task An_export_with_a_passphrase_carries_both_to_another_Sublarr()
    {
        await CreateAsync($"https://discord.com{ChatPath}", address: false);
        await using var other = new SublarrApp();
        using var otherApi = other.CreateApiClient();
        using var document = new StringContent(await ExportAsync("four unusual words here"), System.Text.Encoding.UTF8, "application/json");
        document.Headers.Add("X-Config-Passphrase", "four unusual words here");

        using var import = await otherApi.PostAsync("/api/v1/config/import?dry_run=false", document);

        import.StatusCode.ShouldBe(HttpStatusCode.OK, await import.Content.ReadAsStringAsync());
        await using var context = await other.ContextAsync();
        (await context.Subscriptions.SingleAsync()).Settings.ShouldContain(ChatPath);
        (await otherApi.GetStringAsync("/api/v1/webhooks")).ShouldContain("\"secret_values\":{\"token\":\"***\",\"pin\":\"***\"}");
    }

    [Fact]
    public async Task The_address_of_a_chat_is_shown_without_what_is_behind_its_host_and_comes_back_unharmed()
    {
        var id = await CreateAsync($"https://discord.com{ChatPath}", address: false);

        using var put = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Renamed", url = "https://discord.com/***" });
        using var copied = await _api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Copy", event_name = "subtitle_downloaded", url = "https://discord.com/***" });

        (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString().ShouldBe("https://discord.com/***");
        copied.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var context = await _app.ContextAsync();
        (await context.Subscriptions.SingleAsync()).Settings.ShouldContain(ChatPath);
    }

    [Fact]
    public async Task It_is_found_by_its_exact_name_alone()
    {
        var id = await CreateAsync("http://192.0.2.1/");

        using var put = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { secret_values = new Dictionary<string, string> { ["TOKEN"] = Token, ["pin"] = "***" } });

        put.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("url")[0].GetString()!.ShouldStartWith("There is no secret value \"token\"");
    }

    [Fact]
    public async Task A_preview_shows_a_mask()
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks/preview", new { payload_template = "{\"token\": \"{{secret.token}}\"}" });
        var preview = await response.Content.ReadFromJsonAsync<JsonElement>();

        preview.GetProperty("body").GetString().ShouldBe("{\"token\": \"***\"}");
        preview.GetProperty("missing").GetArrayLength().ShouldBe(0);
    }

    private async Task<long> CreateAsync(string url, string template = "{\"token\": \"{{secret.token}}\", \"pin\": \"{{secret.pin}}\"}", string contentType = "application/json", bool address = true)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", new
        {
            name = "Chat",
            event_name = "subtitle_downloaded",
            url = address ? $"{url.TrimEnd('/')}/{{{{secret.token}}}}?pin={{{{secret.pin}}}}" : url,
            headers = new Dictionary<string, string> { ["X-Api"] = "key {{secret.token}}" },
            secret_values = new { token = Token, pin = Pin },
            payload_template = template,
            content_type = contentType,
            retry_count = 0,
        });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private async Task<string> ExportAsync(string? passphrase)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/config/export");
        if (passphrase is not null)
        {
            request.Headers.Add("X-Config-Passphrase", passphrase);
        }

        using var response = await _api.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> EverythingAsync()
    {
        await using var context = await _app.ContextAsync();
        var attempts = await context.Attempts.AsNoTracking().ToListAsync();
        var audit = await context.Audit.AsNoTracking().ToListAsync();
        var events = await context.Events.AsNoTracking().ToListAsync();
        return JsonSerializer.Serialize(new { attempts, audit, events }, Readable)
            + await _api.GetStringAsync("/api/v1/webhooks") + await _api.GetStringAsync("/api/v1/audit") + await _api.GetStringAsync("/api/v1/deliveries");
    }

    private static void ShouldHoldNoSecret(string text)
    {
        text.ShouldNotContain("canary");
        text.ShouldNotContain("=4711");
    }
}
