using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Access;

namespace Sublarr.Tests.EndToEnd;

public sealed partial class CircuitOriginTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly SublarrApp app = new();
    private string cookie = "";
    private string pass = "";

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://127.0.0.1")]
    [InlineData("http://127.0.0.1.evil.example:{port}")]
    [InlineData("http://evil.example@127.0.0.1:{port}x")]
    [InlineData("null")]
    public async Task Foreign_page_gets_neither_socket_nor_negotiation(string origin)
    {
        foreach (var path in new[] { "_blazor", "_blazor/", "_BLAZOR", "//_blazor", "_blazor?page=made-up" })
        {
            (await ConnectAsync(path, Here(origin))).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        using var negotiation = await NegotiateAsync("_blazor/negotiate?negotiateVersion=1", Here(origin));
        negotiation.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Own_page_gets_a_socket_as_does_what_is_no_browser()
    {
        (await ConnectAsync("_blazor", Here("http://127.0.0.1:{port}"))).ShouldBe(HttpStatusCode.SwitchingProtocols);
        (await ConnectAsync("_blazor", origin: null)).ShouldBe(HttpStatusCode.SwitchingProtocols);
    }

    [Fact]
    public async Task Own_page_gets_a_socket_where_a_proxy_hides_which_host_was_asked_for() =>
        (await ConnectAsync($"_blazor?page={Uri.EscapeDataString(pass)}", "https://sublarr.example:8443")).ShouldBe(HttpStatusCode.SwitchingProtocols);

    [Fact]
    public async Task Pass_of_a_page_opens_nothing_without_the_sign_in()
    {
        cookie = "";

        (await ConnectAsync($"_blazor?page={Uri.EscapeDataString(pass)}", Here("http://127.0.0.1:{port}"))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_on_one_host_leave_each_others_visitors_alone()
    {
        await using var other = new SublarrApp();
        var page = await chromium.OpenAsync(app.ClientOptions.BaseAddress);
        await app.SignInAsync(page);
        var waiting = await page.Context.NewPageAsync();
        other.Listen();
        await waiting.GotoAsync(new Uri(other.ClientOptions.BaseAddress, "/sign-in").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await app.SignInAsync(page);
        await waiting.GetByLabel("User name").FillAsync(SublarrApp.AdminUser);
        await waiting.GetByLabel("Password").FillAsync(SublarrApp.AdminPassword);
        await waiting.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(waiting.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true })).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await waiting.ReloadAsync();

        await Assertions.Expect(waiting.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true })).ToBeVisibleAsync();
        (await page.Context.CookiesAsync()).Select(kept => kept.Name).ShouldBeUnique();
    }

    public async Task InitializeAsync()
    {
        app.Listen();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new Browser(new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(Here("http://127.0.0.1:{port}")) });
        using var signedIn = await browser.SignInAsync(SublarrApp.AdminUser, SublarrApp.AdminPassword);
        cookie = handler.CookieContainer.GetCookieHeader(new Uri(Here("http://127.0.0.1:{port}")));
        using var home = await browser.GetAsync("/");
        pass = PagePass().Match(await home.Content.ReadAsStringAsync()).Groups["pass"].Value;
        pass.ShouldNotBeEmpty();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private string Here(string origin) => origin.Replace("{port}", $"{app.ClientOptions.BaseAddress.Port}", StringComparison.Ordinal);

    private async Task<HttpStatusCode> ConnectAsync(string path, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", origin);
        var address = $"ws://127.0.0.1:{app.ClientOptions.BaseAddress.Port}/{path}";
        try
        {
            await socket.ConnectAsync(new Uri(address), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }

    private async Task<HttpResponseMessage> NegotiateAsync(string path, string origin)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{app.ClientOptions.BaseAddress.Port}/") };
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Cookie", cookie);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        return await client.SendAsync(request);
    }

    [GeneratedRegex("data-page=\"(?<pass>[^\"]+)\"")]
    private static partial Regex PagePass();
}
