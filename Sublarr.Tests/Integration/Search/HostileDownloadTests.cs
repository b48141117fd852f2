using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;
using Sublarr.Tests.Integration.Subtitles;

namespace Sublarr.Tests.Integration.Search;

/// <summary>What strangers deliver, and what happens meanwhile: from the click to the folder of the video.</summary>
public sealed class HostileDownloadTests : IAsyncLifetime
{
    private const string Folder = "Harbor Lights/Season 02";
    private const string Episode = $"{Folder}/Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv";
    private const string Beside = $"{Folder}/Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.en.srt";
    private const string File1 = "/subtitle/1.zip";

    private readonly SearchHouse _house = new();
    private FakeSubDl _service = null!;

    public async Task InitializeAsync()
    {
        _service = await FakeService.StartAsync<FakeSubDl>();
        await _house.SwitchOnAsync(_service);
        Finds("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA");
    }

    public async Task DisposeAsync()
    {
        await _house.DisposeAsync();
        await _service.DisposeAsync();
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "login", "page to look at" },
        { "endless", "sent more than 21 MB" },
        { "error", "no subtitle" },
        { "bomb", "no subtitle" },
        { "deep", "subtitle" },
        { "packed login", "page" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_no_subtitle_is_said_to_be_none_and_leaves_no_trace(string kind, string expected)
    {
        _service.Files[File1] = kind switch
        {
            "login" => new(200, "<!DOCTYPE html><html><body><form>Sign in</form></body></html>"),
            "endless" => new(200, "") { IsEndless = true },
            "error" => new(200, """{"status":false,"error":"file not found"}"""),
            "bomb" => new(200, "") { File = Packs.Zip(("a.srt", new byte[100 * 1024 * 1024])) },
            "deep" => new(200, "") { File = Packs.Zip(("a.zip", Packs.Zip(("b.zip", Packs.Zip(Packs.File("c.srt", SearchHouse.English("deep"))))))) },
            _ => new(200, "") { File = Packs.Zip(Packs.File("a.srt", "<!DOCTYPE html><html><body>Please sign in</body></html>")) },
        };
        var search = await SearchAsync();
        using var preview = await _house.Api.PostAsJsonAsync($"/api/v1/searches/{search.GetProperty("id")}/preview", new { candidate_id = First(search).GetProperty("id").GetString() });
        var shown = await preview.Content.ReadAsStringAsync();

        var job = await _house.DownloadAsync(search, First(search));
        var reason = await _house.UntilAsync(job, "dead", "retrying");

        reason.ShouldNotBeNull().ShouldContain(expected, Case.Insensitive);
        shown.ShouldContain(expected, Case.Insensitive);
        Directory.EnumerateFiles(_house.Video(Folder)).ShouldHaveSingleItem();
        var after = First(await _house.EndedAsync(search.GetProperty("id").GetInt64()));
        after.GetProperty("fate").GetString().ShouldBeOneOf("refused", "not_fetched");
        after.GetProperty("fate_reasons")[0].GetString().ShouldBe(reason);
    }

    [Fact]
    public async Task An_archive_in_an_archive_with_a_path_for_a_name_lands_beside_the_video_and_nowhere_else()
    {
        _service.Files[File1] = new(200, "")
        {
            File = Packs.Zip(("../../inner.zip", Packs.Zip(Packs.File("../../../../tmp/evil/Harbor.Lights.S02E05.srt", SearchHouse.English("path"))))),
            Headers = [("Content-Disposition", "attachment; filename=\"../../../etc/cron.d/evil.zip\"")],
        };
        var search = await SearchAsync();

        await _house.UntilAsync(await _house.DownloadAsync(search, First(search)), "succeeded");

        (await File.ReadAllTextAsync(_house.Video(Beside))).ShouldContain("path");
        Directory.EnumerateFiles(_house.Video(""), "*", SearchOption.AllDirectories).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_hostile_name_is_shown_as_it_is_and_a_long_one_is_cut()
    {
        const string name = "Harbor.Lights.S02E05.<script>alert(1)</script>\u202E\u0000'; DROP TABLE searches; --";
        _service.Finds = FakeSubDl.Found("Harbor Lights", FakeSubDl.Row(name, File1, 5), FakeSubDl.Row($"Harbor.Lights.S02E05.{new string('x', 5_000)}", "/subtitle/2.zip", 5));

        var search = await SearchAsync();

        var releases = search.GetProperty("candidates").EnumerateArray().Select(candidate => candidate.GetProperty("release").GetString()!).ToList();
        releases.ShouldContain(release => release.Contains("<script>", StringComparison.Ordinal) && release.Contains("DROP TABLE", StringComparison.Ordinal));
        releases.Max(release => release.Length).ShouldBeLessThanOrEqualTo(300);
    }

    [Fact]
    public async Task Of_what_a_provider_lists_without_measure_only_so_much_is_kept()
    {
        _service.Finds = FakeSubDl.Found("Harbor Lights", [.. Enumerable.Range(0, 3_000).Select(number => FakeSubDl.Row($"Harbor.Lights.S02E05.WEB-G{number}", $"/subtitle/{number}.zip", 5))]);

        var search = await SearchAsync();

        search.GetProperty("candidates").GetArrayLength().ShouldBe(1_000);
        search.GetProperty("providers")[0].GetProperty("found").GetInt32().ShouldBe(3_000);
    }

    [Fact]
    public async Task A_video_that_is_gone_from_its_folder_meanwhile_is_said_to_be()
    {
        _service.Files[File1] = Good("late");
        var search = await SearchAsync();
        File.Delete(_house.Video(Episode));

        var reason = await _house.UntilAsync(await _house.DownloadAsync(search, First(search)), "dead");

        reason.ShouldBe($"{_house.Video(Episode)} is not there any more.");
        First(await _house.EndedAsync(search.GetProperty("id").GetInt64())).GetProperty("fate").GetString().ShouldBe("not_placed");
    }

    [Fact]
    public async Task A_search_that_goes_while_its_download_waits_ends_the_job_with_a_sentence()
    {
        _service.Files[File1] = Good("never");
        var search = await SearchAsync();
        using var paused = await _house.Api.PostAsJsonAsync("/api/v1/queue/pause", new { lane = "download-subtitle" });
        paused.EnsureSuccessStatusCode();
        var job = await _house.DownloadAsync(search, First(search));
        await using (var context = await _house.App.ContextAsync())
        {
            context.RemoveRange(await context.Videos.ToListAsync());
            await context.SaveChangesAsync();
        }

        using var resumed = await _house.Api.PostAsJsonAsync("/api/v1/queue/resume", new { lane = "download-subtitle" });
        resumed.EnsureSuccessStatusCode();

        (await _house.UntilAsync(job, "dead")).ShouldBe("The search is not kept any more, or its video is gone. Search again.");
        _service.FetchedOf(File1).ShouldBe(0);
    }

    [Fact]
    public async Task Two_that_are_taken_for_one_video_at_once_leave_one_whole_file()
    {
        _service.Finds = FakeSubDl.Found("Harbor Lights", FakeSubDl.Row("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA", File1, 5), FakeSubDl.Row("Harbor.Lights.S02E05.WEB-B", "/subtitle/2.zip", 5));
        _service.Files[File1] = Good("one");
        _service.Files["/subtitle/2.zip"] = Good("two");
        var search = await SearchAsync();

        var jobs = await Task.WhenAll(search.GetProperty("candidates").EnumerateArray().Select(candidate => _house.DownloadAsync(search, candidate)));
        foreach (var job in jobs)
        {
            await _house.UntilAsync(job, "succeeded");
        }

        jobs.Distinct().Count().ShouldBe(2);
        (await File.ReadAllTextAsync(_house.Video(Beside))).ShouldBeOneOf(SearchHouse.English("one"), SearchHouse.English("two"));
        Directory.EnumerateFiles(_house.Video(Folder)).Count().ShouldBe(2);
        var trash = await _house.Api.GetFromJsonAsync<JsonElement>("/api/v1/subtitles/trash");
        trash.GetArrayLength().ShouldBe(1);
    }

    [FactWithMounts]
    public async Task A_full_disk_is_said_and_tried_again()
    {
        Directory.CreateDirectory(_house.Video(Folder));
        using var disk = new SmallDisk(_house.Video(Folder));
        _service.Files[File1] = Good("room");
        var search = await SearchAsync();
        disk.Fill();

        var job = await _house.DownloadAsync(search, First(search));
        var reason = await _house.UntilAsync(job, "retrying");
        disk.MakeRoom();
        using var now = await _house.Api.PostAsync($"/api/v1/jobs/{job}/run-now", null);

        await _house.UntilAsync(job, "succeeded");
        reason.ShouldBe($"There is no room for it in {_house.Video(Folder)}. Free some space.");
        (await File.ReadAllTextAsync(_house.Video(Beside))).ShouldContain("room");
    }

    private static ServiceAnswer Good(string mark) => new(200, "") { File = Packs.Zip(Packs.File("Harbor.Lights.S02E05.srt", SearchHouse.English(mark))) };

    private static JsonElement First(JsonElement search) => search.GetProperty("candidates")[0];

    private void Finds(string release) => _service.Finds = FakeSubDl.Found("Harbor Lights", FakeSubDl.Row(release, File1, 5));

    private async Task<JsonElement> SearchAsync() => await _house.AskAsync(await _house.KnowAsync(Episode));
}
