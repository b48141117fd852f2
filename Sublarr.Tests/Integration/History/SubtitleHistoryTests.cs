using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Retention;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.History;

/// <summary>What became of a subtitle, and what people do about it, with a folder of subtitles as the provider.</summary>
public sealed class SubtitleHistoryTests
{
    [Fact]
    public async Task A_download_is_written_down_with_all_that_decided_for_it()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other, HistoryHouse.Exact);

        var told = (await house.HistoryAsync()).ShouldHaveSingleItem();

        (told.GetProperty("action").GetString(), told.GetProperty("provider").GetString(), told.GetProperty("provider_subtitle_id").GetString(), told.GetProperty("language").GetString(), told.GetProperty("format").GetString())
            .ShouldBe(("downloaded", "local", HistoryHouse.Exact, "en", "srt"));
        told.GetProperty("path").GetString().ShouldBe(house.Path());
        told.GetProperty("sentence").GetString().ShouldBe("English for Foo Film: downloaded from Local folder.");
        told.GetProperty("subtitle_id").GetInt64().ShouldBe(await house.OnlySubtitleAsync());
        told.GetProperty("job_id").GetInt64().ShouldBePositive();
        told.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("subject").GetString()).ShouldContain("Language");
    }

    [Fact]
    public async Task The_page_says_why_it_is_this_one_as_it_was_then_and_under_the_rules_of_today()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var id = await house.OnlySubtitleAsync();
        var before = await house.GetAsync($"subtitles/{id}");
        using var changed = await house.Api.PutAsync("/api/v1/scoring/weights", new StringContent("""{"movie":{"title":200}}""", System.Text.Encoding.UTF8, "application/json"));
        changed.IsSuccessStatusCode.ShouldBeTrue(await changed.Content.ReadAsStringAsync());

        var after = await house.GetAsync($"subtitles/{id}");

        (after.GetProperty("exists").GetBoolean(), after.GetProperty("origin").GetString(), after.GetProperty("title").GetString()).ShouldBe((true, "downloaded", "Foo Film"));
        var then = after.GetProperty("score_then").GetProperty("points").GetInt32();
        then.ShouldBe(before.GetProperty("score_now").GetProperty("points").GetInt32());
        then.ShouldBe(after.GetProperty("score_then").GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("points").GetInt32()));
        after.GetProperty("score_now").GetProperty("points").GetInt32().ShouldBe(then + 140);
    }

    [Fact]
    public async Task Not_this_one_goes_to_the_trash_is_never_taken_again_and_the_next_comes_at_once()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other, HistoryHouse.Exact);
        house.Text().ShouldContain(HistoryHouse.Exact);

        var deed = await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/blacklist", body: new { reason = "Out of sync" });
        await house.EndedAsync(deed.GetProperty("job_id").GetInt64());

        house.Text().ShouldContain(HistoryHouse.Other);
        (await house.HistoryAsync()).Select(told => told.GetProperty("action").GetString()).ShouldBe(["downloaded", "blacklisted", "downloaded"]);
        var listed = (await house.GetAsync("blacklist")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (listed.GetProperty("provider_subtitle_id").GetString(), listed.GetProperty("reason").GetString()).ShouldBe((HistoryHouse.Exact, "Out of sync"));

        // Nothing is left that would do.
        var again = await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/blacklist");
        (await house.EndedAsync(again.GetProperty("job_id").GetInt64())).ShouldContain("on the blacklist of this video");
        File.Exists(house.Path()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_not_wanted_comes_back_when_a_person_wants_it_after_all()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Other, HistoryHouse.Exact);
        var first = await house.OnlySubtitleAsync();
        var deed = await house.DoAsync($"subtitles/{first}/blacklist");
        await house.EndedAsync(deed.GetProperty("job_id").GetInt64());

        var restored = await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/restore");

        house.Text().ShouldContain(HistoryHouse.Exact);
        (await house.GetAsync("blacklist")).GetProperty("total").GetInt32().ShouldBe(0);
        var id = restored.GetProperty("subtitle_id").GetInt64();
        (await house.GetAsync($"subtitles/{id}")).GetProperty("upgrade_obstacle").GetString().ShouldNotBeNull().ShouldContain("out of the trash");
        // What it took the place of is in the trash in its turn, and comes back the same way.
        await house.DoAsync($"subtitles/{first}/restore");
        house.Text().ShouldContain(HistoryHouse.Other);
    }

    [Fact]
    public async Task A_persons_own_file_goes_to_the_trash_when_a_person_asks_and_comes_back_by_the_id_it_had()
    {
        await using var house = new HistoryHouse();
        house.Search.Put(HistoryHouse.Movie);
        File.WriteAllText(house.Path(), "mine");
        await house.Search.ImportAsync(HistoryHouse.Movie);
        await Eventually.TrueAsync(async () => (await house.SubtitlesAsync()).Count == 1, () => "the file is not known");
        var id = await house.OnlySubtitleAsync();

        await house.DeleteAsync($"subtitles/{id}");

        File.Exists(house.Path()).ShouldBeFalse();
        (await house.GetAsync($"subtitles/{id}")).GetProperty("restorable").GetString().ShouldBe(Path.GetFileName(HistoryHouse.Beside));
        (await house.DeleteAsync($"subtitles/{id}", HttpStatusCode.NotFound)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("in the trash already");
        await house.DoAsync($"subtitles/{id}/restore");
        house.Text().ShouldBe("mine");
        (await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/blacklist", HttpStatusCode.Conflict)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("Delete it instead");
    }

    [Fact]
    public async Task A_file_that_is_gone_is_said_so_and_the_library_knows_it_afterwards()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var id = await house.OnlySubtitleAsync();
        File.Delete(house.Path());

        (await house.DeleteAsync($"subtitles/{id}", HttpStatusCode.NotFound)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("not there any more");

        (await house.SubtitlesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trash_that_cannot_be_written_leaves_the_file()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var id = await house.OnlySubtitleAsync();
        await File.WriteAllTextAsync(Path.Combine(house.Search.App.ConfigDirectory, "trash"), "in the way");

        await house.DeleteAsync($"subtitles/{id}", HttpStatusCode.InsufficientStorage);

        File.Exists(house.Path()).ShouldBeTrue();
        (await house.HistoryAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stream_of_the_video_and_a_link_stay()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var video = (await house.SubtitlesAsync())[0].VideoId;
        await using (var context = await house.Search.App.ContextAsync())
        {
            context.Add(new SubtitleRow { VideoId = video, Stream = 2, Language = "en", Format = "subrip", Origin = Sublarr.Domain.Library.SubtitleOrigin.Embedded });
            await context.SaveChangesAsync();
        }

        var stream = (await house.SubtitlesAsync()).Single(row => row.Stream is not null).Id;
        (await house.DeleteAsync($"subtitles/{stream}", HttpStatusCode.Conflict)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("stream of the video");
        await house.DoAsync($"subtitles/{stream}/upgrade", HttpStatusCode.Conflict);

        var file = (await house.SubtitlesAsync()).Single(row => row.Name is not null).Id;
        File.Delete(house.Path());
        File.CreateSymbolicLink(house.Path(), "/etc/hostname");
        (await house.DeleteAsync($"subtitles/{file}", HttpStatusCode.Conflict)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("is a link");
    }

    [Fact]
    public async Task The_history_outlives_the_video_and_is_cleared_away_a_year_after_the_file()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var purge = house.Search.App.Services.GetRequiredService<IJobPurge>();
        (await purge.PurgeSubtitleHistoryAsync(DateTimeOffset.UtcNow.AddDays(1), CancellationToken.None)).ShouldBe(0, "the file is still there");

        await using (var context = await house.Search.App.ContextAsync())
        {
            context.RemoveRange(await context.Videos.ToListAsync());
            await context.SaveChangesAsync();
        }

        var told = (await house.HistoryAsync()).ShouldHaveSingleItem();
        (told.GetProperty("video_id").ValueKind, told.GetProperty("title").GetString()).ShouldBe((JsonValueKind.Null, "Foo Film"));
        await house.DoAsync($"subtitles/{told.GetProperty("subtitle_id").GetInt64()}/blacklist", HttpStatusCode.NotFound);
        (await purge.PurgeSubtitleHistoryAsync(DateTimeOffset.UtcNow.AddDays(-1), CancellationToken.None)).ShouldBe(0, "it is not old enough");
        (await purge.PurgeSubtitleHistoryAsync(DateTimeOffset.UtcNow.AddDays(1), CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_subtitle_keeps_its_id_when_its_folder_is_looked_at_again()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var id = await house.OnlySubtitleAsync();
        await File.WriteAllTextAsync(house.Path("Foo Film (2020)/Foo.Film.2020.1080p.BluRay.x264-TIDE.de.srt"), "another");

        using var scan = await house.Api.PostAsync("/api/v1/library/scan", null);
        await Eventually.TrueAsync(async () => (await house.SubtitlesAsync()).Count == 2, () => "the new file is not known");

        (await house.SubtitlesAsync()).Select(row => (row.Id == id, row.Language)).ShouldBe([(true, "en"), (false, "de")]);
    }

    [Fact]
    public async Task The_history_is_filtered_and_a_wrong_filter_is_named()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var told = (await house.HistoryAsync())[0];

        (await house.HistoryAsync($"?title_id={told.GetProperty("title_id").GetInt64()}&action=downloaded&language=en&provider=local")).Count.ShouldBe(1);
        (await house.HistoryAsync("?action=deleted")).ShouldBeEmpty();
        using var refused = await house.Api.GetAsync("/api/v1/history?action=eaten&language=klingonese");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await refused.Content.ReadAsStringAsync();
        problem.ShouldContain("downloaded, upgraded");
        problem.ShouldContain("klingonese");
    }

    [Fact]
    public async Task What_is_taken_off_the_blacklist_may_be_taken_again()
    {
        await using var house = await HistoryHouse.WithDownloadAsync(HistoryHouse.Exact);
        var deed = await house.DoAsync($"subtitles/{await house.OnlySubtitleAsync()}/blacklist");
        await house.EndedAsync(deed.GetProperty("job_id").GetInt64());
        var listed = (await house.GetAsync("blacklist")).GetProperty("items")[0].GetProperty("id").GetInt64();

        await house.DeleteAsync($"blacklist/{listed}", HttpStatusCode.NoContent);
        await house.DeleteAsync($"blacklist/{listed}", HttpStatusCode.NotFound);

        await Eventually.TrueAsync(async () => await house.Search.CountAsync() == 1, () => "it is not wanted again");
        await house.Search.SearchAsync((await house.GetAsync("wanted")).GetProperty("items")[0].GetProperty("id").GetInt64());
        await Eventually.TrueAsync(() => File.Exists(house.Path()), "it was not taken again");
        await using var context = await house.Search.App.ContextAsync();
        (await context.Audit.Where(row => row.Subject == "blacklist").Select(row => row.Action).ToListAsync()).ShouldBe(["created", "deleted"], ignoreOrder: true);
    }
}
