using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.Incoming;

namespace Sublarr.Tests.EndToEnd;

/// <summary>A stranger's way in: through nginx, over https, on an odd port, with nothing told to Sublarr.</summary>
public sealed partial class ReverseProxyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string WebSockets = """
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection "upgrade";
        """;

    [FactWith("nginx")]
    public Task Stranger_gets_in_through_a_proxy_that_passes_nothing_on() =>
        GetInAsync(new SublarrApp { WithAdministrator = false }, app => $"location / {{ proxy_pass {app}; {WebSockets} }}");

    [FactWith("nginx")]
    public Task Stranger_gets_in_through_a_proxy_that_drops_the_port() => GetInAsync(
        new SublarrApp { WithAdministrator = false },
        app => $"location / {{ proxy_pass {app}; {WebSockets} proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme; }}");

    [FactWith("nginx")]
    public Task Stranger_gets_in_where_what_the_proxy_says_is_believed() => GetInAsync(
        new Believing { WithAdministrator = false },
        app => $"location / {{ proxy_pass {app}; {WebSockets} proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme; }}");

    [FactWith("nginx")]
    public Task Stranger_gets_in_with_the_block_of_the_manual() => GetInAsync(new SublarrApp { WithAdministrator = false }, app => Manual("location / {", app));

    [FactWith("nginx")]
    public Task Stranger_gets_in_below_a_path_with_the_block_of_the_manual() =>
        GetInAsync(new SublarrApp { WithAdministrator = false }, app => Manual("location /sublarr/ {", app), "sublarr/");

    [FactWith("nginx")]
    public Task Stranger_gets_in_below_a_path_that_the_proxy_leaves_on() =>
        GetInAsync(new Below { WithAdministrator = false }, app => $"location /sublarr/ {{ proxy_pass {app}; {WebSockets} }}", "sublarr/");

    private async Task GetInAsync(SublarrApp app, Func<string, string> locations, string below = "")
    {
        await using var running = app;
        await using var nginx = await Nginx.StartAsync(locations(app.Listen().ToString().TrimEnd('/')));
        var home = new Uri(nginx.Address, below);
        var page = await chromium.OpenAsync(home);

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(home, "setup").ToString());
        await page.GetByLabel("User name").FillAsync(SublarrApp.AdminUser);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SublarrApp.AdminPassword);
        await page.GetByLabel("Password again").FillAsync(SublarrApp.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(home, "sign-in?after=setup").ToString());

        await page.GotoAsync(new Uri(home, "settings").ToString());
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(home, "sign-in?returnUrl=%2Fsettings").ToString());
        await page.GetByLabel("User name").FillAsync(SublarrApp.AdminUser);
        await page.GetByLabel("Password").FillAsync(SublarrApp.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        // Drawn by the circuit: its socket has come through too.
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(home, "settings").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Address for Sonarr" })).ToHaveValueAsync(new Uri(home, "webhooks/sonarr").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Webhooks", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(home, "webhooks").ToString());
        await ReportAsync(nginx, app.ApiKey, new Uri(home, "webhooks/sonarr"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(home, "sign-in").ToString());
    }

    private static async Task ReportAsync(Nginx nginx, string key, Uri address)
    {
        using var sonarr = nginx.CreateClient();
        sonarr.DefaultRequestHeaders.Add("X-Api-Key", key);

        using var answer = await sonarr.PostAsync(address, IncomingWebhookTests.Json(ArrSamples.Bytes("sonarr-Test.json")));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    // What people copy is what has to work.
    private static string Manual(string start, string app)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "how-to", "run-with-docker.md"));
        var block = NginxBlock().Matches(text).Select(match => match.Groups["block"].Value).Single(block => block.StartsWith(start, StringComparison.Ordinal));
        return block.Replace("http://127.0.0.1:5765", app, StringComparison.Ordinal);
    }

    [GeneratedRegex("```nginx\n(?<block>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NginxBlock();

    /// <summary>Told to believe what proxies say.</summary>
    private sealed class Believing : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("FORWARDEDHEADERS_ENABLED", "true");
        }
    }

    /// <summary>Told of its path.</summary>
    private sealed class Below : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("SUBLARR_BASE_PATH", "/sublarr");
        }
    }
}
