using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Wanted;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Subtitles;
using Sublarr.Infrastructure.Wanted;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;
using Sublarr.Tests.Integration.Subtitles;

namespace Sublarr.Tests.Integration.Search;

/// <summary>Where nothing can be written, nobody is asked and nothing is paid for.</summary>
public sealed class UnwritableFolderTests : IAsyncLifetime
{
    private const string Season = "Harbor Lights/Season 02";
    private const string Episode = $"{Season}/Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv";
    private const string Offered = "/subtitle/five.zip";

    private readonly SearchHouse _house = new();
    private FakeSubDl _service = null!;

    public async Task InitializeAsync()
    {
        _service = await FakeService.StartAsync<FakeSubDl>();
        await _house.SwitchOnAsync(_service);
        _service.Finds = FakeSubDl.Found("Harbor Lights", FakeSubDl.Row("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA", Offered, episode: 5));
        _service.Files[Offered] = new(200, "") { File = Packs.Zip([("Harbor.Lights.S02E05.WEB.srt", Encoding.UTF8.GetBytes(SearchHouse.English("five")))]) };
    }

    public async Task DisposeAsync()
    {
        await _house.DisposeAsync();
        await _service.DisposeAsync();
    }

    [FactWithMounts]
    public async Task A_search_asks_nobody_while_the_folder_is_read_only_and_all_is_well_once_it_is_not()
    {
        using var disk = await MountAsync();
        var id = await WantedAsync();
        Remount("ro");

        var after = (await _house.SearchAsync(id)).ShouldNotBeNull();

        after.GetProperty("outcome").GetString().ShouldBe("failed");
        after.GetProperty("note").GetString().ShouldBe($"English: {_house.Video(Season)} is mounted read-only. Mount it writable.");
        _service.Requests.ShouldBeEmpty();
        (await WaitAsync()).ShouldBe(SearchPace.AfterDiskFault);
        Remount("rw");
        using var again = await _house.Api.PostAsync($"/api/v1/wanted/{id}/search", null);
        await Eventually.TrueAsync(() => File.Exists(_house.Video(Episode.Replace(".mkv", ".en.srt"))), "no subtitle lies beside the video");
    }

    [FactWithMounts]
    public async Task What_was_downloaded_for_a_full_disk_is_not_downloaded_again_half_an_hour_later()
    {
        using var disk = await MountAsync();
        var id = await WantedAsync();
        disk.Fill();

        var after = (await _house.SearchAsync(id)).ShouldNotBeNull();

        after.GetProperty("note").GetString().ShouldNotBeNull().ShouldContain("There is no room for it");
        (await WaitAsync()).ShouldBe(SearchPace.AfterDiskFault);
    }

    [FactWithMounts]
    public async Task What_a_person_takes_is_not_fetched_for_a_folder_that_is_read_only()
    {
        using var disk = await MountAsync();
        var search = await _house.AskAsync(await _house.KnowAsync(Episode));
        Remount("ro");

        var job = await _house.DownloadAsync(search, search.GetProperty("candidates")[0]);

        (await _house.UntilAsync(job, "retrying", "dead")).ShouldNotBeNull().ShouldContain("is mounted read-only. Mount it writable.");
        _service.FetchedOf(Offered).ShouldBe(0);
    }

    [FactWithMounts]
    public async Task A_look_for_a_better_one_asks_nobody_either()
    {
        using var disk = await MountAsync();
        await _house.SearchAsync(await WantedAsync());
        await Eventually.TrueAsync(async () => await _house.CountAsync() == 0, () => "it is still wanted");
        await using var context = await _house.App.ContextAsync();
        var subtitle = await context.Subtitles.AsNoTracking().SingleAsync();
        var before = _service.Requests.Count;
        Remount("ro");

        using var answer = await _house.Api.PostAsync($"/api/v1/subtitles/{subtitle.Id}/upgrade", null);

        var job = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("job_id").GetInt64();
        (await _house.UntilAsync(job, "retrying", "dead")).ShouldNotBeNull().ShouldContain("is mounted read-only. Mount it writable.");
        _service.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public void A_video_that_is_gone_and_a_folder_that_is_gone_are_both_an_obstacle()
    {
        _house.Put(Episode);

        WritingObstacle.Of(_house.Video(Episode)).ShouldBeNull();
        WritingObstacle.Of(_house.Video("Gone.mkv")).ShouldBe($"{_house.Video("Gone.mkv")} is not there any more.");
        DiskFault.Of(2, "/media/tv").ShouldBe("/media/tv is not there any more. Check its mount.");
        DiskFault.Of(13, "/media/tv").ShouldBe("/media/tv cannot be written. Give Sublarr's user the right to write there.");
    }

    private async Task<SmallDisk> MountAsync()
    {
        Directory.CreateDirectory(_house.Video(Season));
        var disk = new SmallDisk(_house.Video(Season));
        await File.WriteAllTextAsync(_house.Video(Episode), "");
        return disk;
    }

    private void Remount(string how) => SmallDisk.Run("mount", "-o", $"remount,{how}", _house.Video(Season)).ShouldBe(0);

    private async Task<long> WantedAsync() => (await _house.WantedAsync()).GetProperty("id").GetInt64();

    private async Task<TimeSpan> WaitAsync()
    {
        await using var context = await _house.App.ContextAsync();
        var row = await context.Wanted.AsNoTracking().SingleAsync();
        var wait = row.DueAt - row.SearchedAt!.Value;
        return TimeSpan.FromMinutes(Math.Round(wait.TotalMinutes));
    }
}
