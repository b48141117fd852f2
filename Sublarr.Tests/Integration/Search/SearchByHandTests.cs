using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Search;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Search;

/// <summary>A person asks, looks, and takes: through the whole way, with a folder of subtitles as the provider.</summary>
public sealed class SearchByHandTests
{
    private const string Movie = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.mkv";
    private const string Beside = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt";
    private const string Best = "Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt";
    private const string Other = "Foo.Film.2020.720p.HDTV.x264-OTHER.en.srt";

    [Fact]
    public async Task All_that_there_is_is_shown_the_best_first_and_nothing_is_taken()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Offer(Other, SearchHouse.English("other"));
        house.Offer(Best, SearchHouse.English("tide"));
        var video = await house.KnowAsync(Movie);

        var search = await house.AskAsync(video);

        (Text(search, "state"), Text(search, "title"), Text(search, "origin")).ShouldBe(("done", "Foo Film", "person"));
        var provider = search.GetProperty("providers").EnumerateArray().ShouldHaveSingleItem();
        (Text(provider, "name"), Text(provider, "state"), provider.GetProperty("found").GetInt32()).ShouldBe(("local", "answered", 2));
        var candidates = Candidates(search);
        candidates.Select(candidate => Text(candidate, "release")).ShouldBe(["Foo.Film.2020.1080p.BluRay.x264-TIDE", "Foo.Film.2020.720p.HDTV.x264-OTHER"]);
        candidates.ShouldAllBe(candidate => Text(candidate, "fate") == "not_reached" && Text(candidate, "language") == "en" && Text(candidate, "provider_label") == "Local folder");
        var best = candidates[0];
        best.GetProperty("breakdown").EnumerateArray().Sum(part => part.GetProperty("points").GetInt32()).ShouldBe(best.GetProperty("score").GetInt32());
        best.GetProperty("matches").EnumerateArray().Select(match => match.GetString()).ShouldContain("release_group");
        File.Exists(house.Video(Beside)).ShouldBeFalse();
        var listed = (await house.Api.GetFromJsonAsync<JsonElement>($"/api/v1/library/files/{video}/searches")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (listed.GetProperty("id").GetInt64(), listed.GetProperty("found").GetInt32()).ShouldBe((search.GetProperty("id").GetInt64(), 2));
        (await house.ToldAsync("provider_search_complete")).ShouldHaveSingleItem().GetProperty("candidate_count").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task What_lies_there_already_is_looked_for_all_the_same_and_other_languages_when_they_are_named()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Offer(Best, SearchHouse.English("tide"));
        house.Offer("Foo.Film.2020.1080p.BluRay.x264-TIDE.de.srt", "1\n00:00:01,000 --> 00:00:02,000\nHallo\n");
        house.Put(Movie);
        await File.WriteAllTextAsync(house.Video(Beside), SearchHouse.English("mine"));
        var video = await house.KnowAsync(Movie);

        var usual = await house.AskAsync(video);
        var german = await house.AskAsync(video, new { languages = new[] { "ger" } });
        var forced = await house.AskAsync(video, new { languages = new[] { "de" }, forced = true });

        Candidates(usual).Select(candidate => Text(candidate, "language")).ShouldBe(["en"]);
        Candidates(german).Select(candidate => Text(candidate, "language")).ShouldBe(["de"]);
        Candidates(forced).ShouldBeEmpty();
        Text(forced.GetProperty("wanted")[0], "variant").ShouldBe("forced");
        using var refused = await house.Api.PostAsJsonAsync($"/api/v1/library/files/{video}/search", new { languages = new[] { "klingonese" } });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("klingonese");
        using var none = await house.Api.PostAsJsonAsync($"/api/v1/library/files/{video}/search", new { languages = Array.Empty<string>() });
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_second_click_while_one_runs_gives_the_same()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        var video = await house.KnowAsync(Movie);
        using var paused = await house.Api.PostAsync("/api/v1/queue/pause", null);
        paused.EnsureSuccessStatusCode();

        var (first, second) = (await OrderAsync(house, video), await OrderAsync(house, video));
        using var resumed = await house.Api.PostAsync("/api/v1/queue/resume", null);
        resumed.EnsureSuccessStatusCode();
        await house.EndedAsync(first.Search);
        // The search says that it is over a moment before its job does.
        await Eventually.TrueAsync(
            async () => Text((await house.Api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{first.Job}")).GetProperty("job"), "state") == "succeeded", () => "its job does not end");
        var third = await OrderAsync(house, video);

        second.ShouldBe(first);
        third.Search.ShouldNotBe(first.Search);
    }

    [Fact]
    public async Task One_that_is_stopped_before_it_begins_is_said_to_be()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        var video = await house.KnowAsync(Movie);
        using var paused = await house.Api.PostAsync("/api/v1/queue/pause", null);
        var (job, search) = await OrderAsync(house, video);

        using var cancelled = await house.Api.PostAsync($"/api/v1/jobs/{job}/cancel", null);
        cancelled.EnsureSuccessStatusCode();

        Text(await house.EndedAsync(search), "state").ShouldBe("cancelled");
    }

    [Fact]
    public async Task Without_a_provider_the_obstacle_is_named_and_what_is_not_there_is_not_found()
    {
        await using var house = new SearchHouse();
        var video = await house.KnowAsync(Movie);

        using var obstacle = await house.Api.PostAsync($"/api/v1/library/files/{video}/search", null);
        await house.SwitchOnAsync();
        using var noVideo = await house.Api.PostAsync("/api/v1/library/files/4711/search", null);
        using var noList = await house.Api.GetAsync("/api/v1/library/files/4711/searches");
        using var noSearch = await house.Api.GetAsync("/api/v1/searches/4711");
        using var noCandidate = await house.Api.PostAsJsonAsync("/api/v1/searches/4711/download", new { candidate_id = "0a" });
        using var noPreview = await house.Api.PostAsJsonAsync("/api/v1/searches/4711/preview", new { candidate_id = "0a" });
        using var unnamed = await house.Api.PostAsJsonAsync("/api/v1/searches/4711/download", new { });

        obstacle.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await obstacle.Content.ReadAsStringAsync()).ShouldContain("Switch one on under Providers");
        new[] { noVideo, noList, noSearch, noCandidate, noPreview }.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NotFound);
        unnamed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await unnamed.Content.ReadAsStringAsync()).ShouldContain("candidate_id");
    }

    [Fact]
    public async Task The_very_one_that_was_chosen_is_fetched_also_one_that_rules_refuse_and_twice_is_once()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Offer(Best, SearchHouse.English("tide"));
        house.Offer("Foo.Film.2020.1080p.CAM.x264-TIDE.en.srt", SearchHouse.English("cam"));
        using var changed = await house.Api.PutAsJsonAsync("/api/v1/profiles/1", new { must_not_contain = new[] { "CAM" } });
        changed.EnsureSuccessStatusCode();
        var search = await house.AskAsync(await house.KnowAsync(Movie));
        var refused = Candidates(search)[^1];

        var job = await house.DownloadAsync(search, refused);
        var again = await house.DownloadAsync(search, refused);
        await house.UntilAsync(job, "succeeded");

        refused.GetProperty("refused").GetBoolean().ShouldBeTrue();
        Text(refused, "reason").ShouldNotBeNull().ShouldContain("CAM");
        again.ShouldBe(job);
        (await File.ReadAllTextAsync(house.Video(Beside))).ShouldContain("cam");
        var told = (await house.ToldAsync("subtitle_downloaded")).ShouldHaveSingleItem();
        (told.GetProperty("provider").GetString(), told.GetProperty("score").GetInt32()).ShouldBe(("local", refused.GetProperty("score").GetInt32()));
        var after = Candidates(await house.EndedAsync(search.GetProperty("id").GetInt64()))[^1];
        (Text(after, "fate"), Text(after, "file"), after.GetProperty("download_job_id").GetInt64(), Text(after, "download_state")).ShouldBe(("taken", Path.GetFileName(Beside), job, "succeeded"));
    }

    [Fact]
    public async Task What_a_person_put_there_stays_and_the_answer_says_so()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Offer(Best, SearchHouse.English("tide"));
        house.Put(Movie);
        await File.WriteAllTextAsync(house.Video(Beside), SearchHouse.English("mine"));
        var search = await house.AskAsync(await house.KnowAsync(Movie));

        var reason = await house.UntilAsync(await house.DownloadAsync(search, Candidates(search)[0]), "dead");

        (await File.ReadAllTextAsync(house.Video(Beside))).ShouldContain("mine");
        var after = Candidates(await house.EndedAsync(search.GetProperty("id").GetInt64()))[0];
        Text(after, "fate").ShouldBe("not_placed");
        after.GetProperty("fate_reasons")[0].GetString().ShouldBe(reason);
    }

    [Fact]
    public async Task A_preview_shows_what_is_in_it_and_what_the_gate_says_and_places_nothing()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Offer(Best, SearchHouse.English("tide"));
        house.Offer(Other, "<!DOCTYPE html><html><body>Please sign in</body></html>");
        var search = await house.AskAsync(await house.KnowAsync(Movie));

        var good = await PreviewAsync(house, search, Candidates(search)[0]);
        var page = await PreviewAsync(house, search, Candidates(search)[1]);

        (good.GetProperty("accepted").GetBoolean(), good.GetProperty("cue_count").GetInt32(), good.GetProperty("cues").GetArrayLength()).ShouldBe((true, 60, 30));
        var cue = good.GetProperty("cues")[0];
        (cue.GetProperty("start_ms").GetInt64(), Text(cue, "text")).ShouldBe((20_000, "The lights are still on, and nobody has been here for years."));
        page.GetProperty("accepted").GetBoolean().ShouldBeFalse();
        page.GetProperty("findings").EnumerateArray().ShouldContain(finding => finding.GetProperty("refusal").ValueKind == JsonValueKind.String);
        Directory.EnumerateFiles(Path.GetDirectoryName(house.Video(Movie))!).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_fails_or_is_left_alone_is_shown_with_its_sentence_beside_who_answers()
    {
        await using var house = new SearchHouse();
        await using var subdl = await FakeService.StartAsync<FakeSubDl>();
        await house.SwitchOnAsync();
        await house.SwitchOnAsync(subdl);
        house.Offer(Best, SearchHouse.English("tide"));
        var video = await house.KnowAsync(Movie);
        subdl.AnswerNext(429, "{}", ("Retry-After", "600"));

        var failing = await house.AskAsync(video);
        var skipping = await house.AskAsync(video);

        (Text(failing, "state"), Candidates(failing).Count).ShouldBe(("done", 1));
        var (failed, skipped) = (Provider(failing, "subdl"), Provider(skipping, "subdl"));
        // The sentence first: it says why a state is another.
        Text(failed, "problem").ShouldNotBeNull().ShouldContain("asked too often");
        Text(skipped, "problem").ShouldNotBeNull().ShouldContain("It is not asked before");
        (Text(failed, "state"), Text(skipped, "state")).ShouldBe(("failed", "skipped"));
    }

    [Fact]
    public async Task Where_nobody_answers_the_search_has_failed_and_says_why()
    {
        await using var house = new SearchHouse();
        await using var subdl = await FakeService.StartAsync<FakeSubDl>();
        await house.SwitchOnAsync(subdl);
        var video = await house.KnowAsync(Movie);
        subdl.AnswerNext(200, "<!DOCTYPE html><html><body>Please wait</body></html>");

        var search = await house.AskAsync(video);

        Text(search, "state").ShouldBe("failed");
        Text(search, "problem").ShouldNotBeNull().ShouldContain("page to look at");
    }

    [Fact]
    public async Task A_search_that_ran_by_itself_is_kept_with_what_became_of_each()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Offer(Best, "<!DOCTYPE html><html><body>Please sign in</body></html>");
        house.Offer(Other, SearchHouse.English("other"));
        house.Offer("Foo.Film.2020.480p.DVD.XviD-LAST.en.srt", SearchHouse.English("last"));
        house.Put(Movie);

        await house.ImportAsync(Movie);
        await house.ToldAsync("wanted_item_processed");

        await using var context = await house.App.ContextAsync();
        var row = await context.Searches.AsNoTracking().SingleAsync();
        var search = await house.EndedAsync(row.Id);
        (Text(search, "origin"), Text(search, "state")).ShouldBe(("automatic", "done"));
        Candidates(search).Select(candidate => Text(candidate, "fate")).ShouldBe(["refused", "taken", "not_reached"]);
        Candidates(search)[0].GetProperty("fate_reasons")[0].GetString().ShouldNotBeNull().ShouldNotBeEmpty();
        (await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == row.JobId)).Kind.ShouldBe("search-subtitles");
    }

    [Fact]
    public async Task A_candidate_has_the_same_id_each_time()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Offer(Best, SearchHouse.English("tide"));
        house.Offer(Other, SearchHouse.English("other"));
        var video = await house.KnowAsync(Movie);

        var (first, second) = (await house.AskAsync(video), await house.AskAsync(video));

        Candidates(first).Select(candidate => Text(candidate, "id")).ShouldBe(Candidates(second).Select(candidate => Text(candidate, "id")));
        Candidates(first).Select(candidate => Text(candidate, "id")).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Searches_go_with_their_video()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        var video = await house.KnowAsync(Movie, "Bar Film (2021)/Bar.Film.2021.1080p.BluRay.x264-TIDE.mkv");
        var search = await house.AskAsync(video);

        File.Delete(house.Video(Movie));
        using var scan = await house.Api.PostAsync("/api/v1/library/scan", null);

        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await house.Api.GetAsync($"/api/v1/searches/{search.GetProperty("id")}");
                return answer.StatusCode == HttpStatusCode.NotFound;
            },
            () => "the search is still kept");
    }

    private static List<JsonElement> Candidates(JsonElement search) => [.. search.GetProperty("candidates").EnumerateArray()];

    private static JsonElement Provider(JsonElement search, string name) => search.GetProperty("providers").EnumerateArray().Single(provider => Text(provider, "name") == name);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<(long Job, long Search)> OrderAsync(SearchHouse house, long video)
    {
        using var answer = await house.Api.PostAsync($"/api/v1/library/files/{video}/search", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var ordered = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (ordered.GetProperty("job_id").GetInt64(), ordered.GetProperty("search_id").GetInt64());
    }

    private static async Task<JsonElement> PreviewAsync(SearchHouse house, JsonElement search, JsonElement candidate)
    {
        using var answer = await house.Api.PostAsJsonAsync($"/api/v1/searches/{search.GetProperty("id")}/preview", new { candidate_id = Text(candidate, "id") });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
