using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Library;
using Sublarr.Tests.Fixtures;
using Sublarr.Tests.Fixtures.Services;

namespace Sublarr.Tests.Integration.Arr;

/// <summary>What a Sonarr did is done here once, whether it was reported, read from its history, or both.</summary>
public sealed class ReconcileTests : IAsyncLifetime
{
    private const string Name = "The Harbour Line - S02E01 - Low Tide WEBDL-1080p.mkv";
    private const long Size = 2147483648;

    private readonly SublarrApp _app = new();
    private readonly TemporaryFolder _media = new();
    private readonly ReportingArr _reports;
    private readonly HttpClient _api;
    private FakeSonarr _sonarr = null!;

    public ReconcileTests() => (_reports, _api) = (new(_app), _app.CreateApiClient());

    private string Season => _media.File("tv/The Harbour Line/Season 02");

    private string Video => Path.Combine(Season, Name);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async Task InitializeAsync()
    {
        _sonarr = await FakeService.StartAsync<FakeSonarr>();
        _sonarr.Root = _media.File("tv");
        Directory.CreateDirectory(Season);
        Write(Video);
        _sonarr.Add(5501, Video, Size);
        using var created = await _api.PostAsJsonAsync("/api/v1/arr", new { name = "Sonarr", kind = "sonarr", url = _sonarr.Url, api_key = FakeSonarr.Key });
        created.IsSuccessStatusCode.ShouldBeTrue(await created.Content.ReadAsStringAsync());
    }

    public async Task DisposeAsync()
    {
        await _sonarr.DisposeAsync();
        _api.Dispose();
        _app.Dispose();
        _media.Dispose();
    }

    [Fact]
    public async Task A_report_that_was_lost_is_made_up_for()
    {
        Imported(1);

        var read = await CatchUpAsync();

        var scan = await _reports.OnlyOfAsync(read.Id, JobState.Succeeded);
        (scan.Kind, scan.Title).ShouldBe((JobKinds.ScanEpisode, "Scan The Harbour Line S02E01"));
    }

    [Fact]
    public async Task Tags_of_a_series_are_known_by_their_names()
    {
        Imported(1);

        await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);

