using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Upgrades;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Integration.History;
using Sublarr.Tests.Integration.Search;

namespace Sublarr.Tests.Integration.Upgrades;

/// <summary>A better subtitle takes the place of one that is there, and nothing else does.</summary>
public sealed class UpgradeTests
{
    private const string Styled = "Foo.Film.2020.1080p.BluRay.x264-TIDE.en.ass";
    private const string BesideStyled = "Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.en.ass";

    [Fact]
    public async Task One_for_the_exact_release_takes_the_place_of_one_for_another_and_both_scores_are_told()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(HistoryHouse.Exact);
        var id = await house.OnlySubtitleAsync();

        var note = await LookAsync(house, id);

        note.ShouldContain("made for this very release");
        house.Text().ShouldContain(HistoryHouse.Exact);
        var told = (await house.Search.ToldAsync("upgrade_complete")).ShouldHaveSingleItem();
        var (before, after) = (told.GetProperty("old_score").GetInt32(), told.GetProperty("new_score").GetInt32());
        (after - before, told.GetProperty("old_format").GetString(), told.GetProperty("new_format").GetString(), told.GetProperty("provider").GetString()).ShouldBe((22, "srt", "srt", "local"));
        told.GetProperty("written").GetProperty("path").GetString().ShouldBe(house.Path());
        (await house.Search.ToldAsync("subtitle_downloaded")).ShouldHaveSingleItem("one of the two is told, and not both");
        var upgraded = (await house.HistoryAsync())[0];
        (upgraded.GetProperty("action").GetString(), upgraded.GetProperty("subtitle_id").GetInt64(), upgraded.GetProperty("trashed").GetArrayLength()).ShouldBe(("upgraded", id, 1));
    }

    [Fact]
    public async Task What_a_person_takes_out_of_the_trash_is_never_replaced_again()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(HistoryHouse.Exact);
        await LookAsync(house, await house.OnlySubtitleAsync());

        await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/restore");

        house.Text().ShouldContain(HistoryHouse.Other);
        (await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/upgrade", HttpStatusCode.Conflict)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("out of the trash");
    }

    [Fact]
    public async Task What_was_replaced_is_not_taken_again_however_the_weights_change()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(HistoryHouse.Exact);
        await LookAsync(house, await house.OnlySubtitleAsync());
        using var changed = await house.Api.PutAsync("/api/v1/scoring/weights", new StringContent("""{"movie":{"resolution":-900,"source":-900,"release_group":-900}}""", System.Text.Encoding.UTF8, "application/json"));
        changed.IsSuccessStatusCode.ShouldBeTrue(await changed.Content.ReadAsStringAsync());

        var note = await LookAsync(house, await house.OnlySubtitleAsync());

        note.ShouldContain("lay beside this video before");
        house.Text().ShouldContain(HistoryHouse.Exact);
    }

    [Fact]
    public async Task Where_there_is_nothing_better_that_is_said_and_the_next_look_is_put_off()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        house.Offer(HistoryHouse.Other);
        var id = await house.OnlySubtitleAsync();

        var note = await LookAsync(house, id);
        await LookAsync(house, id);

        note.ShouldContain("Nothing better was found");
        await using var context = await house.Search.App.ContextAsync();
        var look = await context.UpgradeLooks.AsNoTracking().SingleAsync();
        (look.SubtitleId, look.Looks).ShouldBe((id, 2));
        (look.DueAt - look.LookedAt).ShouldBe(TimeSpan.FromHours(46));
        (await house.GetAsync($"subtitles/{id}")).GetProperty("look").GetProperty("looks").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task ASS_takes_the_place_of_SRT_and_the_old_file_goes_to_the_trash()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(Styled, Ass());

        await LookAsync(house, await house.OnlySubtitleAsync());

        File.Exists(house.Path(BesideStyled)).ShouldBeTrue();
        File.Exists(house.Path()).ShouldBeFalse("players would list both");
        (await house.GetAsync("subtitles/trash")).GetArrayLength().ShouldBe(1);
        var told = (await house.Search.ToldAsync("upgrade_complete")).ShouldHaveSingleItem();
        (told.GetProperty("old_format").GetString(), told.GetProperty("new_format").GetString()).ShouldBe(("srt", "ass"));
        var page = await house.GetAsync($"subtitles/{await house.OnlySubtitleAsync()}");
        page.GetProperty("history").GetArrayLength().ShouldBe(2, "the history of the place goes on under the new file");
    }

    [Fact]
    public async Task What_turns_out_to_be_no_subtitle_leaves_the_one_that_is_there()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(HistoryHouse.Exact, "<!DOCTYPE html><html><body>Please sign in</body></html>");

        var note = await LookAsync(house, await house.OnlySubtitleAsync());

        note.ShouldContain("could not be taken");
        house.Text().ShouldContain(HistoryHouse.Other);
        (await house.GetAsync("subtitles/trash")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_somebody_has_changed_is_left_alone()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(HistoryHouse.Exact);
        await File.AppendAllTextAsync(house.Path(), "\n9999\n01:00:00,000 --> 01:00:02,000\nMy own line\n");

        (await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/upgrade", HttpStatusCode.Conflict)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("changed since it was downloaded");

        house.Text().ShouldContain("My own line");
    }

    [Fact]
    public async Task Once_another_video_stands_under_the_name_nothing_is_made_for_that_very_release_any_more()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        await File.WriteAllTextAsync(house.Path(HistoryHouse.Movie), "another file");
        await house.Search.ScanAsync();
        house.Offer("Foo.Film.2020.1080p.BluRay.x264-TIDE.eng.srt");
        var page = await house.GetAsync($"subtitles/{await house.OnlySubtitleAsync()}");
        page.GetProperty("video_replaced").GetBoolean().ShouldBeTrue();
        page.GetProperty("score_now").GetProperty("points").GetInt32().ShouldBeLessThan(page.GetProperty("score_then").GetProperty("points").GetInt32());

        var note = await LookAsync(house, await house.OnlySubtitleAsync());

        note.ShouldContain("made for this very release");
        house.Text().ShouldContain("TIDE.eng.srt");
    }

    [Fact]
    public async Task Its_own_file_stays_its_own_when_the_video_went_and_came_again()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        var first = await house.OnlySubtitleAsync();
        var film = new KnownTitle("radarr", "Radarr", 17, "Foo Film");
        await house.Search.App.Services.GetRequiredService<LibraryKeeper>().RemovedAsync(new RemovedFiles(film, [house.Path(HistoryHouse.Movie)], false, false), CancellationToken.None);

        await house.Search.ScanAsync();

        var subtitle = (await house.SubtitlesAsync()).ShouldHaveSingleItem();
        (subtitle.Origin, subtitle.Id == first).ShouldBe((SubtitleOrigin.Downloaded, false));
        house.Offer(HistoryHouse.Exact);
        (await LookAsync(house, subtitle.Id)).ShouldContain("made for this very release");
        (await house.GetAsync($"subtitles/{subtitle.Id}")).GetProperty("history").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task What_a_person_took_out_of_the_trash_stays_theirs_when_the_video_went_and_came_again()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(HistoryHouse.Exact);
        await LookAsync(house, await house.OnlySubtitleAsync());
        await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/restore");
        var film = new KnownTitle("radarr", "Radarr", 17, "Foo Film");
        await house.Search.App.Services.GetRequiredService<LibraryKeeper>().RemovedAsync(new RemovedFiles(film, [house.Path(HistoryHouse.Movie)], false, false), CancellationToken.None);

        await house.Search.ScanAsync();

        house.Text().ShouldContain(HistoryHouse.Other);
        (await house.SubtitlesAsync()).ShouldHaveSingleItem().Origin.ShouldBe(SubtitleOrigin.Found);
    }

    [Fact]
    public async Task One_for_the_hard_of_hearing_is_another_subtitle_and_no_better_one()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer("Foo.Film.2020.1080p.BluRay.x264-TIDE.en.sdh.srt");

        var note = await LookAsync(house, await house.OnlySubtitleAsync());

        note.ShouldContain("hearing impaired");
        house.Text().ShouldContain(HistoryHouse.Other);
    }

    [Fact]
    public async Task At_night_it_happens_by_itself_unless_a_person_has_switched_it_off()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other);
        house.Offer(HistoryHouse.Exact);
        (await house.GetAsync("upgrades/settings")).ToString().ShouldBe("""{"enabled":true,"days":30}""");
        using var off = await house.Api.PutAsJsonAsync("/api/v1/upgrades/settings", new { enabled = false });
        off.EnsureSuccessStatusCode();

        await RunAsync(house);
        house.Text().ShouldContain(HistoryHouse.Other);
        using var on = await house.Api.PutAsJsonAsync("/api/v1/upgrades/settings", new { enabled = true, days = 1 });
        on.EnsureSuccessStatusCode();
        var done = await RunAsync(house);

        house.Text().ShouldContain(HistoryHouse.Exact);
        done.ShouldContain("1 subtitle replaced");
        (await RunAsync(house)).ShouldContain("of 0 looked at", Case.Sensitive, "what was replaced is not looked at again the same night");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(366)]
    public async Task Days_out_of_range_are_refused_with_the_range(int days)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();

        using var refused = await api.PutAsJsonAsync("/api/v1/upgrades/settings", new { days });

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Enter 1 to 365 days.");
    }

    private static async Task<string> LookAsync(HistoryHouse house, long id) =>
        await house.EndedAsync((await house.DoAsync($"subtitles/{id}/upgrade", HttpStatusCode.Accepted)).GetProperty("job_id").GetInt64());

    private static async Task<string> RunAsync(HistoryHouse house)
    {
        using var run = await house.Api.PostAsync("/api/v1/schedules/upgrade-search/run", null);
        run.IsSuccessStatusCode.ShouldBeTrue(await run.Content.ReadAsStringAsync());
        return await house.EndedAsync((await run.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64());
    }

    private static string Ass()
    {
        var lines = SearchHouse.English("styled").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select((cue, number) =>
        {
            var at = TimeSpan.FromSeconds(20 * (number + 1));
            return $"Dialogue: 0,{at:h\\:mm\\:ss}.00,{at + TimeSpan.FromSeconds(3):h\\:mm\\:ss}.50,Default,,0,0,0,,{cue.Split('\n')[2]}";
        });
        return $"""
            [Script Info]
            ScriptType: v4.00+

            [V4+ Styles]
            Format: Name, Fontname, Fontsize
            Style: Default,Arial,40

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            {string.Join('\n', lines)}
            """;
    }
}
