using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Languages;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Languages;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;
using static Sublarr.Tests.Fixtures.ConfigTransfer;

namespace Sublarr.Tests.Integration.Transfer;

/// <summary>What the document carries besides hooks and webhooks.</summary>
public sealed class PartTransferTests : IAsyncLifetime
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Passphrase = "four unusual words here";

    private readonly SublarrApp _app = new();
    private readonly SublarrApp _other = new();
    private HttpClient _api = null!;
    private HttpClient _otherApi = null!;

    public Task InitializeAsync()
    {
        (_api, _otherApi) = (_app.CreateApiClient(), _other.CreateApiClient());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        _otherApi.Dispose();
        await _app.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Another_Sublarr_gets_the_Sonarrs_the_mappings_and_the_profiles_and_the_second_time_nothing_changes()
    {
        await FillAsync();
        var document = await ExportAsync(_api, Passphrase);

        var done = await ImportAsync(_otherApi, document, Passphrase);
        var again = await ImportAsync(_otherApi, document, Passphrase);

        document.ShouldNotContain(Key);
        (done.GetProperty("created").GetInt32(), done.GetProperty("changed").GetInt32()).ShouldBe((3, 0));
        (again.GetProperty("created").GetInt32(), again.GetProperty("changed").GetInt32(), again.GetProperty("unchanged").GetInt32()).ShouldBe((0, 0, 4));
        await using var context = await _other.ContextAsync();
        var sonarr = await context.ArrInstances.SingleAsync();
        (sonarr.Name, sonarr.Url, _other.Services.GetRequiredService<ISecretProtector>().Unprotect(sonarr.ApiKey)).ShouldBe(("Main", "http://127.0.0.1:8989", Key));
        (await context.PathMappings.OrderBy(row => row.From).Select(row => $"{row.Source} {row.Instance} {row.From} {row.To}").ToListAsync())
            .ShouldBe(["radarr  /movies /media/movies", "sonarr Main /tv /media/tv"]);
        var german = await context.LanguageProfiles.SingleAsync(profile => profile.Name == "German first");
        german.Wanted.Select(wanted => wanted.Language.Text).ShouldBe(["de", "en"]);
        (await context.ProfileAssignments.Where(assignment => assignment.ProfileId == german.Id).OrderBy(assignment => assignment.Key).Select(assignment => assignment.Scope).ToListAsync())
            .ShouldBe([ProfileScope.Default, ProfileScope.Tag]);
        (await ExportAsync(_otherApi)).ShouldBe(await ExportAsync(_api));
    }

    [Fact]
    public async Task A_key_that_is_left_out_is_kept_where_it_is_known_and_asked_for_where_not()
    {
        await FillAsync();
        var document = await ExportAsync(_api);

        var here = await ImportAsync(_api, document, dryRun: true);
        var there = await ImportAsync(_otherApi, document, dryRun: true);
        using var refused = await SendAsync(_otherApi, document, null, dryRun: false);

        here.GetProperty("unchanged").GetInt32().ShouldBe(4);
        here.GetProperty("missing_secrets").GetArrayLength().ShouldBe(0);
        there.GetProperty("missing_secrets").EnumerateArray().ShouldHaveSingleItem().GetProperty("path").GetString().ShouldBe("arr_instances[0].api_key");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var context = await _other.ContextAsync();
        (await context.LanguageProfiles.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task One_wrong_field_refuses_all_of_it_by_its_path()
    {
        var document = """
            {"format":"sublarr-configuration","version":1,"subscriptions":[],
             "arr_instances":[{"kind":"lidarr","name":"A"},{"kind":"sonarr","name":"B","url":"nowhere","api_key":"0123456789abcdef0123456789abcdef"},{"kind":"sonarr","name":"C","colour":"red"}],
             "path_mappings":[{"kind":"sonarr","from":"tv","to":"/media/tv"}],
             "language_profiles":[{"name":"None","languages":[]},{"name":"Ends","languages":[{"language":"en"}],"cutoff":"de","tags":["anime"]},{"name":"Claims","languages":[{"language":"en"}],"tags":["Anime"]},{"languages":[]}]}
            """;

        using var answer = await SendAsync(_api, document, null, dryRun: false);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(
            [
                "arr_instances[0].kind", "arr_instances[1].url", "arr_instances[2].colour", "path_mappings[0].from",
                "language_profiles[0].languages", "language_profiles[1].cutoff", "language_profiles[2]", "language_profiles[3].name",
            ],
            ignoreOrder: true);
        await using var context = await _app.ContextAsync();
        (await context.ArrInstances.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_changed_since_somebody_looked_is_not_overwritten()
    {
        await FillAsync();
        var document = (await ExportAsync(_api, Passphrase)).Replace("http://127.0.0.1:8989", "http://127.0.0.1:8990");
        var plan = (await ImportAsync(_api, document, Passphrase, dryRun: true)).GetProperty("plan").GetString();
        await using (var context = await _app.ContextAsync())
        {
            (await context.ArrInstances.SingleAsync()).Edit("Main", "http://127.0.0.1:7777", (await context.ArrInstances.SingleAsync()).ApiKey, isEnabled: true);
            await context.SaveChangesAsync();
        }

        using var answer = await SendAsync(_api, document, Passphrase, dryRun: false, plan);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private async Task FillAsync()
    {
        using var arr = await _api.PostAsJsonAsync("/api/v1/arr", new { name = "Main", kind = "sonarr", url = "http://127.0.0.1:8989", api_key = Key, path_mappings = new[] { new { from = "/tv", to = "/media/tv" } } });
        arr.EnsureSuccessStatusCode();
        using var paths = await _api.PutAsJsonAsync("/api/v1/settings/path-mappings", new[]
        {
            new { source = "radarr", instance = "", from = "/movies", to = "/media/movies" },
        });
        paths.EnsureSuccessStatusCode();
        using var profile = await _api.PostAsJsonAsync("/api/v1/profiles", new { name = "German first", languages = new[] { new { code = "de" }, new { code = "en" } }, cutoff = "de" });
        var id = (await profile.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        foreach (var held in new[] { new { scope = "tag", key = "anime" }, new { scope = "default", key = "" } })
        {
            using var assigned = await _api.PutAsJsonAsync("/api/v1/profiles/assignments", new { held.scope, held.key, profile_id = id });
            assigned.EnsureSuccessStatusCode();
        }
    }
}
