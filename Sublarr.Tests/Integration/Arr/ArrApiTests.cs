using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Arr;

/// <summary>Instances through the API: their keys stay here, their mappings go with them.</summary>
public sealed class ArrApiTests : IAsyncLifetime
{
    private const string Address = "/api/v1/arr";
    private const string Mappings = "/api/v1/settings/path-mappings";

    private readonly SublarrApp _app = new();
    private readonly TemporaryFolder _media = new();
    private readonly HttpClient _api;
    private FakeSonarr _sonarr = null!;

    public ArrApiTests() => _api = _app.CreateApiClient();

    public async Task InitializeAsync() => _sonarr = await FakeService.StartAsync<FakeSonarr>();

    public async Task DisposeAsync()
    {
        await _sonarr.DisposeAsync();
        _api.Dispose();
        _app.Dispose();
        _media.Dispose();
    }

    [Fact]
    public async Task One_is_created_read_changed_and_deleted()
    {
        var created = await CreateAsync("anime");
        var id = created.GetProperty("id").GetInt64();

        created.GetProperty("kind").GetString().ShouldBe("sonarr");
        created.GetProperty("api_key").GetString().ShouldBe("***");
        created.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        var changed = await PutAsync(id, new { name = "shows", api_key = "***", enabled = false });
        (changed.GetProperty("name").GetString(), changed.GetProperty("url").GetString(), changed.GetProperty("state").GetString()).ShouldBe(("shows", _sonarr.Url, "off"));
        (await StoredKeyAsync()).ShouldBe(FakeSonarr.Key);
        (await _api.DeleteAsync(new Uri($"{Address}/{id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _api.GetAsync(new Uri($"{Address}/{id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _api.GetFromJsonAsync<JsonElement>(Address)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_key_is_encrypted_and_shown_nowhere()
    {
        await CreateAsync("anime");

        await using var context = await _app.ContextAsync();
        (await context.ArrInstances.AsNoTracking().SingleAsync()).ApiKey.ShouldNotContain(FakeSonarr.Key);
        (await _api.GetStringAsync(Address)).ShouldNotContain(FakeSonarr.Key);
        var audit = await _api.GetStringAsync("/api/v1/audit");
        audit.ShouldContain("arr_instance");
        audit.ShouldNotContain(FakeSonarr.Key);
    }

    [Fact]
    public async Task Its_mappings_are_rows_of_its_name_and_follow_it()
    {
        var id = (await CreateAsync("anime", [new { from = "/tv", to = _media.Path }])).GetProperty("id").GetInt64();
        (await RowsAsync()).ShouldBe([("anime", "/tv")]);

        await PutAsync(id, new { name = "shows" });
        (await RowsAsync()).ShouldBe([("shows", "/tv")]);
        await PutAsync(id, new { path_mappings = new[] { new { from = "/other", to = _media.Path } } });
        (await RowsAsync()).ShouldBe([("shows", "/other")]);
        await _api.DeleteAsync(new Uri($"{Address}/{id}", UriKind.Relative));
        (await RowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_titles_follow_a_new_name_and_are_one_with_those_it_reported_under_that()
    {
        var id = (await CreateAsync("anime")).GetProperty("id").GetInt64();
        await KeepAsync("anime", 7, "One/a.mkv");
        await KeepAsync("anime", 8, "Two/a.mkv");
        await KeepAsync("Shows", 7, "Elsewhere/b.mkv");

        await PutAsync(id, new { name = "shows" });

        await using var context = await _app.ContextAsync();
        (await context.Titles.OrderBy(title => title.SourceId).Select(title => new { title.SourceId, title.Instance }).ToListAsync())
            .ShouldBe([new { SourceId = (int?)7, Instance = "shows" }, new { SourceId = (int?)8, Instance = "shows" }]);
        (await context.Videos.CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Settings_keep_what_belongs_to_no_instance_and_a_new_one_takes_over_its_own()
    {
        await PutMappingsAsync([new { source = "sonarr", instance = "Anime", from = "/tv", to = _media.Path }, new { source = "sonarr", instance = "", from = "/all", to = _media.Path }]);

        var created = await CreateAsync("anime");

        created.GetProperty("path_mappings")[0].GetProperty("from").GetString().ShouldBe("/tv");
        (await _api.GetFromJsonAsync<JsonElement>(Mappings)).EnumerateArray().ShouldHaveSingleItem().GetProperty("from").GetString().ShouldBe("/all");
        await PutMappingsAsync([]);
        (await RowsAsync()).ShouldBe([("anime", "/tv")]);
        var refused = await _api.PutAsJsonAsync(Mappings, new[] { new { source = "sonarr", instance = "anime", from = "/x", to = _media.Path } });
        (await refused.Content.ReadAsStringAsync()).ShouldContain("set it on its page");
    }

    [Theory]
    [InlineData("kind", "plex", "Use sonarr or radarr.")]
    [InlineData("name", " ", "Enter a name")]
    [InlineData("url", "sonarr:8989", "must start with http:// or https://")]
    [InlineData("url", "http://me:secret@sonarr:8989", "must hold no name and password")]
    [InlineData("url", "http://sonarr:8989/api/v3", "without /api/v3")]
    [InlineData("url", "http://sonarr:8989/?apikey=1", "remove ? or #")]
    [InlineData("api_key", "", "Enter the API key")]
    [InlineData("api_key", "***", "Enter the API key")]
    [InlineData("api_key", "a b", "copy it again")]
    public async Task What_cannot_be_is_refused_at_its_field(string field, string value, string expected)
    {
        var body = new Dictionary<string, object> { ["name"] = "anime", ["kind"] = "sonarr", ["url"] = _sonarr.Url, ["api_key"] = FakeSonarr.Key, [field] = value };

        using var refused = await _api.PostAsJsonAsync(Address, body);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
    }

    [Fact]
    public async Task Two_of_one_name_a_change_of_kind_and_a_folder_that_is_none_are_refused()
    {
        var id = (await CreateAsync("anime")).GetProperty("id").GetInt64();

        using var twice = await _api.PostAsJsonAsync(Address, new { name = "ANIME", kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key });
        using var other = await _api.PutAsJsonAsync($"{Address}/{id}", new { kind = "radarr" });
        using var lost = await _api.PutAsJsonAsync($"{Address}/{id}", new { path_mappings = new[] { new { from = "/tv", to = "smb://nas/tv" } } });

        (await twice.Content.ReadAsStringAsync()).ShouldContain("each needs a name of its own");
        (await other.Content.ReadAsStringAsync()).ShouldContain("create another one for Radarr");
        (await lost.Content.ReadAsStringAsync()).ShouldContain("is no whole path here");
        using var radarr = await _api.PostAsJsonAsync(Address, new { name = "anime", kind = "radarr", url = _sonarr.Url, api_key = FakeSonarr.Key });
        radarr.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_test_goes_as_far_as_it_can_and_says_how_far()
    {
        var id = (await CreateAsync("Sonarr", [new { from = "/tv", to = _media.Path }])).GetProperty("id").GetInt64();
        _sonarr.Add(5501, "/tv/Low Tide.mkv", 1);
        var missing = await TestAsync($"{id}/test", null);
        await File.WriteAllTextAsync(_media.File("Low Tide.mkv"), "");

        (await TestAsync($"{id}/test", null)).ShouldBe((true, "reached + host allowed + key accepted + is Sonarr + folders seen + a file seen +", $"{_media.File("Low Tide.mkv")} is there."));
        (missing.Success, missing.Steps).ShouldBe((false, "reached + host allowed + key accepted + is Sonarr + folders seen + a file seen -"));
        missing.Last.ShouldContain("its path mapping leads to");
    }

    [Fact]
    public async Task What_is_not_saved_is_tried_out_too()
    {
        var wrong = await TestAsync("test", new { name = "x", kind = "sonarr", url = _sonarr.Url, api_key = "another" });
        _sonarr.AnswerNext(400, "");
        var unknown = await TestAsync("test", new { name = "x", kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key });
        _sonarr.AnswerNext(200, "<html></html>");
        var page = await TestAsync("test", new { name = "x", kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key });
        _sonarr.AnswerNext(200, """{"appName":"Radarr"}""");
        var stranger = await TestAsync("test", new { name = "x", kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key });
        var unseen = await TestAsync("test", new { name = "x", kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key });

        wrong.Steps.ShouldBe("reached + host allowed + key accepted -");
        unknown.Steps.ShouldBe("reached + host allowed -");
        page.Steps.ShouldBe("reached -");
        stranger.Steps.ShouldBe("reached + host allowed + key accepted + is Sonarr -");
        unseen.Steps.ShouldBe("reached + host allowed + key accepted + is Sonarr + folders seen - a file seen +");
        (await _api.GetFromJsonAsync<JsonElement>(Address)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_stored_key_stands_for_its_mask_in_a_test()
    {
        var id = (await CreateAsync("Sonarr")).GetProperty("id").GetInt64();

        (await TestAsync("test", new { id, name = "Sonarr", kind = "sonarr", url = _sonarr.Url, api_key = "***" })).Steps.ShouldStartWith("reached + host allowed + key accepted +");
    }

    private async Task<JsonElement> CreateAsync(string name, object[]? mappings = null)
    {
        using var created = await _api.PostAsJsonAsync(Address, new { name, kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key, path_mappings = mappings });
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        return await created.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> PutAsync(long id, object body)
    {
        using var changed = await _api.PutAsJsonAsync($"{Address}/{id}", body);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        return await changed.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task KeepAsync(string instance, int id, string path)
    {
        var title = new KnownTitle("sonarr", instance, id, "One") { Folder = Path.GetDirectoryName(_media.File(path)) };
        var video = new VideoFile(_media.File(path), 1, DateTimeOffset.UnixEpoch, Probe: null);
        return _app.Services.GetRequiredService<LibraryKeeper>().SeenAsync(new SeenFile(title, 1, 1, [1], video, [], []), CancellationToken.None);
    }

    private async Task PutMappingsAsync(object[] mappings) => (await _api.PutAsJsonAsync(Mappings, mappings)).IsSuccessStatusCode.ShouldBeTrue();

    private async Task<(bool Success, string Steps, string Last)> TestAsync(string path, object? body)
    {
        using var answer = await _api.PostAsJsonAsync($"{Address}/{path}", body ?? new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var steps = result.GetProperty("steps").EnumerateArray().ToList();
        return (
            result.GetProperty("success").GetBoolean(),
            string.Join(' ', steps.Select(step => $"{step.GetProperty("name").GetString()} {(step.GetProperty("ok").GetBoolean() ? "+" : "-")}")),
            steps[^1].GetProperty("message").GetString()!);
    }

    private async Task<List<(string Instance, string From)>> RowsAsync()
    {
        await using var context = await _app.ContextAsync();
        return [.. (await context.PathMappings.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Where(row => row.Instance.Length > 0).Select(row => (row.Instance, row.From))];
    }

    private async Task<string> StoredKeyAsync()
    {
        await using var context = await _app.ContextAsync();
        var stored = await context.ArrInstances.AsNoTracking().SingleAsync();
        return _app.Services.GetService(typeof(Infrastructure.Security.ISecretProtector)) is Infrastructure.Security.ISecretProtector protector ? protector.Unprotect(stored.ApiKey) : "";
    }
}
