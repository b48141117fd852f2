using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Providers;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Providers;

/// <summary>Providers through the API.</summary>
public sealed class ProviderApiTests : IAsyncLifetime
{
    private const string Address = "/api/v1/providers";

    private readonly SublarrApp _app = new();
    private readonly HttpClient _api;
    private FakeOpenSubtitles _service = null!;

    public ProviderApiTests() => _api = _app.CreateApiClient();

    public async Task InitializeAsync() => _service = await FakeService.StartAsync<FakeOpenSubtitles>();

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _api.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task Every_provider_is_listed_and_off_with_its_true_address()
    {
        var listed = (await _api.GetFromJsonAsync<JsonElement>(Address)).EnumerateArray().ToDictionary(provider => provider.GetProperty("name").GetString()!);

        listed.Keys.ShouldBe(["opensubtitles", "subdl", "subsource", "gestdown", "jimaku", "tsukihime", "animetosho", "opensubtitles-compatible", "local", "embedded"]);
        listed.Values.ShouldAllBe(provider => !provider.GetProperty("enabled").GetBoolean() && provider.GetProperty("health").GetProperty("state").GetString() == "off");
        listed["opensubtitles"].GetProperty("settings").GetProperty("base_url").GetString().ShouldBe("https://api.opensubtitles.com/api/v1");
        listed["gestdown"].GetProperty("settings").GetProperty("base_url").GetString().ShouldBe("https://api.gestdown.info");
        listed["gestdown"].GetProperty("needs_key").GetBoolean().ShouldBeFalse();
        listed["gestdown"].GetProperty("media").EnumerateArray().Single().GetString().ShouldBe("episode");
        listed["opensubtitles"].GetProperty("quota").ValueKind.ShouldBe(JsonValueKind.Null);
        listed["gestdown"].GetProperty("anime_ids").ValueKind.ShouldBe(JsonValueKind.Null);
        listed["tsukihime"].GetProperty("anime_ids").GetProperty("problem").GetString()!.ShouldContain("SUBLARR_ANIME_IDS", customMessage: "the tests ask nobody for it");
    }

    [Fact]
    public async Task A_key_goes_in_and_never_comes_out()
    {
        var saved = await PutAsync(new { enabled = true, settings = new { base_url = _service.Base, api_key = FakeOpenSubtitles.Key } });
        saved.GetProperty("settings").GetProperty("api_key").GetString().ShouldBe("***");

        await PutAsync(new { settings = new { api_key = "***", machine_translations = true } });

        (await TestAsync(null)).ShouldBe((true, "reached + key accepted +"));
        (await _api.GetStringAsync(Address)).ShouldNotContain(FakeOpenSubtitles.Key);
        (await _api.GetStringAsync("/api/v1/audit")).ShouldNotContain(FakeOpenSubtitles.Key);
        await using var context = await _app.ContextAsync();
        (await context.Providers.AsNoTracking().SingleAsync()).Settings.ShouldNotContain(FakeOpenSubtitles.Key);
        string.Join('\n', _app.LogLines()).ShouldNotContain(FakeOpenSubtitles.Key);
    }

    [Fact]
    public async Task One_cannot_be_switched_on_half_set_up_and_can_be_switched_off_always()
    {
        using var refused = await _api.PutAsJsonAsync($"{Address}/opensubtitles", new { enabled = true });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("settings.api_key")[0].GetString()!.ShouldContain("Enter your API key");

        (await PutAsync(new { enabled = false })).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        using var unknown = await _api.PutAsJsonAsync($"{Address}/nobody", new { enabled = false });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("opensubtitles", "base_url", "ftp://x", "http:// or https://")]
    [InlineData("opensubtitles", "username", "me@example.org", "not the e-mail address")]
    [InlineData("opensubtitles", "colour", "red", "knows no such field")]
    [InlineData("local", "folder", "subtitles", "whole path")]
    [InlineData("local", "usual_language", "klingonese", "no such language")]
    public async Task What_cannot_be_is_refused_at_its_field(string provider, string field, string value, string expected)
    {
        var settings = new Dictionary<string, string> { [field] = value };

        using var refused = await _api.PutAsJsonAsync($"{Address}/{provider}", new { enabled = true, settings });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty($"settings.{field}")[0].GetString()!.ShouldContain(expected);
    }

    [Fact]
    public async Task What_is_not_saved_is_tried_out_and_not_stored()
    {
        (await TestAsync(new { settings = new { base_url = _service.Base, api_key = "wrongKey0123456789" } })).ShouldBe((false, "reached + key accepted -"));
        (await TestAsync(new { settings = new { base_url = _service.Base, api_key = FakeOpenSubtitles.Key } })).ShouldBe((true, "reached + key accepted +"));

        await using var context = await _app.ContextAsync();
        (await context.Providers.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task New_settings_are_not_blamed_for_what_the_old_ones_did()
    {
        await PutAsync(new { enabled = true, settings = new { base_url = _service.Base, api_key = "wrongKey0123456789" } });
        await _app.Services.GetRequiredService<ProviderSearch>().SearchAsync(ProviderLab.Episode, CancellationToken.None);
        var blocked = (await _api.GetFromJsonAsync<JsonElement>($"{Address}/opensubtitles")).GetProperty("health");

        var mended = (await PutAsync(new { settings = new { api_key = FakeOpenSubtitles.Key } })).GetProperty("health");

        blocked.GetProperty("state").GetString().ShouldBe("blocked");
        blocked.GetProperty("problem").GetString()!.ShouldContain("does not take the key");
        (mended.GetProperty("state").GetString(), mended.GetProperty("problem").ValueKind).ShouldBe(("ok", JsonValueKind.Null));
    }

    private async Task<JsonElement> PutAsync(object body)
    {
        using var saved = await _api.PutAsJsonAsync($"{Address}/opensubtitles", body);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync());
        return await saved.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<(bool Success, string Steps)> TestAsync(object? body)
    {
        using var tested = body is null ? await _api.PostAsync($"{Address}/opensubtitles/test", null) : await _api.PostAsJsonAsync($"{Address}/opensubtitles/test", body);
        var result = await tested.Content.ReadFromJsonAsync<JsonElement>();
        tested.StatusCode.ShouldBe(HttpStatusCode.OK, result.ToString());
        return (result.GetProperty("success").GetBoolean(), string.Join(' ', result.GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("name").GetString()} {(step.GetProperty("ok").GetBoolean() ? '+' : '-')}")));
    }
}
