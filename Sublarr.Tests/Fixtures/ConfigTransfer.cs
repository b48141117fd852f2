using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Sublarr.Tests.Fixtures;

/// <summary>Export and import as machines call them.</summary>
internal static class ConfigTransfer
{
    public static async Task<string> ExportAsync(HttpClient api, string? passphrase = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/config/export");
        if (passphrase is not null)
        {
            request.Headers.Add("X-Config-Passphrase", passphrase);
        }

        using var response = await api.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    public static async Task<JsonElement> ImportAsync(HttpClient api, string document, string? passphrase = null, bool dryRun = false)
    {
        using var response = await SendAsync(api, document, passphrase, dryRun);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient api, string document, string? passphrase, bool dryRun, string? plan = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/config/import?dry_run={(dryRun ? "true" : "false")}{(plan is null ? "" : $"&plan={plan}")}")
        {
            Content = new StringContent(document, Encoding.UTF8, "application/json"),
        };
        if (passphrase is not null)
        {
            request.Headers.Add("X-Config-Passphrase", passphrase);
        }

        return await api.SendAsync(request);
    }
}
