using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Infrastructure.Events;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class WebhookApiTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("***")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_masked_or_missing_secret_keeps_the_one_that_is_there(string? sent)
    {
        await using var receiver = WebhookReceiver.Start();
        var id = await CreateAsync(new { name = "Receiver", event_name = "subtitle_downloaded", url = receiver.Url, secret = Secret });

        using var put = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Renamed", secret = sent });
        var changed = await put.Content.ReadFromJsonAsync<JsonElement>();
        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        changed.GetProperty("secret").GetString().ShouldBe("***");
        WebhookVerifier.Verify(receiver.Request, Secret, DateTimeOffset.UtcNow).ShouldBeTrue();
    }

    [Fact]
    public async Task A_secret_that_was_made_is_shown_once_and_one_that_was_given_never()
    {
        using var made = await _api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Made", event_name = "*", url = "http://192.0.2.1/" });
        using var given = await _api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Given", event_name = "*", url = "http://192.0.2.1/", secret = Secret });

        (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!.ShouldStartWith("whsec_");
        (await given.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        (await _api.GetStringAsync("/api/v1/webhooks")).ShouldNotContain("whsec_");
    }

    [Fact]
    public async Task No_secret_is_in_the_database_in_plain_text()
    {
        await CreateAsync(new { name = "Receiver", event_name = "*", url = "http://192.0.2.1/", secret = Secret });

        var files = Directory.GetFiles(_app.ConfigDirectory, "sublarr.db*");

        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            (await reader.ReadToEndAsync()).ShouldNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        }
    }

    [Theory]
    [InlineData("", "url")]
    [InlineData("ftp://example.org/", "url")]
    [InlineData("http://user:password@example.org/", "url")]
    [InlineData("not an address", "url")]
    public async Task A_wrong_address_is_named(string url, string field)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "*", url });

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Fact]
    public async Task A_hooks_id_is_no_webhook()
    {
        var id = await CreateAsync(new { name = "Receiver", event_name = "*", url = "http://192.0.2.1/" });

        using var get = await _api.GetAsync($"/api/v1/hooks/{id}");
        using var put = await _api.PutAsJsonAsync($"/api/v1/hooks/{id}", new { name = "x" });
        using var delete = await _api.DeleteAsync($"/api/v1/hooks/{id}");
        using var test = await _api.PostAsync($"/api/v1/hooks/{id}/test", null);

        new[] { get, put, delete, test }.ShouldAllBe(response => response.StatusCode == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_changed_is_published_by_name_and_never_by_value()
    {
        var id = await CreateAsync(new { name = "Receiver", event_name = "*", url = "http://192.0.2.1/", secret = Secret, enabled = false });
        using var put = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { url = "http://192.0.2.2/" });

        await using var context = await _app.ContextAsync();
        var data = context.Events.OrderBy(row => row.Sequence).Select(row => row.Data).ToList();

        data.Count.ShouldBe(2);
        data[1].ShouldBe("""{"section":"webhooks","changed_keys":["url"],"changed_by":"api"}""");
        data.ShouldAllBe(text => !text.Contains(Secret));
    }

    private async Task<long> CreateAsync(object body)
    {
        using var response = await _api.PostAsJsonAsync("/api/v1/webhooks", body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
