using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Security;
using Sublarr.Web.Startup;

namespace Sublarr.Tests.Integration.Access;

public sealed class PublishedPathTests(PublishedPathTests.App app) : IClassFixture<PublishedPathTests.App>
{
    [Theory]
    [InlineData("/settings", "/sublarr")]
    [InlineData("/sublarr/settings", "/sublarr/")]
    [InlineData("//settings", "/sublarr")]
    [InlineData("/sublarr//settings", " /sublarr ")]
    public async Task Browser_stays_below_the_path_whether_the_proxy_takes_it_off_or_not(string path, string prefix)
    {
        using var response = await GetAsync(path, prefix);

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldBe("/sublarr/sign-in?returnUrl=%2Fsettings");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/..")]
    [InlineData("/\"><script>")]
    [InlineData("sublarr")]
    [InlineData("/a b")]
    public async Task What_is_no_path_is_not_believed(string prefix)
    {
        using var response = await GetAsync("/sign-in", prefix);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("<base href=\"/\" />");
    }

    [Fact]
    public async Task Page_api_and_description_name_addresses_below_the_path()
    {
        using var client = app.CreateApiClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/sublarr");

        var page = await client.GetStringAsync("/sign-in");
        using var made = await client.PostAsJsonAsync("/api/v1/webhooks", new { name = "Home", url = "http://nas.lan/", event_names = new[] { "subtitle_downloaded" } });
        var description = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        page.ShouldContain("<base href=\"/sublarr/\" />");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        made.Headers.Location!.ToString().ShouldStartWith("/sublarr/api/v1/webhooks/");
        description.GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe("/sublarr/");
    }

    [Theory]
    [InlineData("/sign-in", "", "/sign-in")]
    [InlineData("/sign-in", "/sublarr", "/sublarr/sign-in")]
    [InlineData("/", "/sublarr", "/sublarr/")]
    [InlineData("http://127.0.0.1:5765/sublarr/log?state=dead#top", "/sublarr", "/sublarr/log?state=dead#top")]
    [InlineData("http://nas//evil.example", "", "/evil.example")]
    [InlineData("//evil.example/page", "", "/page")]
    [InlineData("https://evil.example", "", "/")]
    public void Redirect_names_neither_scheme_nor_host(string location, string pathBase, string expected) =>
        RelativeRedirects.Relative(location, new PathString(pathBase)).ShouldBe(expected);

    [Fact]
    public void Path_that_cannot_be_used_stops_the_start_under_its_name()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("SUBLARR_BASE_PATH", "https://nas/sublarr")]).Build();

        Should.Throw<StartupException>(() => SublarrSettings.Read(configuration)).Message.ShouldContain("SUBLARR_BASE_PATH");
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string prefix)
    {
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost{path}"));
        request.Headers.Add("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);
        return await client.SendAsync(request);
    }

    /// <summary>An app that was told nothing.</summary>
    public sealed class App : SublarrApp;
}
