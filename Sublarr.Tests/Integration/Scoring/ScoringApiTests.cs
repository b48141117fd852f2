using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Library;
using Sublarr.Domain.Scoring;
using Sublarr.Infrastructure.Events;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Scoring;

public sealed class ScoringApiTests : IAsyncLifetime
{
    private readonly SublarrApp _app = new();
    private HttpClient _api = null!;

    public Task InitializeAsync()
    {
        _api = _app.CreateApiClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Weights_start_with_their_defaults_change_in_part_and_are_reset()
    {
        var first = await GetAsync("weights");
        var changed = await SendAsync(HttpMethod.Put, "weights", """{"episode":{"hash":400,"year":0},"movie":{"title":-5}}""");
        var one = await SendAsync(HttpMethod.Delete, "weights?type=episode&key=hash");
        var all = await SendAsync(HttpMethod.Delete, "weights");

        first.GetProperty("episode").GetProperty("hash").GetInt32().ShouldBe(359);
        first.GetProperty("defaults").GetProperty("movie").GetProperty("title").GetInt32().ShouldBe(60);
        first.GetProperty("episode").TryGetProperty("title", out _).ShouldBeFalse();
        changed.GetProperty("episode").GetProperty("hash").GetInt32().ShouldBe(400);
        changed.GetProperty("episode").GetProperty("year").GetInt32().ShouldBe(0);
        changed.GetProperty("episode").GetProperty("series").GetInt32().ShouldBe(180);
        changed.GetProperty("movie").GetProperty("title").GetInt32().ShouldBe(-5);
        changed.GetProperty("version").GetInt64().ShouldBe(2);
        one.GetProperty("episode").GetProperty("hash").GetInt32().ShouldBe(359);
        one.GetProperty("episode").GetProperty("year").GetInt32().ShouldBe(0);
        all.GetProperty("episode").GetProperty("year").GetInt32().ShouldBe(90);
        all.GetProperty("defaults").GetProperty("episode").GetProperty("hash").GetInt32().ShouldBe(359);
    }

    [Fact]
    public async Task Bad_weights_are_refused_as_a_whole_and_named()
    {
        (string Body, string Field)[] cases =
        [
            ("""{"episode":{"luck":1}}""", "episode/luck"),
            ("""{"episode":{"title":1}}""", "episode/title"),
            ("""{"song":{"hash":1}}""", "song"),
            ("""{"movie":{"hash":1.5}}""", "movie/hash"),
            ("""{"movie":{"hash":"7"}}""", "movie/hash"),
            ("""{"movie":{"hash":1001}}""", "movie/hash"),
            ("""{"movie":{"hash":-1001}}""", "movie/hash"),
            ("""{"movie":7}""", "movie"),
            ("""[1]""", "body"),
        ];
        foreach (var (body, field) in cases)
        {
            using var answer = await RawAsync(HttpMethod.Put, "weights", body);
            using var withGood = await RawAsync(HttpMethod.Put, "weights", body.StartsWith('{') ? body.Insert(1, """ "episode":{"year":5}, """) : body);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            withGood.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            (await GetAsync("weights")).GetProperty("version").GetInt64().ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_second_of_two_writers_is_told_and_overwrites_nothing()
    {
        using var read = await _api.GetAsync("/api/v1/scoring/weights");
        var version = read.Headers.ETag!.Tag;

        using var first = await RawAsync(HttpMethod.Put, "weights", """{"episode":{"hash":400}}""", version);
        using var second = await RawAsync(HttpMethod.Put, "weights", """{"episode":{"hash":1}}""", version);
        using var unreadable = await RawAsync(HttpMethod.Delete, "weights", null, "\"x\"");

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync()).ShouldContain("version 2");
        unreadable.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await GetAsync("weights")).GetProperty("episode").GetProperty("hash").GetInt32().ShouldBe(400);
    }

    [Fact]
    public async Task Of_many_writers_at_once_exactly_one_wins()
    {
        _ = await GetAsync("weights");
        var store = _app.Services.GetRequiredService<ScoringStore>();

        var saved = await Task.WhenAll(Enumerable.Range(1, 8).Select(points => Task.Run(() => store.SaveAsync(
            new ScoringEdit(rules => rules with { Weights = rules.Weights.With(MediaType.Movie, ScoringKey.Year, points) }, 1), CancellationToken.None))));

        saved.Count(answer => !answer.IsConflict).ShouldBe(1);
    }

    [Fact]
    public async Task A_writer_overtaken_between_reading_and_writing_is_told_and_blocks_nobody()
    {
        _ = await GetAsync("weights");
        var store = _app.Services.GetRequiredService<ScoringStore>();
        ScoringEdit Edit(int points, long? version, Action? meanwhile = null) => new(
            rules =>
            {
                meanwhile?.Invoke();
                return rules with { Weights = rules.Weights.With(MediaType.Movie, ScoringKey.Year, points) };
            },
            version);

        var overtaken = await store.SaveAsync(Edit(1, 1, () => store.SaveAsync(Edit(2, 1), CancellationToken.None).GetAwaiter().GetResult()), CancellationToken.None);
        var next = await store.SaveAsync(Edit(3, 2), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        overtaken.IsConflict.ShouldBeTrue();
        next.IsConflict.ShouldBeFalse();
        (await GetAsync("weights")).GetProperty("movie").GetProperty("year").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Modifiers_are_set_read_and_deleted()
    {
        var changed = await SendAsync(HttpMethod.Put, "modifiers", """{"OpenSubtitles":-20,"subdl":100}""");
        using var deleted = await RawAsync(HttpMethod.Delete, "modifiers/subdl", null);
        using var again = await RawAsync(HttpMethod.Delete, "modifiers/subdl", null);
        using var refused = await RawAsync(HttpMethod.Put, "modifiers", """{"subdl":101}""");

        changed.GetProperty("provider_modifiers").GetProperty("opensubtitles").GetInt32().ShouldBe(-20);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync("modifiers")).GetProperty("provider_modifiers").EnumerateObject().ShouldHaveSingleItem().Value.GetInt32().ShouldBe(-20);
    }

    [Fact]
    public async Task A_preset_is_shown_imported_listed_exported_and_deleted()
    {
        const string preset = """{"name":"Mine","description":"Hash first","weights":{"episode":{"hash":500}},"provider_modifiers":{"jimaku":9}}""";

        var shown = await SendAsync(HttpMethod.Post, "presets/import?preview=true", preset);
        var version = (await GetAsync("weights")).GetProperty("version").GetInt64();
        var imported = await SendAsync(HttpMethod.Post, "presets/import", preset);
        var list = await GetAsync("presets");
        var exported = await GetAsync("presets/mine");
        using var deleted = await RawAsync(HttpMethod.Delete, "presets/Mine", null);
        using var builtIn = await RawAsync(HttpMethod.Delete, "presets/TV", null);
        using var gone = await _api.GetAsync("/api/v1/scoring/presets/Mine");

        shown.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("name").GetString()).ShouldBe(["episode.hash", "provider_modifiers.jimaku"]);
        version.ShouldBe(1);
        imported.GetProperty("saved").GetProperty("changed_keys").GetArrayLength().ShouldBe(3);
        (await GetAsync("weights")).GetProperty("active_preset").GetString().ShouldBe("Mine");
        list.EnumerateArray().Select(item => item.GetProperty("name").GetString()).ShouldBe(["TV", "Anime", "Movies", "Mine"]);
        exported.GetProperty("weights").GetProperty("episode").GetProperty("hash").GetInt32().ShouldBe(500);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        builtIn.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_bad_preset_is_refused_and_nothing_is_stored()
    {
        (string Body, string Field)[] cases =
        [
            ("""[]""", "preset"),
            ("""{"name":"tv","weights":{}}""", "name"),
            ("""{"weights":{}}""", "name"),
            ("""{"name":"x","weights":{"episode":{"hash":"a"}}}""", "weights/episode/hash"),
        ];
        foreach (var (preset, field) in cases)
        {
            using var answer = await RawAsync(HttpMethod.Post, "presets/import", preset);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            (await GetAsync("presets")).GetArrayLength().ShouldBe(3);
        }
    }

    [Fact]
    public async Task The_preview_ranks_under_weights_that_are_not_saved()
    {
        var answer = await SendAsync(HttpMethod.Post, "preview", """
            {"type":"episode","weights":{"series":10},"provider_modifiers":{"subdl":15},"preferences":{"hearing_impaired":"exclude","forced":"whatever"},"candidates":[
              {"provider_name":"subdl","matches":["series","luck"],"format":"srt"},
              {"provider_name":"gestdown","matches":["hash","series"],"hearing_impaired":true},
              {"provider_name":"opensubtitles","language":"en","format":"ass","matches":["season","episode"],"uploader_trust":10,"machine_translated":true}]}
            """);

        var results = answer.GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("index").GetInt32()).ShouldBe([2, 0, 1]);
        results.Select(result => result.GetProperty("score").GetInt32()).ShouldBe([90, 25, 369]);
        results[0].GetProperty("breakdown").EnumerateObject().ToDictionary(part => part.Name, part => part.Value.GetInt32()).ShouldBe(new Dictionary<string, int>
        {
            ["season"] = 30,
            ["episode"] = 30,
            ["format_bonus"] = 50,
            ["uploader_trust"] = 10,
            ["machine_translation"] = -30,
        });
        results[2].GetProperty("refused").GetBoolean().ShouldBeTrue();
        results[2].GetProperty("reason").GetString()!.ShouldContain("hearing impaired");
        (await GetAsync("weights")).GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_bad_preview_is_refused_and_named()
    {
        (string Body, string Field)[] cases =
        [
            ("""{"candidates":[]}""", "type"),
            ("""{"type":"song"}""", "type"),
            ("""{"type":"movie","weights":{"series":1}}""", "weights/series"),
            ("""{"type":"movie","provider_modifiers":{"subdl":1000}}""", "provider_modifiers/subdl"),
            ("""{"type":"movie","candidates":[{"matches":[]}]}""", "candidates/0/provider_name"),
            ("""{"type":"movie","candidates":[null]}""", "candidates/0/provider_name"),
            ("""{"type":"movie","candidates":[{"provider_name":"subdl","uploader_trust":21}]}""", "candidates/0/uploader_trust"),
        ];
        foreach (var (body, field) in cases)
        {
            using var answer = await RawAsync(HttpMethod.Post, "preview", body);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Without_candidates_the_samples_are_ranked_and_then_the_stored_searches()
    {
        var samples = await SendAsync(HttpMethod.Post, "preview", """{"type":"movie"}""");
        await _app.Services.GetRequiredService<SearchArchive>().AddAsync(
            new SearchResult(MediaType.Movie, "Real", "en", [new("subdl", "en", CandidateBits.Of(ScoringKey.Title)), new("subdl", "en", CandidateBits.Of(ScoringKey.Hash))]),
            CancellationToken.None);
        var real = await SendAsync(HttpMethod.Post, "preview", """{"type":"movie"}""");

        samples.GetProperty("samples").GetBoolean().ShouldBeTrue();
        samples.GetProperty("searches").GetArrayLength().ShouldBe(6);
        real.GetProperty("samples").GetBoolean().ShouldBeFalse();
        var search = real.GetProperty("searches").EnumerateArray().ShouldHaveSingleItem();
        search.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("score").GetInt32()).ShouldBe([119, 60]);
    }

    [Fact]
    public async Task A_change_counts_from_the_very_next_score_and_is_published()
    {
        const string preview = """{"type":"episode","candidates":[{"provider_name":"subdl","matches":["hash"]}]}""";
        var before = await SendAsync(HttpMethod.Post, "preview", preview);

        await SendAsync(HttpMethod.Put, "weights", """{"episode":{"hash":400}}""");
        var after = await SendAsync(HttpMethod.Post, "preview", preview);

        before.GetProperty("results")[0].GetProperty("score").GetInt32().ShouldBe(359);
        after.GetProperty("results")[0].GetProperty("score").GetInt32().ShouldBe(400);
        await using var context = await _app.ContextAsync();
        var published = await context.Events.AsNoTracking().Where(row => row.Name == "config_updated").SingleAsync();
        published.Data.ShouldContain("\"episode.hash\"");
    }

    private Task<JsonElement> GetAsync(string path) => _api.GetFromJsonAsync<JsonElement>($"/api/v1/scoring/{path}");

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await RawAsync(method, path, body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, string? body, string? version = null)
    {
        var request = new HttpRequestMessage(method, $"/api/v1/scoring/{path}");
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }

        return _api.SendAsync(request);
    }
}
