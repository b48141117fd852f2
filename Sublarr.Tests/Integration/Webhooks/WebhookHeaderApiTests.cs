using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookHeaderApiTests : IAsyncLifetime
{
    private const string HeaderCanary = "canary-header-5f1c";
    private const string PasswordCanary = "canary-password-91ab";

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    private static string Basic => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"ann:{PasswordCanary}"));

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Headers_and_authentication_are_sent()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(receiver.Url);

        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        receiver.Request["X-Api-Key"].ShouldBe(HeaderCanary);
        receiver.Request["Authorization"].ShouldBe(Basic);
    }

    [Fact]
    public async Task Bearer_token_is_sent()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(receiver.Url);

        using var put = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { auth_type = "bearer", auth_secret = "token-1" });
        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        receiver.Request["Authorization"].ShouldBe("Bearer token-1");
    }

    [Fact]
    public async Task A_mask_keeps_the_value_and_a_header_that_is_left_out_goes()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(receiver.Url);

        using var renamed = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Renamed" });
        using var put = await _api.PutAsJsonAsync(
            $"/api/v1/webhooks/{id}", new { headers = new Dictionary<string, string> { ["x-api-key"] = "***", ["X-New"] = "new" }, auth_secret = "***" });
        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        put.StatusCode.ShouldBe(HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        var shown = (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("headers");
        shown.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString())
            .ShouldBe(new Dictionary<string, string?> { ["x-api-key"] = "***", ["X-New"] = "***" }, ignoreOrder: true);
        receiver.Request["X-Api-Key"].ShouldBe(HeaderCanary);
        receiver.Request["X-New"].ShouldBe("new");
        receiver.Request["Authorization"].ShouldBe(Basic);
        receiver.Request.Headers.Keys.ShouldNotContain("X-Other");
    }

    [Theory]
    [InlineData("""{"headers":{"Host":"a"}}""", "headers")]
    [InlineData("""{"headers":{"X-Unknown":"***"}}""", "headers")]
    [InlineData("""{"headers":{"X-Key":"a\r\nEvil: b"}}""", "headers")]
    [InlineData("""{"auth_type":"bearer"}""", "auth_secret")]
    [InlineData("""{"auth_type":"basic","auth_user":"a:b"}""", "auth_user")]
    public async Task What_cannot_be_sent_is_refused_by_its_name(string body, string field)
    {
        var id = await CreateAsync("http://192.0.2.1/");

        using var response = await _api.PutAsync($"/api/v1/webhooks/{id}", new StringContent(body, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Theory]
    [InlineData("""{"headers":{"X-Api-Key":"***","x-api-key ":"b"}}""", "headers", "Two headers have the same name: remove one of them.")]
    [InlineData("""{"secret_values":{"token":"aaaa","TOKEN":"bbbb"}}""", "secret_values", "Two secret values have the same name: remove one of them.")]
    public async Task Two_of_the_same_name_are_refused(string body, string field, string message)
    {
        var id = await CreateAsync("http://192.0.2.1/");

        using var response = await _api.PutAsync($"/api/v1/webhooks/{id}", new StringContent(body, Encoding.UTF8, "application/json"));

        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem();
        (error.Name, error.Value[0].GetString()).ShouldBe((field, message));
    }

    [Fact]
    public async Task A_value_that_is_left_empty_is_kept_and_blanks_around_it_are_a_slip()
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(receiver.Url);

        using var put = await _api.PutAsJsonAsync(
            $"/api/v1/webhooks/{id}", new { headers = new Dictionary<string, string?> { [" x-api-key "] = "", ["X-Other"] = null, ["X-New"] = " new " }, auth_user = " bob " });
        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        put.StatusCode.ShouldBe(HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        (receiver.Request["X-Api-Key"], receiver.Request["X-Other"], receiver.Request["X-New"]).ShouldBe((HeaderCanary, "other", "new"));
        receiver.Request["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"bob:{PasswordCanary}")));
    }

    [Fact]
    public async Task No_value_is_in_the_database_the_log_or_any_answer()
    {
        // The receiver repeats what it was sent, as an error page would.
        await using var receiver = WebhookReceiver.Start(ReceiverAnswer.Status(500, $"You sent {HeaderCanary} and {PasswordCanary} and {Basic}", $"X-Echo: {HeaderCanary}"));
        var id = await CreateAsync(receiver.Url);
        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        var answers = new StringBuilder(await test.Content.ReadAsStringAsync());
        foreach (var path in (string[])["webhooks", $"webhooks/{id}", "hooks/logs", "jobs"])
        {
            answers.AppendLine(await _api.GetStringAsync($"/api/v1/{path}"));
        }

        string[] canaries = [HeaderCanary, PasswordCanary, Basic["Basic ".Length..]];
        receiver.Request["X-Api-Key"].ShouldBe(HeaderCanary);
        canaries.ShouldAllBe(canary => !answers.ToString().Contains(canary));
        foreach (var file in Directory.GetFiles(_app.ConfigDirectory, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            canaries.ShouldAllBe(canary => !text.Contains(canary), file);
        }
    }

    private async Task<long> CreateAsync(string url)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", new
        {
            name = "Receiver",
            event_name = "subtitle_downloaded",
            url,
            headers = new Dictionary<string, string> { ["X-Api-Key"] = HeaderCanary, ["X-Other"] = "other" },
            auth_type = "basic",
            auth_user = "ann",
            auth_secret = PasswordCanary,
        });
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