        await using var context = await _app.ContextAsync();
        (await context.Titles.SingleAsync()).Subject().Tags.ShouldBe(["subs-de"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-120)]
    public async Task What_was_reported_first_is_not_done_again(int minutesAhead)
    {
        _sonarr.Ahead = TimeSpan.FromMinutes(minutesAhead);
        await _reports.OnlyOfAsync(await _reports.PostAsync("sonarr-Download-new.json", _media.Path), JobState.Succeeded);
        Imported(1);

        (await _reports.CausedByAsync((await CatchUpAsync()).Id)).ShouldBeEmpty();
        (await _reports.CausedByAsync((await CatchUpAsync()).Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_read_first_is_not_done_again()
    {
        Imported(1);
        await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);

        var report = await _reports.PostAsync("sonarr-Download-new.json", _media.Path);

        (await _reports.CausedByAsync(report)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_at_once_are_one()
    {
        Imported(1);

        await Task.WhenAll(CatchUpAsync(), _reports.PostAsync("sonarr-Download-new.json", _media.Path));

        (await WorkAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_name_of_the_instance_may_be_written_in_any_case()
    {
        Imported(1);
        await CatchUpAsync();

        (await _reports.CausedByAsync(await _reports.PostAsync("sonarr-Download-new.json", _media.Path, "SONARR"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Renames_and_deletions_are_done_once_too()
    {
        var old = Path.Combine(Season, "the.harbour.line.s02e01.mkv");
        _sonarr.Did(1, Now, "episodeFileRenamed", old, ("sourcePath", old), ("sourceRelativePath", "Season 02/the.harbour.line.s02e01.mkv"), ("path", Video), ("relativePath", $"Season 02/{Name}"));
        await _reports.OnlyOfAsync(await _reports.PostAsync("sonarr-Rename.json", _media.Path), JobState.Succeeded);

        (await _reports.CausedByAsync((await CatchUpAsync()).Id)).ShouldBeEmpty();

        _sonarr.Remove(5501);
        _sonarr.Did(2, Now, "episodeFileDeleted", Video, ("reason", "Manual"));
        var removal = await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);
        removal.Kind.ShouldBe(JobKinds.RemoveFiles);
        LibraryOrder.Read<RemoveOrder>(removal.Payload).Reason.ShouldBe("manual");
        (await _reports.CausedByAsync(await _reports.PostAsync("sonarr-EpisodeFileDelete.json", _media.Path))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upgrade_is_a_scan_that_knows_what_it_replaced()
    {
        var old = Path.Combine(Season, "old.mkv");
        _sonarr.Did(1, Now, "episodeFileDeleted", old, ("reason", "Upgrade"));
        Imported(2);

        var scan = await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);

        LibraryOrder.Read<ScanOrder>(scan.Payload).Replaced.ShouldBe([old]);
    }

    [Fact]
    public async Task A_file_of_two_episodes_is_one_scan_and_one_that_was_renamed_since_is_looked_for_where_it_is()
    {
        var first = Path.Combine(Season, "first.mkv");
        Imported(1, first);
        Imported(2, first);

        var scan = await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);

        LibraryOrder.Read<ScanOrder>(scan.Payload).Path.ShouldBe(Video);
    }

    [Fact]
    public async Task What_is_gone_since_is_not_looked_for_and_what_is_back_is_not_removed()
    {
        _sonarr.Did(1, Now, "downloadFolderImported", "Gone", ("fileId", "1"), ("importedPath", Path.Combine(Season, "gone.mkv")));
        _sonarr.Did(2, Now, "episodeFileDeleted", Video, ("reason", "MissingFromDisk"));
        _sonarr.Did(3, Now, "grabbed", "A release", ("indexer", "X"));
        _sonarr.Did(4, Now, "somethingNew", "?");

        (await _reports.CausedByAsync((await CatchUpAsync()).Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Numbers_of_older_versions_and_files_without_an_id_are_understood()
    {
        _sonarr.Did(1, Now, "3", "A release", ("ImportedPath", Video));

        await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);
    }

    [Fact]
    public async Task While_it_is_away_nothing_is_lost()
    {
        await CatchUpAsync();
        _sonarr.IsAway = true;
        Imported(1);
        var away = await CatchUpAsync();
        _sonarr.IsAway = false;

        away.State.ShouldBe(JobState.Cancelled);
        away.LastError!.ShouldContain("is starting");
        await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);
    }

    [Fact]
    public async Task It_is_asked_from_where_it_was_read_last_and_a_bit_before()
    {
        _sonarr.Did(7, Now - TimeSpan.FromHours(2), "grabbed", "A release");
        await CatchUpAsync();
        await CatchUpAsync();

        var asked = _sonarr.Requests.Where(request => request.Path == "/api/v3/history/since").Select(request => DateTimeOffset.Parse(System.Web.HttpUtility.ParseQueryString(request.Query)["date"]!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        (Now - asked[0]).ShouldBeInRange(TimeSpan.FromHours(23.9), TimeSpan.FromHours(24.1));
        (Now - asked[1]).ShouldBeInRange(TimeSpan.FromMinutes(125), TimeSpan.FromMinutes(135));
        await using var context = await _app.ContextAsync();
        (await context.ArrStates.AsNoTracking().SingleAsync()).LastEntry.ShouldBe(7);
    }

    [Fact]
    public async Task A_library_that_began_anew_is_read_on()
    {
        _sonarr.Did(900, Now - TimeSpan.FromMinutes(5), "grabbed", "Before");
        await CatchUpAsync();
        Imported(1);

        await _reports.OnlyOfAsync((await CatchUpAsync()).Id, JobState.Succeeded);
    }

    [Fact]
    public async Task One_that_is_switched_off_is_not_asked()
    {
        using var changed = await _api.PutAsJsonAsync($"/api/v1/arr/{await IdAsync()}", new { enabled = false });
        changed.IsSuccessStatusCode.ShouldBeTrue();
        var before = _sonarr.Requests.Count(request => request.Path == "/api/v3/history/since");

        var schedule = await RunAsync();

        (await _reports.CausedByAsync(schedule)).ShouldBeEmpty();
        _sonarr.Requests.Count(request => request.Path == "/api/v3/history/since").ShouldBe(before);
    }

    private void Imported(long id, string? path = null) => _sonarr.Did(
        id, Now, "downloadFolderImported", "The.Harbour.Line.S02E01.1080p.AMZN.WEB-DL.DDP5.1.H.264-NTb",
        ("fileId", "5501"), ("droppedPath", "/downloads/x.mkv"), ("importedPath", path ?? Video), ("downloadClient", "qBittorrent"), ("size", "2147483648"));

    private static void Write(string path)
    {
        using var file = File.Create(path);
        file.SetLength(Size);
    }

    private async Task<long> RunAsync()
    {
        using var response = await _api.PostAsync("/api/v1/schedules/arr-reconcile/run", null);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64();
        await _reports.UntilAsync(id, JobState.Succeeded);
        return id;
    }

    /// <summary>The job that read the history, once it and all it caused have ended.</summary>
    private async Task<JobRow> CatchUpAsync()
    {
        var read = (await _reports.CausedByAsync(await RunAsync())).ShouldHaveSingleItem();
        JobRow now = read;
        await Eventually.TrueAsync(async () => (now = await JobAsync(read.Id)).State.IsTerminal(), () => "the history is not read");
        await Eventually.TrueAsync(async () => (await WorkAsync()).TrueForAll(job => job.State.IsTerminal()), () => "some work has not ended");
        return now;
    }

    private async Task<JobRow> JobAsync(long id)
    {
        await using var context = await _app.ContextAsync();
        return await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == id);
    }

    private async Task<List<JobRow>> WorkAsync()
    {
        string[] kinds = [JobKinds.ScanEpisode, JobKinds.ScanMovie, JobKinds.RenameFiles, JobKinds.RemoveFiles];
        await using var context = await _app.ContextAsync();
        return await context.Jobs.AsNoTracking().Where(job => kinds.Contains(job.Kind)).ToListAsync();
    }

    private async Task<long> IdAsync() => (await _api.GetFromJsonAsync<JsonElement>("/api/v1/arr"))[0].GetProperty("id").GetInt64();
}
