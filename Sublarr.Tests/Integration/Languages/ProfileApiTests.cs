using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Audit;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Api;

namespace Sublarr.Tests.Integration.Languages;

/// <summary>Which subtitles are wanted, over the API and in a real database.</summary>
public sealed class ProfileApiTests : IAsyncLifetime
{
    private const string Address = "/api/v1/profiles";

    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_fresh_install_wants_English()
    {
        var only = (await GetAsync(Address)).EnumerateArray().ShouldHaveSingleItem();

        (Text(only, "name"), Text(only, "wants"), only.GetProperty("is_default").GetBoolean()).ShouldBe(("English", "Wants English.", true));
        Text(await GetAsync($"{Address}/for?title=sonarr:7&tag=anime&library=films"), "name").ShouldBe("English");
    }

    [Fact]
    public async Task A_profile_is_created_read_changed_in_part_and_deleted()
    {
        using var created = await _api.PostAsJsonAsync(Address, new
        {
            name = "German, else English",
            languages = new object[] { new { code = "ger", forced = "also", hearing_impaired = "exclude" }, new { code = "English", required = false } },
            cutoff = "de",
            minimum_percent = 60,
            must_not_contain = new[] { "/\\bhc\\b/" },
        });
        var profile = await created.Content.ReadFromJsonAsync<JsonElement>();

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.ToString().ShouldBe($"{Address}/{IdOf(profile)}");
        profile.GetProperty("languages").EnumerateArray().Select(wanted => (Text(wanted, "code"), wanted.GetProperty("required").GetBoolean(), Text(wanted, "forced"), Text(wanted, "hearing_impaired")))
            .ShouldBe([("de", true, "also", "exclude"), ("en", false, "no", "include")]);
        (Text(profile, "cutoff"), profile.GetProperty("minimum_percent").GetInt32()).ShouldBe(("de", 60));

        using var changed = await _api.PutAsJsonAsync($"{Address}/{IdOf(profile)}", new { cutoff = "", minimum_percent = 0 });
        var after = await GetAsync($"{Address}/{IdOf(profile)}");

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        after.GetProperty("cutoff").ValueKind.ShouldBe(JsonValueKind.Null);
        after.GetProperty("minimum_percent").ValueKind.ShouldBe(JsonValueKind.Null);
        after.GetProperty("languages").GetArrayLength().ShouldBe(2);
        after.GetProperty("must_not_contain").EnumerateArray().Single().GetString().ShouldBe("/\\bhc\\b/");

        (await DeleteAsync($"{Address}/{IdOf(profile)}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await DeleteAsync($"{Address}/{IdOf(profile)}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _api.GetAsync($"{Address}/{IdOf(profile)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"languages":[{"code":"de"}]}""", "name", "Give it a name")]
    [InlineData("""{"name":"X"}""", "languages", "Add at least one language")]
    [InlineData("""{"name":"english","languages":[{"code":"de"}]}""", "name", "There is a profile \"english\" already")]
    [InlineData("""{"name":"X","languages":[{"code":"qq"}]}""", "languages", "There is no language \"qq\": /api/v1/languages lists them.")]
    [InlineData("""{"name":"X","languages":[{"code":"de"},{"code":"ger"}]}""", "languages", "German is there twice")]
    [InlineData("""{"name":"X","languages":[{"code":"de"}],"cutoff":"fr"}""", "cutoff", "French is not among the languages")]
    [InlineData("""{"name":"X","languages":[{"code":"de"}],"cutoff":"qq"}""", "cutoff", "\"qq\" is no language")]
    [InlineData("""{"name":"X","languages":[{"code":"de"}],"minimum_percent":101}""", "minimum_percent", "0 to 100 percent")]
    [InlineData("""{"name":"X","languages":[{"code":"de"}],"must_contain":["/(/"]}""", "must_contain", "/(/ cannot be used.")]
    [InlineData("""{"name":"X","languages":[{"code":"de"}],"must_not_contain":["/a(?=b)/"]}""", "must_not_contain", "looks ahead")]
    public async Task What_cannot_be_a_profile_is_refused_with_its_field_and_what_helps(string body, string field, string message)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _api.PostAsync(Address, content);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").GetProperty(field).EnumerateArray().Select(error => error.GetString()).ShouldContain(error => error!.Contains(message));
    }

    [Fact]
    public async Task Who_changes_or_deletes_an_older_version_is_told()
    {
        var id = await CreateAsync("German", "de");
        var version = await VersionAsync(id);
        await ChangeAsync(id, version, HttpStatusCode.OK);

        await ChangeAsync(id, version, HttpStatusCode.Conflict);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"{Address}/{id}") { Headers = { { "If-Match", version } } };
        using var refused = await _api.SendAsync(delete);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Somebody else changed the profile.");
        await ChangeAsync(id, await VersionAsync(id), HttpStatusCode.OK);
    }

