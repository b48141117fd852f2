using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Sublarr.Infrastructure.Outbound;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Webhooks;

public sealed class EgressSettingsTests
{
    private const string Address = "/api/v1/settings/egress";

    [Fact]
    public async Task A_change_counts_at_the_next_delivery_even_over_a_connection_that_is_open()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var id = await CreateWebhookAsync(api, receiver.Url);

        var open = await TestAsync(api, id);
        await PutAsync(api, new { deny = new[] { "127.0.0.0/8" } });
        var closed = await TestAsync(api, id);
        await PutAsync(api, new { deny = Array.Empty<string>() });
        var openAgain = await TestAsync(api, id);

        open.ShouldContain("succeeded");
        closed.ShouldContain("blocked_by_policy");
        closed.ShouldContain("rule denied");
        openAgain.ShouldContain("succeeded");
        receiver.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_proxy_is_shown_without_its_password_and_a_check_says_what_goes_through_it()
    {
        await using var app = new ProxiedApp();
        using var api = app.CreateApiClient();

        var text = await api.GetStringAsync(Address);
        var home = await api.GetStringAsync($"{Address}/check?address=http://192.168.1.7:8123/");
        var internet = await api.GetStringAsync($"{Address}/check?address=http://93.184.216.34/");

        var environment = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("environment");
        environment.GetProperty("proxy").GetString().ShouldBe("http://***@127.0.0.1:9");
        environment.GetProperty("no_proxy").EnumerateArray().Select(entry => entry.GetString()).ShouldContain("192.168.0.0/16");
        text.ShouldNotContain("canary");
        home.ShouldNotContain("through the proxy");
        internet.ShouldContain("93.184.216.34 through the proxy");
    }

