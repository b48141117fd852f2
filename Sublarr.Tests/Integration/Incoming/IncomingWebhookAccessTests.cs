using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Incoming;

public sealed class IncomingWebhookAccessTests(IncomingWebhookAccessTests.AwkwardKeyApp app) : IClassFixture<IncomingWebhookAccessTests.AwkwardKeyApp>
{
    private const string Key = "schlüssel:mit:doppelpunkten";

    public static TheoryData<string, string?, string?> Refused => new()
    {
        { "", null, null },
        { "", "X-Api-Key", "" },
        { "", "X-Api-Key", "wrong" },
        { "", "X-Api-Key", Key[..^1] },
        { "", "X-Api-Key", Key.ToUpperInvariant() },
        { "", "Authorization", "Bearer " + Key },
        { "", "Authorization", "Basic" },
        { "", "Authorization", "Basic ***" },
        { "", "Authorization", Basic(Key, Encoding.UTF8) },
        { "", "Authorization", Basic($"{Key}:wrong", Encoding.UTF8) },
        { "", "Authorization", Basic("sonarr:schlüssel", Encoding.Latin1) },
        { "?apikey=", null, null },
        { "?apikey=wrong", null, null },
        { $"?api_key={Uri.EscapeDataString(Key)}", null, null },
    };

    public static TheoryData<string, string?, string?> Let => new()
    {
        { "", "Authorization", Basic($"sonarr:{Key}", Encoding.Latin1) },
        { "", "Authorization", Basic($"sonarr:{Key}", Encoding.UTF8) },
        { "", "Authorization", Basic($":{Key}", Encoding.Latin1) },
        { $"?apikey={Uri.EscapeDataString(Key)}", null, null },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Sender_without_the_key_is_told_so(string query, string? header, string? value)
    {
        foreach (var path in new[] { "/webhooks/sonarr", "/webhooks/radarr/", "/webhooks/sonarr/anime" })
        {
            using var response = await PostAsync(path + query, header, value);

            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Headers.Location.ShouldBeNull();
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        new StoredReports(app).Count("SELECT COUNT(*) FROM incoming WHERE instance <> 'let-in'").ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Let))]
    public async Task Sender_with_the_key_is_let_in(string query, string? header, string? value)
    {
        using var response = await PostAsync("/webhooks/sonarr/let-in" + query, header, value);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Plain_key_is_taken_as_header()
    {
        using var plain = new SublarrApp();
        using var client = plain.CreateApiClient();

        using var response = await client.PutAsync("/webhooks/radarr", IncomingWebhookTests.Json(ArrSamples.Bytes("radarr-Test.json")));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("/webhooks")]
    [InlineData("/webhooks/lidarr")]
    [InlineData("/webhooks/sonarr/anime/more")]
    public async Task Slip_in_the_address_is_not_found_and_not_redirected(string path)
    {
        using var response = await PostAsync($"{path}?apikey={Uri.EscapeDataString(Key)}", null, null);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("/webhooks/sonarr");
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? header, string? value)
    {
        using var client = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = IncomingWebhookTests.Json(Encoding.UTF8.GetBytes("""{"eventType":"Test","instanceName":"refused"}""")),
        };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await client.SendAsync(request);
    }

    private static string Basic(string credentials, Encoding encoding) =>
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(encoding.GetBytes(credentials))).ToString();

    /// <summary>A key that basic auth is easily read wrongly with.</summary>
    public sealed class AwkwardKeyApp : SublarrApp
    {
        public AwkwardKeyApp() => ApiKey = Key;
    }
}