    [FactWith("nginx")]
    public async Task A_version_is_known_again_behind_a_proxy_that_compresses()
    {
        await using var app = new SublarrApp();
        await using var nginx = await Nginx.StartAsync($"gzip on; gzip_types application/json; location / {{ proxy_pass {app.Listen().ToString().TrimEnd('/')}; }}");
        using var api = nginx.CreateClient();
        api.DefaultRequestHeaders.Add("X-Api-Key", app.ApiKey);
        using var get = new HttpRequestMessage(HttpMethod.Get, $"{Address}/1") { Headers = { { "Accept-Encoding", "gzip" } } };
        using var read = await api.SendAsync(get);
        var tag = read.Headers.ETag!;

        tag.IsWeak.ShouldBeTrue();
        foreach (var (version, expected) in new[] { ($"{tag}", HttpStatusCode.OK), ($"{tag}", HttpStatusCode.Conflict) })
        {
            using var put = new HttpRequestMessage(HttpMethod.Put, $"{Address}/1") { Headers = { { "If-Match", version } }, Content = JsonContent.Create(new { minimum_percent = 10 }) };
            using var answer = await api.SendAsync(put);
            answer.StatusCode.ShouldBe(expected, version);
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("*", null)]
    [InlineData("\"12\"", 12L)]
    [InlineData("W/\"12\"", 12L)]
    [InlineData("\"12-gzip\"", 12L)]
    [InlineData("12", 12L)]
    [InlineData("\"twelve\"", 0L)]
    public void A_version_is_read_however_a_proxy_has_written_it(string? header, long? expected) => StoredVersion.Read(header).ShouldBe(expected);

    [Fact]
    public async Task The_narrower_assignment_holds_and_the_wider_after_it_is_taken_back()
    {
        var (title, tag, library) = (await CreateAsync("Title", "de"), await CreateAsync("Tag", "fr"), await CreateAsync("Library", "es"));
        await AssignAsync("title", "sonarr:7", title);
        await AssignAsync("tag", "Anime", tag);
        await AssignAsync("library", "films", library);

        (await NameForAsync("title=SONARR:7&tag=anime&library=films")).ShouldBe("Title");
        (await NameForAsync("title=sonarr:8&tag=kids&tag=anime&library=films")).ShouldBe("Tag");
        (await NameForAsync("tag=kids&library=films")).ShouldBe("Library");
        (await NameForAsync("library=else")).ShouldBe("English");

        (await DeleteAsync($"{Address}/assignments?scope=title&key=sonarr:7")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await NameForAsync("title=sonarr:7&tag=anime&library=films")).ShouldBe("Tag");
        (await DeleteAsync($"{Address}/assignments?scope=title&key=sonarr:7")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync($"{Address}/assignments")).EnumerateArray().Select(held => Text(held, "scope")).ShouldBe(["tag", "library", "default"]);
    }

    [Fact]
    public async Task One_that_holds_for_something_is_deleted_once_it_is_said_what_replaces_it()
    {
        var (id, other) = (await CreateAsync("German", "de"), await CreateAsync("French", "fr"));
        await AssignAsync("tag", "anime", id);

        (await DeleteAsync($"{Address}/{id}")).ShouldBe((HttpStatusCode.Conflict, "It holds for titles, tags or libraries: name the profile that replaces it, as in ?replaced_by=1."));
        (await DeleteAsync($"{Address}/{id}?replaced_by={id}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await DeleteAsync($"{Address}/{id}?replaced_by=4711")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await DeleteAsync($"{Address}/{id}?replaced_by={other}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await NameForAsync("tag=anime")).ShouldBe("French");
    }

    [Fact]
    public async Task The_default_stays_until_another_one_is()
    {
        var id = await CreateAsync("German", "de");
        (await DeleteAsync($"{Address}/1?replaced_by={id}")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await DeleteAsync($"{Address}/assignments?scope=default")).Status.ShouldBe(HttpStatusCode.Conflict);

        await AssignAsync("default", "", id);

        (await DeleteAsync($"{Address}/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await GetAsync(Address)).EnumerateArray().ShouldHaveSingleItem().GetProperty("is_default").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"scope":"galaxy","key":"x","profile_id":1}""", "scope")]
    [InlineData("""{"key":"x","profile_id":1}""", "scope")]
    [InlineData("""{"scope":"tag","profile_id":1}""", "key")]
    [InlineData("""{"scope":"default","key":"x","profile_id":1}""", "key")]
    [InlineData("""{"scope":"tag","key":"x","profile_id":4711}""", "profile_id")]
    [InlineData("""{"scope":"tag","key":"x"}""", "profile_id")]
    public async Task What_cannot_be_assigned_is_refused_with_its_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _api.PutAsync($"{Address}/assignments", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Changes_are_in_the_audit_trail_in_words()
    {
        var id = await CreateAsync("German", "de");
        await AssignAsync("tag", "anime", id);

        await using var context = await _app.ContextAsync();
        var told = await context.Set<AuditRow>().AsNoTracking().Where(row => row.Subject.StartsWith("language_profile")).OrderBy(row => row.Id).ToListAsync();

        told.Select(row => (row.Subject, row.SubjectName)).ShouldBe([("language_profile", "German"), ("language_profile_assignment", "tag anime")]);
        JsonSerializer.Serialize(told[0]).ShouldContain("de");
    }

    [Fact]
    public async Task Every_language_is_listed_and_found_by_any_of_its_codes()
    {
        var all = await GetAsync("/api/v1/languages");
        var found = (await GetAsync("/api/v1/languages?text=pob")).EnumerateArray().First();

        all.GetArrayLength().ShouldBeGreaterThan(200);
        (Text(found, "code"), Text(found, "name"), Text(found, "own_name")).ShouldBe(("pt-BR", "Portuguese (Brazil)", "Português (Brasil)"));
        (Text(found.GetProperty("elsewhere"), "subdl"), Text(found.GetProperty("elsewhere"), "kodi")).ShouldBe(("BR_PT", "pob"));
        all.EnumerateArray().Single(language => Text(language, "code") == "und").GetProperty("can_be_wanted").GetBoolean().ShouldBeFalse();
    }

    private async Task ChangeAsync(long id, string version, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Address}/{id}") { Headers = { { "If-Match", version } }, Content = JsonContent.Create(new { minimum_percent = 10 }) };
        using var answer = await _api.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
    }

    private async Task<string> VersionAsync(long id)
    {
        using var answer = await _api.GetAsync($"{Address}/{id}");
        return answer.Headers.ETag!.ToString();
    }

    private async Task<long> CreateAsync(string name, string language)
    {
        using var answer = await _api.PostAsJsonAsync(Address, new { name, languages = new[] { new { code = language } } });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return IdOf(await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task AssignAsync(string scope, string key, long profile)
    {
        using var answer = await _api.PutAsJsonAsync($"{Address}/assignments", new { scope, key, profile_id = profile });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, string? Detail)> DeleteAsync(string path)
    {
        using var answer = await _api.DeleteAsync(path);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.Conflict ? Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "detail") : null);
    }

    private async Task<string?> NameForAsync(string query) => Text(await GetAsync($"{Address}/for?{query}"), "name");

    private async Task<JsonElement> GetAsync(string path) => await _api.GetFromJsonAsync<JsonElement>(path);

    private static long IdOf(JsonElement profile) => profile.GetProperty("id").GetInt64();

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
