using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.History;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;
using Sublarr.Tests.Integration.Subtitles;

namespace Sublarr.Tests.Integration.Search;

/// <summary>What did not stand the test is not paid for again, and does not stand in the way of what comes after it.</summary>
public sealed class UnfitSubtitleTests : IAsyncLifetime
{
    private const string Episode = "Harbor Lights/Season 02/Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA.mkv";
    private const int Unfit = 5;

    private readonly SearchHouse _house = new();
    private FakeSubDl _service = null!;

    public async Task InitializeAsync()
    {
        _service = await FakeService.StartAsync<FakeSubDl>();
        await _house.SwitchOnAsync(_service);
        // Five for this very release that are none, and one for another that is good.
        var offered = Enumerable.Range(1, Unfit).Select(number => FakeSubDl.Row("Harbor.Lights.S02E05.1080p.WEB.H264-GROUPA", Path(number), episode: 5));
        _service.Finds = FakeSubDl.Found("Harbor Lights", [.. offered, FakeSubDl.Row("Harbor.Lights.S02E05.HDTV-OTHER", Path(6), episode: 5)]);
        for (var number = 1; number <= Unfit; number++)
        {
            _service.Files[Path(number)] = new(200, "") { File = Zip($"There is no cue in this one, {number}.") };
        }

        _service.Files[Path(6)] = new(200, "") { File = Zip(SearchHouse.English("six")) };
    }

    public async Task DisposeAsync()
    {
        await _house.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task The_next_search_fetches_the_sixth_and_none_of_the_five_that_were_refused()
    {
        var id = (await WantedAsync()).GetProperty("id").GetInt64();
        (await _house.SearchAsync(id)).ShouldNotBeNull().GetProperty("outcome").GetString().ShouldBe("below_minimum");
        Fetched().ShouldBe([1, 1, 1, 1, 1, 0]);
        await EmptyShelfAsync();

        using var again = await _house.Api.PostAsync($"/api/v1/wanted/{id}/search", null);

        await Eventually.TrueAsync(() => File.Exists(_house.Video(Episode.Replace(".mkv", ".en.srt"))), "the sixth does not lie beside the video");
        Fetched().ShouldBe([1, 1, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task A_search_by_hand_says_that_it_was_refused_and_a_person_may_take_it_all_the_same()
    {
        var wanted = await WantedAsync();
        await _house.SearchAsync(wanted.GetProperty("id").GetInt64());
        for (var number = 1; number <= Unfit; number++)
        {
            _service.Files[Path(number)] = new(200, "") { File = Zip(SearchHouse.English("mended")) };
        }

        await EmptyShelfAsync();

        var search = await _house.AskAsync(wanted.GetProperty("video_id").GetInt64());

        var candidates = search.GetProperty("candidates").EnumerateArray().ToList();
        var refused = candidates.Where(candidate => candidate.GetProperty("refused").GetBoolean()).ToList();
        refused.Count.ShouldBe(Unfit);
        refused.ShouldAllBe(candidate => candidate.GetProperty("reason").GetString()!.StartsWith("It was fetched on 20", StringComparison.Ordinal));
        await _house.UntilAsync(await _house.DownloadAsync(search, refused[0]), "succeeded");
        (await File.ReadAllTextAsync(_house.Video(Episode.Replace(".mkv", ".en.srt")))).ShouldContain("mended");
    }

    [Fact]
    public async Task With_another_file_under_the_same_name_they_are_tried_again()
    {
        var wanted = await WantedAsync();
        await _house.SearchAsync(wanted.GetProperty("id").GetInt64());
        var video = wanted.GetProperty("video_id").GetInt64();
        (await PastAsync(video)).Unfit.Count.ShouldBe(Unfit);

        await File.WriteAllTextAsync(_house.Video(Episode), "another cut");
        using var scan = await _house.Api.PostAsync("/api/v1/library/scan", null);

        await Eventually.TrueAsync(async () => (await PastAsync(video)).Unfit.Count == 0, () => "what was refused for the file before is still left out");
    }

    [Fact]
    public async Task After_a_month_they_may_be_tried_again_and_what_is_over_is_removed_with_the_next_that_is_noted()
    {
        var wanted = await WantedAsync();
        await _house.SearchAsync(wanted.GetProperty("id").GetInt64());
        await using var context = await _house.App.ContextAsync();
        var video = await context.Videos.AsNoTracking().SingleAsync();
        var later = new ShiftedTime(UnfitRow.Kept);
        var history = new SubtitleHistory(_house.App.Services.GetRequiredService<IDbContextFactory<SublarrDbContext>>(), later);

        (await history.PastOfAsync(video.Id, CancellationToken.None)).Unfit.ShouldBeEmpty();
        var refused = new ExpectedSubtitle(new("subdl", "7"), "en", default);
        await history.RefusedAsync(video, refused, new string('x', 1000), CancellationToken.None);
        await history.RefusedAsync(video, refused, "It is empty.", CancellationToken.None);

        (await context.Unfit.AsNoTracking().SingleAsync()).Reason.ShouldBe("It is empty.");
    }

    private static string Path(int number) => $"/subtitle/n{number}.zip";

    private static byte[] Zip(string text) => Packs.Zip([("Harbor.Lights.S02E05.WEB.srt", Encoding.UTF8.GetBytes(text))]);

    private List<int> Fetched() => [.. Enumerable.Range(1, Unfit + 1).Select(number => _service.FetchedOf(Path(number)))];

    private async Task<JsonElement> WantedAsync()
    {
        await _house.KnowAsync(Episode);
        return await _house.WantedAsync();
    }

    private Task<VideoPast> PastAsync(long video) => _house.App.Services.GetRequiredService<SubtitleHistory>().PastOfAsync(video, CancellationToken.None);

    // As an hour does: what was delivered is not kept any more. With other settings it is another service.
    private async Task EmptyShelfAsync()
    {
        var settings = new { base_url = $"{_service.Url}/api/v1", download_url = $"{_service.Url}/", api_key = FakeSubDl.Key };
        using var answer = await _house.Api.PutAsJsonAsync("/api/v1/providers/subdl", new { enabled = true, settings });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