    private sealed class ProxiedApp : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("SUBLARR_PROXY", "http://user:canary@127.0.0.1:9");
        }
    }

    [Fact]
    public async Task An_exception_opens_the_profile_that_closes_everything_else()
    {
        await using var receiver = WebhookReceiver.Start();
        await using var app = new ClosedApp();
        using var api = app.CreateApiClient();
        var id = await CreateWebhookAsync(api, receiver.Url);

        await PutAsync(api, new { profile = "custom" });
        var closed = await TestAsync(api, id);
        await PutAsync(api, new { allow = new[] { $"127.0.0.1:{receiver.Port}" } });
        var open = await TestAsync(api, id);

        closed.ShouldContain("allow it under Settings");
        open.ShouldContain("succeeded");
    }

    [Fact]
    public async Task What_was_chosen_is_in_force_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (var engine = await Engine.StartAsync(folder: folder))
        {
            await using var context = await engine.ContextAsync();
            var choice = new EgressChoice();
            choice.Change(EgressProfile.Public, ["192.168.1.0/24"], ["198.51.100.0/24"]);
            context.Add(choice);
            await context.SaveChangesAsync();
        }

        await using var next = await Engine.StartAsync(folder: folder);

        var inForce = next.Get<IEgressGuard>().InForce;
        // The engine of the tests is started with a profile and an exception of its own: both count.
        inForce.Profile.ShouldBe(EgressProfile.Lan);
        inForce.Allow.Select(entry => entry.ToString()).ShouldBe([SublarrApp.LocalReceivers, "192.168.1.0/24"]);
        inForce.Deny.Select(network => network.ToString()).ShouldBe(["198.51.100.0/24"]);
    }

    [Fact]
    public async Task The_environment_is_shown_and_its_profile_cannot_be_changed()
    {
        await using var app = new PublicApp();
        using var api = app.CreateApiClient();

        var shown = await api.GetFromJsonAsync<JsonElement>(Address);
        using var refused = await api.PutAsJsonAsync(Address, new { profile = "lan" });
        using var kept = await api.PutAsJsonAsync(Address, new { allow = new[] { "nas.local:8123" } });

        shown.GetProperty("profile").GetString().ShouldBe("public");
        shown.GetProperty("environment").GetProperty("profile").GetString().ShouldBe("public");
        shown.GetProperty("environment").GetProperty("allow")[0].GetString().ShouldBe(SublarrApp.LocalReceivers);
        (await ErrorsAsync(refused)).Keys.ShouldBe(["profile"]);
        kept.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_entries_are_each_named_and_nothing_is_stored()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var refused = await api.PutAsJsonAsync(Address, new { allow = new[] { "nas", "192.168.1.5/16", "169.254.169.254:80", "good.example:80" }, deny = new[] { "nas:80" } });
        using var unknown = await api.PutAsJsonAsync(Address, new { profile = "open" });

        var errors = await ErrorsAsync(refused);
        errors.Keys.ShouldBe(["allow", "deny"], ignoreOrder: true);
        errors["allow"].GetArrayLength().ShouldBe(3);
        errors["allow"].ToString().ShouldContain("169.254.169.254:80 stays closed");
        (await ErrorsAsync(unknown)).Keys.ShouldBe(["profile"]);
        (await api.GetFromJsonAsync<JsonElement>(Address)).GetProperty("allow").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("http://169.254.169.254/", false, "link-local")]
    [InlineData("http://0xa9fea9fe/", false, "link-local")]
    [InlineData("http://①⑥⑨.254.169.254/", false, "link-local")]
    [InlineData("[::ffff:169.254.169.254]:80", false, "link-local")]
    [InlineData("http://[fd00:ec2::254]/", false, "cloud-metadata")]
    [InlineData("http://127.0.0.1:8123/hook", true, "may go there")]
    [InlineData("192.168.1.20:8123", true, "may go there")]
    [InlineData("http://[::1]:5765/", false, "own-port")]
    [InlineData("http://no-such-name.invalid/", false, "has no address")]
    public async Task An_address_is_judged_as_a_delivery_would_be(string address, bool allowed, string said)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        var verdict = await api.GetFromJsonAsync<JsonElement>($"{Address}/check?address={Uri.EscapeDataString(address)}");

        verdict.GetProperty("is_allowed").GetBoolean().ShouldBe(allowed);
        verdict.GetProperty("sentence").GetString()!.ShouldContain(said);
    }

    [Fact]
    public async Task A_port_of_another_service_is_opened_by_an_exception_and_closed_with_it()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        var webhook = new { name = "Odd port", event_name = "subtitle_downloaded", url = "http://nas.local:10080/hook" };

        using var refused = await api.PostAsJsonAsync("/api/v1/webhooks", webhook);
        using var change = await api.PutAsJsonAsync(Address, new { allow = new[] { "nas.local:10080" } });
        using var saved = await api.PostAsJsonAsync("/api/v1/webhooks", webhook);
        using var other = await api.PostAsJsonAsync("/api/v1/webhooks", webhook with { url = "http://nas.local:6379/hook" });

        (refused.StatusCode, change.StatusCode, saved.IsSuccessStatusCode, other.StatusCode).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.OK, true, HttpStatusCode.BadRequest));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("allow nas.local:10080 under Settings");
    }

    private static async Task<long> CreateWebhookAsync(HttpClient api, string url)
    {
        using var response = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Receiver", event_name = "subtitle_downloaded", url });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static async Task<string> TestAsync(HttpClient api, long id)
    {
        using var response = await api.PostAsync($"/api/v1/webhooks/{id}/test", null);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task PutAsync(HttpClient api, object body)
    {
        using var response = await api.PutAsJsonAsync(Address, body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    private static async Task<Dictionary<string, JsonElement>> ErrorsAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value);
    }

    private sealed class ClosedApp : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("SUBLARR_EGRESS_ALLOW", "");
        }
    }

    private sealed class PublicApp : SublarrApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("SUBLARR_EGRESS_PROFILE", "public");
        }
    }
}
