using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Tests.Fixtures;
using AccessPolicy = Sublarr.Web.Security.Access;

namespace Sublarr.Tests.Integration.Access;

public sealed class ApiKeyTests(ApiKeyTests.ProbedApp app) : IClassFixture<ApiKeyTests.ProbedApp>
{
    private const string Probe = "/api/probe";

    [Fact]
    public async Task Key_in_the_header_opens()
    {
        using var client = app.CreateApiClient();

        using var response = await client.PostAsync(Probe, content: null);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_in_the_query_opens() => (await SendAsync($"{Probe}?apikey={Uri.EscapeDataString(ProbedApp.Key)}")).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("schlüssel+with:colons & 50%")]
    [InlineData("schl%C3%BCssel+with:colons%20%26%2050%25")]
    [InlineData("schl%c3%bcssel%2Bwith:colons+%26+50%25")]
    public async Task Key_in_the_query_opens_with_a_plus_written_either_way(string written)
    {
        await using var plus = new PlusApp();
        using var client = plus.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var response = await client.GetAsync($"/api/v1/webhooks?other=1&APIKEY={written.Replace(" & ", "%20%26%20", StringComparison.Ordinal)}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("sonarr", "iso-8859-1")]
    [InlineData("", "iso-8859-1")]
    [InlineData("sönarr", "utf-8")]
    public async Task Key_as_the_password_of_basic_auth_opens_whoever_asks(string user, string encoding) =>
        (await SendAsync(Probe, Basic($"{user}:{ProbedApp.Key}", encoding))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("sonarr")]
    [InlineData("sonarr:")]
    [InlineData("sonarr:wrong")]
    [InlineData(":")]
    public async Task Wrong_basic_auth_is_refused(string credentials) =>
        (await SendAsync(Probe, Basic(credentials, "utf-8"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic %%%")]
    [InlineData("Bearer token")]
    public async Task Damaged_authorization_is_refused(string header)
    {
        using var client = Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, Probe);
        request.Headers.TryAddWithoutValidation("Authorization", header);

        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Key_beside_a_foreign_basic_auth_opens() =>
        (await SendAsync($"{Probe}?apikey={Uri.EscapeDataString(ProbedApp.Key)}", Basic("proxy:secret", "utf-8"))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/api/probe")]
    [InlineData("/API/probe")]
    [InlineData("/api/nothing-here")]
    [InlineData("/webhooks/sonarr")]
    [InlineData("/webhooks/radarr/anything")]
    [InlineData("/webhooks/sonar")]
    [InlineData("/webhooks")]
    [InlineData("/openapi/v1.json")]
    public async Task Machine_without_a_key_hears_how_to_give_it(string path)
    {
        using var response = await SendAsync(path);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Basic");
        problem.RootElement.GetProperty("title").GetString().ShouldBe("The API key is missing");
        problem.RootElement.GetProperty("detail").GetString()!.ShouldContain("X-Api-Key");
    }

    [Theory]
    [InlineData("PUT", "/webhooks/radarr")]
    [InlineData("POST", "/webhooks/sonarr")]
    [InlineData("GET", "/webhooks/sonarr")]
    [InlineData("GET", "/api/probe")]
    public async Task Machine_is_never_redirected_before_the_first_administrator(string method, string path)
    {
        await using var fresh = new SublarrApp { WithAdministrator = false };
        using var client = fresh.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Mistyped_address_with_the_right_key_is_no_sign_in_page()
    {
        using var client = app.CreateApiClient();

        using var response = await client.PostAsync("/webhooks/sonar", content: null);

        response.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Webhooks_page_is_a_page()
    {
        using var client = Anonymous();
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        using var response = await client.GetAsync("/webhooks");

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldBe("/sign-in?returnUrl=%2Fwebhooks");
    }

    [Fact]
    public async Task Key_opens_no_page()
    {
        using var client = app.CreateApiClient();

        using var program = await client.GetAsync("/");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var browser = await client.GetAsync("/");

        program.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        browser.StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Signed_in_browser_may_read_and_not_change()
    {
        using var browser = new Browser(app);
        await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);

        using var read = await browser.GetAsync(Probe);
        using var change = await browser.PostAsync(Probe, []);

        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        change.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static AuthenticationHeaderValue Basic(string credentials, string encoding) =>
        new("Basic", Convert.ToBase64String(Encoding.GetEncoding(encoding).GetBytes(credentials)));

    private HttpClient Anonymous() => app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    private async Task<HttpResponseMessage> SendAsync(string path, AuthenticationHeaderValue? authorization = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = authorization;
        return await client.PostAsync(path, content: null);
    }

    /// <summary>The app with one more endpoint under the key, and a key that is hard to send.</summary>
    public sealed class ProbedApp : SublarrApp
    {
        public const string Key = "schlüssel:with:colons";

        public ProbedApp() => ApiKey = Key;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, ProbeFilter>());
        }
    }

    /// <summary>A key that addresses are easily read wrongly with.</summary>
    private sealed class PlusApp : SublarrApp
    {
        public PlusApp() => ApiKey = "schlüssel+with:colons & 50%";
    }

    private sealed class ProbeFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(routes => routes.MapMethods(Probe, ["GET", "POST"], () => "open").RequireAuthorization(AccessPolicy.ApiKey));
        };
    }
}
