using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sublarr.Infrastructure.Channels.Webhook;
using Sublarr.Infrastructure.Settings;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class CertificateApiTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private readonly TestAuthority _authority = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _authority.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_client_certificate_is_kept_by_its_mask_shown_by_name_alone_and_taken_away_by_an_empty_text()
    {
        var until = DateTimeOffset.UtcNow.AddDays(300);
        var pfx = _authority.IssuePfx("sublarr", "p4ssw0rd-of-the-file", until: until);
        using var created = await SaveAsync(new { name = "R", event_name = "*", url = "https://192.0.2.1/", enabled = false, client_certificate = pfx, client_certificate_password = "p4ssw0rd-of-the-file" });
        var id = (await BodyAsync(created)).GetProperty("id").GetInt64();

        using var kept = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { name = "Renamed", client_certificate = "***" });
        var webhook = await BodyAsync(kept);
        webhook.GetProperty("client_certificate_name").GetString().ShouldBe($"sublarr, valid until {until:yyyy-MM-dd}");
        webhook.GetProperty("client_certificate").GetString().ShouldBe("***");
        foreach (var file in Directory.GetFiles(_app.ConfigDirectory, "sublarr.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            text.ShouldNotContain(pfx[..64]);
            text.ShouldNotContain("p4ssw0rd-of-the-file");
        }

        using var removed = await _api.PutAsJsonAsync($"/api/v1/webhooks/{id}", new { client_certificate = "" });
        (await BodyAsync(removed)).GetProperty("client_certificate").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("ca_certificate", "nonsense", "There is no certificate in the text")]
    [InlineData("ca_certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "cannot be read")]
    [InlineData("ca_certificate", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "private key")]
    [InlineData("client_certificate", "no base64!", "no PFX file in base64")]
    [InlineData("client_certificate", "AAAA", "cannot be opened")]
    public async Task What_is_no_certificate_is_refused_at_its_field(string field, string value, string message)
    {
        using var response = await SaveAsync(new Dictionary<string, object> { ["name"] = "R", ["event_name"] = "*", ["url"] = "https://192.0.2.1/", [field] = value });

        await ShouldRefuseAsync(response, field, message);
    }

    [Fact]
    public async Task Certificates_that_have_expired_are_refused_at_their_fields_and_so_is_a_wrong_password()
    {
        var past = DateTimeOffset.UtcNow.AddDays(-30);
        using var old = new TestAuthority(past.AddYears(-1), past);
        using var authority = await SaveAsync(new { name = "R", event_name = "*", url = "https://192.0.2.1/", ca_certificate = old.Pem });
        using var expired = await SaveAsync(new { name = "R", event_name = "*", url = "https://192.0.2.1/", client_certificate = _authority.IssuePfx("sublarr", "", past.AddDays(-9), past) });
        using var wrong = await SaveAsync(new { name = "R", event_name = "*", url = "https://192.0.2.1/", client_certificate = _authority.IssuePfx("sublarr", "right"), client_certificate_password = "wrong" });

        await ShouldRefuseAsync(authority, "ca_certificate", $"The certificate \"Home CA\" expired on {past:yyyy-MM-dd}: renew it.");
        await ShouldRefuseAsync(expired, "client_certificate", $"The certificate \"sublarr\" expired on {past:yyyy-MM-dd}: renew it.");
        await ShouldRefuseAsync(wrong, "client_certificate", "check that it is a PFX file, and its password");
    }

    [Fact]
    public async Task A_password_goes_with_its_file_and_a_file_with_its_password()
    {
        using var created = await SaveAsync(new { name = "R", event_name = "*", url = "https://192.0.2.1/", client_certificate = _authority.IssuePfx("sublarr", "first"), client_certificate_password = "first" });
        var path = $"/api/v1/webhooks/{(await BodyAsync(created)).GetProperty("id").GetInt64()}";

        using var alone = await _api.PutAsJsonAsync(path, new { client_certificate_password = "second" });
        using var without = await _api.PutAsJsonAsync(path, new { client_certificate = _authority.IssuePfx("sublarr", "first") });
        using var renewed = await _api.PutAsJsonAsync(path, new { client_certificate = _authority.IssuePfx("renewed", "first"), client_certificate_password = "first" });
        using var open = await _api.PutAsJsonAsync(path, new { client_certificate = _authority.IssuePfx("open", "") });

        await ShouldRefuseAsync(alone, "client_certificate_password", "The password belongs to a file: choose the client certificate again too.");
        await ShouldRefuseAsync(without, "client_certificate", "check that it is a PFX file, and its password");
        (await BodyAsync(renewed)).GetProperty("client_certificate_name").GetString()!.ShouldStartWith("renewed, ");
        (await BodyAsync(open)).GetProperty("client_certificate_name").GetString()!.ShouldStartWith("open, ");
    }

    [Fact]
    public void A_certificate_that_is_stored_may_expire_while_something_else_is_changed()
    {
        var past = DateTimeOffset.UtcNow.AddDays(-30);
        var stored = new WebhookSettings { Url = "https://192.0.2.1/", Secret = WebhookSettings.NewSecret(), ClientCertificate = _authority.IssuePfx("sublarr", "", past.AddDays(-9), past) };
        var rules = new WebhookSettingsValidator(TimeProvider.System);

        rules.Validate(SettingsValidation.Of(stored, ["*"])).Errors.ShouldHaveSingleItem().ErrorMessage.ShouldContain("expired");
        rules.Validate(SettingsValidation.Of(stored with { MaxAge = 60 }, ["*"], before: stored)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task GitHubs_signature_is_sent_when_asked_for()
    {
        await using var receiver = WebhookReceiver.Start();
        using var created = await SaveAsync(new { name = "R", event_name = "*", url = receiver.Url, enabled = false, hub_signature = true, secret = "a secret of twenty-four bytes" });
        var id = (await BodyAsync(created)).GetProperty("id").GetInt64();

        using var test = await _api.PostAsync($"/api/v1/webhooks/{id}/test", null);

        var expected = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("a secret of twenty-four bytes"u8, receiver.Request.Body));
        receiver.Request["X-Hub-Signature-256"].ShouldBe($"sha256={expected}");
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage response, string field, string message)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await BodyAsync(response)).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem();
        error.Name.ShouldBe(field);
        error.Value[0].GetString()!.ShouldContain(message);
    }

    private static Task<JsonElement> BodyAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();

    private Task<HttpResponseMessage> SaveAsync(object body) => _api.PostAsJsonAsync("/api/v1/webhooks", body);
}
