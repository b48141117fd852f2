using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Search;

/// <summary>From what is wanted to a file beside the video, with a folder of subtitles as the provider.</summary>
public sealed class SubtitleSearchTests
{
    private const string Movie = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.mkv";
    private const string Beside = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt";

    [Fact]
    public async Task What_Radarr_imports_has_its_subtitle_moments_later()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Put(Movie);
        house.Offer("Foo.Film.2020.720p.HDTV.x264-OTHER.en.srt", SearchHouse.English("other"));
        house.Offer("Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt", SearchHouse.English("tide"));

        await house.ImportAsync(Movie);

        await Eventually.TrueAsync(() => File.Exists(house.Video(Beside)), "no subtitle lies beside the video");
        File.ReadAllText(house.Video(Beside)).ShouldContain("tide");
        var told = (await house.ToldAsync("subtitle_downloaded")).ShouldHaveSingleItem();
        (told.GetProperty("provider").GetString(), told.GetProperty("language").GetString(), told.GetProperty("title").GetString(), told.GetProperty("format").GetString())
            .ShouldBe(("local", "en", "Foo Film", "srt"));
        told.GetProperty("written").GetProperty("path").GetString().ShouldBe(house.Video(Beside));
        var searched = (await house.ToldAsync("provider_search_complete")).ShouldHaveSingleItem();
        (searched.GetProperty("candidate_count").GetInt32(), searched.GetProperty("best_score").GetInt32()).ShouldBe((2, told.GetProperty("score").GetInt32()));
        await Eventually.TrueAsync(async () => await house.CountAsync() == 0, () => "it is still wanted");
        var movie = (await house.Api.GetFromJsonAsync<JsonElement>("/api/v1/library/movies")).GetProperty("items")[0].GetProperty("id").GetInt64();
        var file = (await house.Api.GetFromJsonAsync<JsonElement>($"/api/v1/library/movies/{movie}")).GetProperty("files")[0];
        file.GetProperty("subtitles").EnumerateArray().ShouldHaveSingleItem().GetProperty("origin").GetString().ShouldBe("downloaded");
    }

    [Fact]
    public async Task The_tree_of_the_report_leads_to_the_subtitle()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Put(Movie);
        house.Offer("Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt", SearchHouse.English("tide"));

        await house.ImportAsync(Movie);

        await house.ToldAsync("wanted_item_processed");
        await using var context = await house.App.ContextAsync();
        var search = await context.Jobs.AsNoTracking().SingleAsync(job => job.Kind == "search-subtitles");
        var scan = await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == search.ParentId);
        (await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == scan.ParentId)).Kind.ShouldBe("webhook-received");
    }

    [Fact]
    public async Task What_is_no_subtitle_is_passed_over_for_the_next()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Put(Movie);
        house.Offer("Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt", "<!DOCTYPE html><html><body>Please sign in</body></html>");
        house.Offer("Foo.Film.2020.720p.HDTV.x264-OTHER.en.srt", SearchHouse.English("other"));
        var wanted = await house.WantedAsync();

        await house.SearchAsync(wanted.GetProperty("id").GetInt64());

        await Eventually.TrueAsync(() => File.Exists(house.Video(Beside)), "no subtitle lies beside the video");
        File.ReadAllText(house.Video(Beside)).ShouldContain("other");
    }

    [Fact]
    public async Task What_the_profile_refuses_is_not_taken_and_the_list_says_why()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Put(Movie);
        house.Offer("Foo.Film.2020.1080p.CAM.x264-TIDE.en.srt", SearchHouse.English("cam"));
        using var changed = await house.Api.PutAsJsonAsync("/api/v1/profiles/1", new { must_not_contain = new[] { "CAM" } });
        changed.EnsureSuccessStatusCode();
        var wanted = await house.WantedAsync();

        var after = await house.SearchAsync(wanted.GetProperty("id").GetInt64());

        after.ShouldNotBeNull();
        after.Value.GetProperty("outcome").GetString().ShouldBe("below_minimum");
        after.Value.GetProperty("note").GetString().ShouldNotBeNull().ShouldContain("CAM");
        File.Exists(house.Video(Beside)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_nobody_has_is_said_so()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Put(Movie);
        house.Offer("Another.Film.2019.1080p.BluRay.x264-TIDE.en.srt", SearchHouse.English("another"));
        var wanted = await house.WantedAsync();

        var after = await house.SearchAsync(wanted.GetProperty("id").GetInt64());

        after.ShouldNotBeNull();
        (after.Value.GetProperty("outcome").GetString(), after.Value.GetProperty("searches").GetInt32()).ShouldBe(("not_found", 1));
        after.Value.GetProperty("note").GetString().ShouldNotBeNull().ShouldContain("nobody has one");
    }

    [Fact]
    public async Task A_provider_that_cannot_be_read_is_no_answer_about_the_subtitle()
    {
        await using var house = new SearchHouse();
        house.Put(Movie);
        using var switched = await house.Api.PutAsJsonAsync("/api/v1/providers/opensubtitles-compatible", new { enabled = true, settings = new { base_url = $"http://127.0.0.1:{LocalPort.Free()}/api/v1", api_key = "k" } });
        switched.IsSuccessStatusCode.ShouldBeTrue(await switched.Content.ReadAsStringAsync());
        var wanted = await house.WantedAsync();

        var after = await house.SearchAsync(wanted.GetProperty("id").GetInt64());

        after.ShouldNotBeNull();
        (after.Value.GetProperty("outcome").GetString(), after.Value.GetProperty("searches").GetInt32()).ShouldBe(("failed", 0));
    }

    [Fact]
    public async Task Without_a_provider_the_answer_names_the_page_where_one_is_switched_on()
    {
        await using var house = new SearchHouse();
        house.Put(Movie);
        var wanted = await house.WantedAsync();

        using var answer = await house.Api.PostAsync($"/api/v1/wanted/{wanted.GetProperty("id").GetInt64()}/search", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Providers");
    }

    [Fact]
    public async Task What_was_found_can_be_ranked_by_other_weights_afterwards()
    {
        await using var house = new SearchHouse();
        await house.SwitchOnAsync();
        house.Put(Movie);
        house.Offer("Foo.Film.2020.1080p.BluRay.x264-TIDE.en.srt", SearchHouse.English("tide"));

        await house.ImportAsync(Movie);
        await house.ToldAsync("subtitle_downloaded");

        await using var context = await house.App.ContextAsync();
        var stored = await context.StoredSearches.AsNoTracking().SingleAsync();
        (stored.Title, stored.Language).ShouldBe(("Foo Film", "en"));
    }
}
