using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Wanted;

/// <summary>What videos lack, and that it follows whatever it depends on.</summary>
public sealed class WantedTests
{
    private const string Episode = "Harbour Line (2019)/Season 02/Harbour Line - S02E03";

    [Fact]
    public async Task What_a_video_lacks_is_wanted_until_it_lies_beside_it()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv", "Foo Film (2020)/Foo Film (2020).mkv", "Foo Film (2020)/Foo Film (2020).en.srt");
        await house.ScanAsync();
        await house.AreWantedAsync("en");

        var wanted = (await house.ListAsync())[0];
        (wanted.GetProperty("title").GetString(), wanted.GetProperty("season").GetInt32(), wanted.GetProperty("episode").GetInt32(), wanted.GetProperty("kind").GetString())
            .ShouldBe(("Harbour Line", 2, 3, "series"));
        (wanted.GetProperty("variant").GetString(), wanted.GetProperty("required").GetBoolean(), wanted.GetProperty("searches").GetInt32()).ShouldBe(("whole", true, 0));

        house.Put($"{Episode}.en.srt");
        await house.ScanAsync();
        await house.AreWantedAsync("");
    }

    [Fact]
    public async Task A_profile_that_wants_something_else_is_followed_at_once()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv", $"{Episode}.de.srt");
        await house.ScanAsync();
        await house.AreWantedAsync("en");

        using var changed = await house.Api.PutAsJsonAsync("/api/v1/profiles/1", new { languages = new object[] { new { code = "de", forced = "also" }, new { code = "fr", required = false } } });
        changed.EnsureSuccessStatusCode();

        await house.AreWantedAsync("de fr");
        (await house.ListAsync("language=de"))[0].GetProperty("variant").GetString().ShouldBe("forced");
        (await house.ListAsync("required=false")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_profile_of_a_folder_holds_for_what_lies_in_it()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv", "Foo Film (2020)/Foo Film (2020).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en en");
        using var made = await house.Api.PostAsJsonAsync("/api/v1/profiles", new { name = "French", languages = new object[] { new { code = "fr" } } });
        var profile = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();

        using var assigned = await house.Api.PutAsJsonAsync("/api/v1/profiles/assignments", new { scope = "library", key = house.File("Foo Film (2020)"), profile_id = profile });
        assigned.EnsureSuccessStatusCode();

        await house.AreWantedAsync("en fr");
        (await house.ListAsync("language=fr&kind=movie")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_ignored_stays_so_whatever_is_scanned_and_can_be_wanted_again()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en");
        var id = (await house.ListAsync())[0].GetProperty("id").GetInt64();

        using var ignored = await house.Api.PutAsJsonAsync($"/api/v1/wanted/{id}", new { ignored = true });
        ignored.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        house.Put($"{Episode}.fr.srt");
        await house.ScanAsync();
        await WorkedOutAsync(house);
        await house.AreWantedAsync("");
        await house.AreWantedAsync("en", "state=ignored");
        (await house.ListAsync("state=ignored"))[0].GetProperty("next_search_at").ValueKind.ShouldBe(JsonValueKind.Null);

        using var twice = await house.Api.PutAsJsonAsync($"/api/v1/wanted/{id}", new { ignored = true });
        twice.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await house.Api.PutAsJsonAsync($"/api/v1/wanted/{id}", new { ignored = false });
        await house.AreWantedAsync("en");
    }

    [Fact]
    public async Task What_belongs_to_a_video_that_is_gone_is_wanted_no_more()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv", "Foo Film (2020)/Foo Film (2020).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en en");

        File.Delete(house.File($"{Episode}.mkv"));
        await house.ScanAsync();

        await house.AreWantedAsync("en");
        (await house.ListAsync())[0].GetProperty("title").GetString().ShouldBe("Foo Film");
    }

    [Fact]
    public async Task A_video_that_changes_while_it_is_worked_out_is_worked_out_again()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en");
        var video = (await house.ListAsync())[0].GetProperty("video_id").GetInt64();
        var changes = house.App.Services.GetRequiredService<IVideoChanges>();
        var writer = house.App.Services.GetRequiredService<GroupCommit>();

        var last = await LastChangeAsync(house);

        var taken = await writer.WriteAsync(
            WriteUrgency.Awaited,
            session =>
            {
                changes.Note(session, video, jobId: null);
                changes.Note(session, video, jobId: null);
                return (Earlier: changes.Take(session, last + 1), Later: changes.Take(session, last + 2));
            },
            CancellationToken.None);

        taken.ShouldBe((false, true));
    }

    [Fact]
    public async Task The_scan_of_everything_tells_what_it_came_to()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv", "Foo Film (2020)/Foo Film (2020).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en en");
        await using (var context = await house.App.ContextAsync())
        {
            // As if something had been forgotten.
            await context.Wanted.Where(row => row.Id > 0).Take(1).ExecuteDeleteAsync();
        }

        using var run = await house.Api.PostAsync("/api/v1/schedules/wanted-scan/run", null);
        run.EnsureSuccessStatusCode();

        await house.AreWantedAsync("en en");
        var told = (await house.ToldAsync("wanted_scan_complete")).ShouldHaveSingleItem();
        (told.GetProperty("scanned").GetInt32(), told.GetProperty("added").GetInt32(), told.GetProperty("total").GetInt32()).ShouldBe((2, 1, 2));
    }

    [Theory]
    [InlineData("kind=album", "kind")]
    [InlineData("language=klingonese", "language")]
    [InlineData("state=lost", "state")]
    [InlineData("required=perhaps", "required")]
    [InlineData("title_id=seven", "title_id")]
    [InlineData("variant=loud", "variant")]
    public async Task A_filter_that_means_nothing_is_named(string query, string field)
    {
        await using var house = new WantedHouse();

        using var answer = await house.Api.GetAsync($"/api/v1/wanted?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Titles_are_found_by_what_is_in_their_names()
    {
        await using var house = new WantedHouse();
        house.Put($"{Episode}.mkv", "Foo Film (2020)/Foo Film (2020).mkv", "100% Foo's (2021)/100% Foo's (2021).mkv");
        await house.ScanAsync();
        await house.AreWantedAsync("en en en");

        (await house.ListAsync("search=foo")).Count.ShouldBe(2);
        (await house.ListAsync($"search={Uri.EscapeDataString("100% foo's")}")).ShouldHaveSingleItem();
        (await house.ListAsync("search=%25&kind=series")).ShouldBeEmpty();
        var title = (await house.ListAsync("kind=series"))[0].GetProperty("title_id").GetInt64();
        (await house.ListAsync($"title_id={title}")).ShouldHaveSingleItem();
        (await house.ListAsync("limit=1&offset=1")).ShouldHaveSingleItem();
    }

    private static async Task<long> LastChangeAsync(WantedHouse house)
    {
        await using var context = await house.App.ContextAsync();
        return await context.Database.SqlQuery<long>($"SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'video_changes'), 0) AS Value").SingleAsync();
    }

    private static async Task WorkedOutAsync(WantedHouse house)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await house.App.ContextAsync();
                return !await context.VideoChanges.AnyAsync();
            },
            () => "what has changed is not worked out");
    }
}
