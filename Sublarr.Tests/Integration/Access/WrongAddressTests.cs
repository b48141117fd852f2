using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Incoming;

namespace Sublarr.Tests.Integration.Access;

/// <summary>Sonarr takes a redirect, and a page, for success: whoever sends to a wrong address has to hear of it.</summary>
public sealed class WrongAddressTests : IAsyncLifetime
{
    private const string Html = "text/html,application/xhtml+xml,*/*;q=0.8";

    private readonly SublarrApp app = new();

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("PUT", "/")]
    [InlineData("POST", "/sonarr")]
    [InlineData("POST", "/webhook/sonarr")]
    [InlineData("POST", "/webhooks")]
    [InlineData("POST", "/webhooks/lidarr")]
    [InlineData("POST", "/webhooks/sonarr/anime/more")]
    [InlineData("POST", "/webhooks//sonarr")]
    [InlineData("POST", "/settings")]
    [InlineData("POST", "/sign-in")]
    [InlineData("PUT", "/sign-in")]
    [InlineData("POST", "/sign-in?returnUrl=%2Fwebhooks%2Fsonarr")]
    [InlineData("POST", "/setup")]
    [InlineData("POST", "/sign-out")]
    [InlineData("POST", "/not-found")]
    [InlineData("POST", "/health")]
    [InlineData("PUT", "/health")]
    [InlineData("POST", "/api/webhooks/sonarr")]
    [InlineData("POST", "/api/v1/webhook/sonarr")]
    [InlineData("POST", "/app.css")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/sonarr")]
    [InlineData("DELETE", "/sonarr")]
    public async Task Report_to_a_wrong_address_is_refused_with_the_right_one(string method, string path)
    {
        foreach (var accept in new[] { null, "*/*", "application/json" })
        {
            using var withKey = await SendAsync(method, path, app.ApiKey, accept);
            using var without = await SendAsync(method, path, key: null, accept);

            withKey.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await withKey.Content.ReadAsStringAsync()).ShouldContain("/webhooks/sonarr");
            without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await without.Content.ReadAsStringAsync()).ShouldContain("/webhooks/sonarr");
        }

        (await ToldAsync()).ShouldContain(line => line.Contains($"{method} {path.Split('?')[0]} ", StringComparison.Ordinal) && line.Contains("WRN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/sonarr")]
    [InlineData("/")]
    [InlineData("/sign-in")]
    public async Task Json_is_no_form_whatever_its_sender_would_read(string path)
    {
        using var response = await SendAsync("POST", path, app.ApiKey, Html);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/sonarr")]
    [InlineData("/webhooks/sonarr")]
    public async Task Form_that_none_of_our_pages_has_is_a_program_s(string path)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("payload", "{}")]) };
        request.Headers.Add("Accept", Html);

        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("//webhooks/sonarr")]
    [InlineData("///webhooks/sonarr")]
    [InlineData("//webhooks/radarr/4k")]
    public async Task Slashes_at_the_front_are_one(string path)
    {
        using var response = await SendAsync("POST", path, app.ApiKey, accept: null);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("GET", "/sonarr", "/sign-in?returnUrl=%2Fsonarr")]
    [InlineData("HEAD", "/log?state=dead", "/sign-in?returnUrl=%2Flog%3Fstate%3Ddead")]
    [InlineData("GET", "//evil.example/", "/sign-in?returnUrl=%2Fevil.example%2F")]
    public async Task Browser_is_led_to_the_sign_in(string method, string path, string expected)
    {
        using var response = await SendAsync(method, path, key: null, Html);

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task Log_is_not_washed_out_and_a_key_is_not_in_it()
    {
        for (var call = 0; call < 200; call++)
        {
            using var same = await SendAsync("POST", $"/sonarr?apikey={app.ApiKey}", key: null, accept: null);
            using var other = await SendAsync("POST", $"/made-up/{call}%0Aline", key: null, accept: null);
        }

        var told = await ToldAsync();
        told.Count(line => line.Contains("POST /sonarr ", StringComparison.Ordinal)).ShouldBe(1);
        told.Count.ShouldBeLessThan(30);
        string.Concat(told).ShouldNotContain(app.ApiKey);
    }

    [Fact]
    public async Task Search_for_an_icon_is_not_worth_a_warning()
    {
        using var response = await SendAsync("GET", "/apple-touch-icon.png", key: null, "image/png,*/*");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ToldAsync()).ShouldNotContain(line => line.Contains("apple", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signed_in_browser_that_goes_astray_gets_a_page()
    {
        using var browser = new Browser(app);
        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);

        using var read = await browser.GetAsync("/nothing-here");
        using var sent = await browser.PostAsync("/nothing-here", [new("field", "value")]);

        read.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await read.Content.ReadAsStringAsync()).ShouldStartWith("<!DOCTYPE html>");
        sent.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await app.DisposeAsync();

    private HttpClient Client() => app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? key, string? accept)
    {
        using var client = Client();
        // Put together by hand: two slashes at the front would be read as a host.
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://localhost{path}"));
        if (method is "POST" or "PUT")
        {
            request.Content = IncomingWebhookTests.Json(ArrSamples.Bytes("sonarr-Test.json"));
        }

        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return await client.SendAsync(request);
    }

    private async Task<List<string>> ToldAsync()
    {
        var lines = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(app.ConfigDirectory, "logs")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            lines.AddRange((await reader.ReadToEndAsync()).Split('\n').Where(line => line.Contains("WRN", StringComparison.Ordinal)));
        }

        return lines;
    }
}
