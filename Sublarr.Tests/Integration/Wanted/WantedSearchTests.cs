using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Wanted;

/// <summary>How what is wanted is looked for: after an import, by hand, many at once, by schedule.</summary>
public sealed class WantedSearchTests
{
    private const string Movie = "Foo Film (2020)/Foo Film (2020)";

    [Fact]
    public async Task What_was_imported_is_looked_for_at_once_within_the_tree_of_its_report()
    {
        await using var house = new WantedHouse();
        house.Put($"{Movie}.mkv");

        await house.ImportAsync($"{Movie}.mkv");

        await Eventually.TrueAsync(() => !house.Search.Asked.IsEmpty, "nothing is looked for");
        await using var context = await house.App.ContextAsync();
        var search = await context.Jobs.AsNoTracking().SingleAsync(job => job.Kind == "search-subtitles");
        var scan = await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == search.ParentId);
        (scan.Kind, search.Title).ShouldBe(("scan-movie", "Find subtitles for Foo Film"));
        house.Search.Asked.ShouldHaveSingleItem().Wanted.ShouldBe("en");
    }

    [Fact]
    public async Task After_a_delay_that_somebody_set_it_is_looked_for_later()
    {
        await using var house = new WantedHouse();
        using var set = await house.Api.PutAsJsonAsync("/api/v1/wanted/settings", new { delay_minutes = 90 });
        (await set.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("delay_minutes").GetInt32().ShouldBe(90);
        house.Put($"{Movie}.mkv");

        await house.ImportAsync($"{Movie}.mkv");

        await house.AreWantedAsync("en");
        var wanted = (await house.ListAsync())[0];
        (wanted.GetProperty("next_search_at").GetDateTimeOffset() - wanted.GetProperty("added_at").GetDateTimeOffset()).ShouldBe(TimeSpan.FromMinutes(90));
        await using var context = await house.App.ContextAsync();
        var job = await context.Jobs.AsNoTracking().SingleAsync(job => job.Kind == "search-subtitles");
        (job.DueAt - job.CreatedAt).ShouldBe(TimeSpan.FromMinutes(90), TimeSpan.FromSeconds(5));
        house.Search.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_file_under_the_same_name_is_looked_for_at_once_however_often_the_one_before_was_in_vain()
    {
        await using var house = new WantedHouse();
        house.Put($"{Movie}.mkv");
        await house.ImportAsync($"{Movie}.mkv");
        await EndedSearchesAsync(house, 1);
        var id = (await house.ListAsync())[0].GetProperty("id").GetInt64();
        await house.EndAsync(await SearchAsync(house, id));

        File.WriteAllText(house.File($"{Movie}.mkv"), "better");
        await house.ImportAsync($"{Movie}.mkv", fileId: 171, size: 6);

        await EndedSearchesAsync(house, 3);
        var wanted = (await house.ListAsync())[0];
        (wanted.GetProperty("id").GetInt64(), wanted.GetProperty("searches").GetInt32()).ShouldBe((id, 1));
    }

    [Fact]
    public async Task What_the_folder_told_of_first_waits_for_the_minutes_after_its_import_all_the_same()
    {
        await using var house = new WantedHouse();
        using var set = await house.Api.PutAsJsonAsync("/api/v1/wanted/settings", new { delay_minutes = 90 });
        house.Put($"{Movie}.mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en");
        var before = (await house.ListAsync())[0].GetProperty("next_search_at").GetDateTimeOffset();

        await house.ImportAsync($"{Movie}.mkv");

        await Eventually.TrueAsync(
            async () => (await house.ListAsync())[0].GetProperty("next_search_at").GetDateTimeOffset() >= before.AddMinutes(90), () => "it does not wait for the minutes after the import");
        await using var context = await house.App.ContextAsync();
        var job = await context.Jobs.AsNoTracking().SingleAsync(job => job.Kind == "search-subtitles");
        (job.DueAt - job.CreatedAt).ShouldBe(TimeSpan.FromMinutes(90), TimeSpan.FromSeconds(5));
        house.Search.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_ignored_stays_so_when_a_new_file_is_imported()
    {
        await using var house = new WantedHouse();
        house.Put($"{Movie}.mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en");
        using var ignored = await house.Api.PutAsJsonAsync($"/api/v1/wanted/{(await house.ListAsync())[0].GetProperty("id").GetInt64()}", new { ignored = true });

        await house.ImportAsync($"{Movie}.mkv");

        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await house.App.ContextAsync();
                return await context.Jobs.AnyAsync(job => job.Kind == "scan-movie" && job.FinishedAt != null) && !await context.VideoChanges.AnyAsync();
            },
            () => "the import is not worked off");
        await using var context = await house.App.ContextAsync();
        (await context.Jobs.CountAsync(job => job.Kind == "search-subtitles")).ShouldBe(0);
        await house.AreWantedAsync("en", "state=ignored");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_081)]
    public async Task A_delay_nobody_can_wait_for_is_refused(int minutes)
    {
        await using var house = new WantedHouse();

        using var answer = await house.Api.PutAsJsonAsync("/api/v1/wanted/settings", new { delay_minutes = minutes });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("0 to 10080 minutes");
    }

    [Fact]
    public async Task What_nobody_has_is_looked_for_again_later_and_says_so()
    {
        await using var house = new WantedHouse();
        house.Put($"{Movie}.mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en");
        var id = (await house.ListAsync())[0].GetProperty("id").GetInt64();

        await house.EndAsync(await SearchAsync(house, id));
        await house.EndAsync(await SearchAsync(house, id));

        var wanted = (await house.ListAsync())[0];
        (wanted.GetProperty("searches").GetInt32(), wanted.GetProperty("outcome").GetString(), wanted.GetProperty("note").GetString()).ShouldBe((2, "not_found", "Nobody has one."));
        (wanted.GetProperty("next_search_at").GetDateTimeOffset() - wanted.GetProperty("searched_at").GetDateTimeOffset()).ShouldBeInRange(TimeSpan.FromHours(6), TimeSpan.FromHours(6.6));
        var told = await house.ToldAsync("wanted_item_processed");
        told.Count.ShouldBe(2);
        told[0].GetProperty("outcome").GetString().ShouldBe("not_found");
    }

    [Fact]
    public async Task That_nobody_could_be_asked_counts_for_nothing_and_is_tried_again()
    {
        await using var house = new WantedHouse();
        house.Search.Answers["en"] = new(SearchOutcome.Failed, "No provider answers.");
        house.Put($"{Movie}.mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en");

        var job = await SearchAsync(house, (await house.ListAsync())[0].GetProperty("id").GetInt64());

        await Eventually.TrueAsync(
            async () => (await house.Api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}")).GetProperty("job").GetProperty("state").GetString() == "retrying", () => "it is not tried again");
        var wanted = (await house.ListAsync())[0];
        (wanted.GetProperty("searches").GetInt32(), wanted.GetProperty("outcome").GetString()).ShouldBe((0, "failed"));
    }

    [Fact]
    public async Task All_of_a_filter_are_looked_for_by_one_job_that_tells_the_sum()
    {
        await using var house = new WantedHouse();
        house.Search.Answers["en"] = new(SearchOutcome.Downloaded, "Taken.") { Provider = "local", Score = 300 };
        house.Put([.. Enumerable.Range(1, 120).Select(number => $"Harbour Line (2019)/Season 01/Harbour Line - S01E{number:000}.mkv"), $"{Movie}.mkv"]);
        await house.ScanAsync();
        await Eventually.TrueAsync(async () => (await house.Api.GetFromJsonAsync<JsonElement>("/api/v1/wanted")).GetProperty("total").GetInt32() == 121, () => "not all are wanted");

        using var answer = await house.Api.PostAsync("/api/v1/wanted/search?kind=series", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var asked = await answer.Content.ReadFromJsonAsync<JsonElement>();
        asked.GetProperty("count").GetInt32().ShouldBe(120);
        await house.EndAsync(asked.GetProperty("job_id").GetInt64());
        house.Search.Asked.Select(search => search.Video).Distinct().Count().ShouldBe(120);
        house.Search.Asked.Count.ShouldBe(120);
        var told = (await house.ToldAsync("batch_complete")).ShouldHaveSingleItem();
        (told.GetProperty("kind").GetString(), told.GetProperty("total").GetInt32(), told.GetProperty("succeeded").GetInt32(), told.GetProperty("failed").GetInt32()).ShouldBe(("search", 120, 120, 0));
    }

    [Fact]
    public async Task A_search_for_all_that_was_cut_short_goes_on_where_it_was()
    {
        await using var house = new WantedHouse();
        house.Put([.. Enumerable.Range(1, 50).Select(number => $"Harbour Line (2019)/Season 01/Harbour Line - S01E{number:00}.mkv")]);
        await house.ScanAsync();
        await Eventually.TrueAsync(async () => (await house.Api.GetFromJsonAsync<JsonElement>("/api/v1/wanted")).GetProperty("total").GetInt32() == 50, () => "not all are wanted");
        var gate = new TaskCompletionSource();
        house.Search.Gate = gate.Task;
        using var answer = await house.Api.PostAsync("/api/v1/wanted/search", null);
        var job = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        await Eventually.TrueAsync(() => house.Search.Asked.Count == 16, "sixteen videos are not looked for side by side");

        using var second = await house.Api.PostAsync("/api/v1/wanted/search", null);
        (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64().ShouldBe(job, "a second click queues no second search");
        using var cancelled = await house.Api.PostAsync($"/api/v1/jobs/{job}/cancel", null);
        (await house.EndAsync(job)).GetProperty("state").GetString().ShouldBe("cancelled");
        gate.SetResult();
        using var run = await house.Api.PostAsync($"/api/v1/jobs/{job}/run", null);
        await house.EndAsync(job);

        house.Search.Asked.Count.ShouldBe(66, "the sixteen that were cut short are looked for again, and nothing else twice");
    }

    [Fact]
    public async Task The_schedule_looks_for_what_is_due_and_leaves_the_rest()
    {
        await using var house = new WantedHouse();
        house.Put($"{Movie}.mkv", "Bar Film (2021)/Bar Film (2021).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en en");
        await house.EndAsync(await SearchAsync(house, (await house.ListAsync("search=foo"))[0].GetProperty("id").GetInt64()));
        house.Search.Asked.Clear();

        using var run = await house.Api.PostAsync("/api/v1/schedules/wanted-search/run", null);

        await house.EndAsync((await run.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64());
        house.Search.Asked.ShouldHaveSingleItem().Video.ShouldBe((await house.ListAsync("search=bar"))[0].GetProperty("video_id").GetInt64());
    }

    [Theory]
    [InlineData("/api/v1/wanted/search")]
    [InlineData("/api/v1/schedules/wanted-search/run")]
    public async Task A_video_that_is_looked_for_with_all_others_is_not_looked_for_by_hand_at_the_same_time(string all)
    {
        await using var house = new WantedHouse();
        house.Search.Answers["en"] = new(SearchOutcome.Downloaded, "Taken.") { Provider = "local", Score = 300 };
        house.Put($"{Movie}.mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en");
        var gate = new TaskCompletionSource();
        house.Search.Gate = gate.Task;
        var batch = await house.PostAsync(all);
        await Eventually.TrueAsync(() => house.Search.Asked.Count == 1, "nothing is looked for");

        var wanted = (await house.ListAsync())[0];
        var byHand = await SearchAsync(house, wanted.GetProperty("id").GetInt64());
        var turns = house.App.Services.GetRequiredService<SearchTurns>();
        await Eventually.TrueAsync(() => turns.CountOf(wanted.GetProperty("video_id").GetInt64()) == 2, "it does not wait for its turn");
        gate.SetResult();
        await house.EndAsync(batch);
        var ended = await house.EndAsync(byHand);

        ended.GetProperty("state").GetString().ShouldBe("succeeded");
        house.Search.Asked.Count.ShouldBe(1, "one video is looked for twice at once, and may get two subtitles");
        var attempt = (await house.Api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{byHand}")).GetProperty("attempts")[0];
        attempt.GetProperty("detail").GetProperty("note").GetString().ShouldBe("Another search looked for it at the same time. Taken.");
    }

    [Fact]
    public async Task A_search_for_all_and_the_one_of_the_schedule_go_one_after_the_other()
    {
        await using var house = new WantedHouse();
        house.Put($"{Movie}.mkv", "Bar Film (2021)/Bar Film (2021).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en en");
        var gate = new TaskCompletionSource();
        house.Search.Gate = gate.Task;

        var byHand = await house.PostAsync("/api/v1/wanted/search");
        await Eventually.TrueAsync(() => house.Search.Asked.Count == 2, "nothing is looked for");
        var scheduled = await house.PostAsync("/api/v1/schedules/wanted-search/run");
        var waits = (await house.Api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{scheduled}")).GetProperty("job");
        gate.SetResult();
        await house.EndAsync(byHand);
        await house.EndAsync(scheduled);

        waits.GetProperty("state").GetString().ShouldBe("queued");
        house.Search.Asked.Count.ShouldBe(2, "the schedule looks for the same videos again");
    }

    [Fact]
    public async Task A_search_for_all_that_is_run_again_looks_for_all_again()
    {
        await using var house = new WantedHouse();
        house.Put($"{Movie}.mkv", "Bar Film (2021)/Bar Film (2021).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en en");
        var job = await house.PostAsync("/api/v1/wanted/search");
        await house.EndAsync(job);

        using var again = await house.Api.PostAsync($"/api/v1/jobs/{job}/run", null);
        again.EnsureSuccessStatusCode();
        await house.EndAsync(job);

        house.Search.Asked.Count.ShouldBe(4);
        (await house.ToldAsync("batch_complete")).Select(told => told.GetProperty("total").GetInt32()).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task Without_anybody_to_ask_nothing_is_queued_and_the_answer_says_what_helps()
    {
        await using var house = new WantedHouse(canSearch: false);
        house.Put($"{Movie}.mkv");
        await house.ImportAsync($"{Movie}.mkv");
        await house.AreWantedAsync("en");
        var id = (await house.ListAsync())[0].GetProperty("id").GetInt64();

        using var one = await house.Api.PostAsync($"/api/v1/wanted/{id}/search", null);
        using var all = await house.Api.PostAsync("/api/v1/wanted/search", null);

        (one.StatusCode, all.StatusCode).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.Conflict));
        (await one.Content.ReadAsStringAsync()).ShouldContain("Set up a provider.");
        await using var context = await house.App.ContextAsync();
        (await context.Jobs.AnyAsync(job => job.Kind == "search-subtitles")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_longer_wanted_cannot_be_looked_for_or_ignored()
    {
        await using var house = new WantedHouse();

        using var search = await house.Api.PostAsync("/api/v1/wanted/77/search", null);
        using var ignore = await house.Api.PutAsJsonAsync("/api/v1/wanted/77", new { ignored = true });
        using var nothing = await house.Api.PutAsJsonAsync("/api/v1/wanted/77", new { });

        (search.StatusCode, ignore.StatusCode, nothing.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest));
    }

    private static Task EndedSearchesAsync(WantedHouse house, int count) => Eventually.TrueAsync(
        async () =>
        {
            await using var context = await house.App.ContextAsync();
            return await context.Jobs.CountAsync(job => job.Kind == "search-subtitles" && job.FinishedAt != null) == count;
        },
        () => $"not {count} searches have ended");

    private static async Task<long> SearchAsync(WantedHouse house, long id)
    {
        using var answer = await house.Api.PostAsync($"/api/v1/wanted/{id}/search", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
    }
}
