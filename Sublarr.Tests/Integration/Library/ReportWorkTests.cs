using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>What one report causes.</summary>
public sealed class ReportWorkTests : IDisposable
{
    private const string SonarrFile = "tv/The Harbour Line/Season 02/The Harbour Line - S02E01 - Low Tide WEBDL-1080p.mkv";

    private readonly SublarrApp _app = new();
    private readonly TemporaryFolder _media = new();
    private readonly ReportingArr _arr;

    public ReportWorkTests() => _arr = new(_app);

    public static TheoryData<string> Samples => [.. ((IEnumerable<object[]>)ArrSamples.Names).Select(row => (string)row[0]).Where(sample => !sample.StartsWith("edge-unknown", StringComparison.Ordinal))];

    public void Dispose()
    {
        _app.Dispose();
        _media.Dispose();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_report_goes_through_and_what_it_causes_comes_to_an_end(string sample)
    {
        var report = ArrSamples.Report(sample);

        var work = await _arr.CausedByAsync(await _arr.PostAsync(sample));

        work.Select(job => job.Kind).ShouldBe(ExpectedOf(sample, report.Files.Count));
        work.ShouldAllBe(job => job.Priority == 3);
        foreach (var job in work)
        {
            var isAnswered = job.Kind is JobKinds.RemoveFiles or JobKinds.AddTitle ? JobState.Succeeded : JobState.Cancelled;
            var ended = await _arr.UntilAsync(job.Id, isAnswered);
            if (isAnswered == JobState.Cancelled)
            {
                ended.LastError!.ShouldContain("not below any folder that Sublarr sees");
            }
        }
    }

    [Fact]
    public async Task A_file_and_the_end_of_its_import_are_one_scan()
    {
        Video(SonarrFile);
        var first = await _arr.PostAsync("sonarr-Download-new.json", _media.Path);
        await _arr.OnlyOfAsync(first, JobState.Succeeded);

        var complete = await _arr.PostAsync("Recorded/sonarr-Download-import-complete.json", _media.Path);

        (await _arr.CausedByAsync(complete)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_end_of_an_import_alone_scans_its_files()
    {
        Video(SonarrFile);

        var complete = await _arr.PostAsync("Recorded/sonarr-Download-import-complete.json", _media.Path);

        (await _arr.OnlyOfAsync(complete, JobState.Succeeded)).Title.ShouldBe("Scan The Harbour Line S02E01");
    }

    [Fact]
    public async Task A_file_that_is_imported_anew_is_scanned_anew()
    {
        Video(SonarrFile);
        await _arr.OnlyOfAsync(await _arr.PostAsync("sonarr-Download-new.json", _media.Path), JobState.Succeeded);

        var again = await _arr.PostAsync("sonarr-Download-new.json", _media.Path, change: body => body["episodeFile"]!["id"] = 9000);

        await _arr.OnlyOfAsync(again, JobState.Succeeded);
    }

    [Fact]
    public async Task The_same_file_at_another_instance_is_another_file()
    {
        Video(SonarrFile);
        await _arr.OnlyOfAsync(await _arr.PostAsync("sonarr-Download-new.json", _media.Path, "one"), JobState.Succeeded);

        await _arr.OnlyOfAsync(await _arr.PostAsync("sonarr-Download-new.json", _media.Path, "two"), JobState.Succeeded);
    }

    [Fact]
    public async Task A_report_that_is_worked_on_twice_queues_its_jobs_once()
    {
        Video(SonarrFile);
        var id = await _arr.PostAsync("sonarr-Download-new.json", _media.Path);
        await _arr.OnlyOfAsync(id, JobState.Succeeded);

        (await _app.Services.GetRequiredService<IJobQueue>().RedeliverAsync(id, CancellationToken.None)).ShouldBe(RunAgainAnswer.Queued);
        await Eventually.TrueAsync(async () => (await _arr.AttemptOfAsync(id)).Number == 2, () => "it was not run again");

        (await _arr.CausedByAsync(id)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("series")]
    [InlineData("episodes")]
    [InlineData("release")]
    [InlineData("instanceName")]
    [InlineData("downloadId")]
    [InlineData("isUpgrade")]
    public async Task What_a_report_lacks_does_not_keep_its_file_from_being_scanned(string field)
    {
        Video(SonarrFile);

        var id = await _arr.PostAsync("sonarr-Download-new.json", _media.Path, change: body => body.AsObject().Remove(field));

        await _arr.OnlyOfAsync(id, JobState.Succeeded);
    }

    [Fact]
    public async Task A_path_is_put_together_where_only_its_parts_are_told()
    {
        Video(SonarrFile);

        var id = await _arr.PostAsync("sonarr-Download-new.json", _media.Path, change: body => body["episodeFile"]!.AsObject().Remove("path"));

        await _arr.OnlyOfAsync(id, JobState.Succeeded);
    }

    [Fact]
    public async Task A_file_without_any_path_is_told_of_and_not_scanned()
    {
        var id = await _arr.PostAsync("sonarr-Download-new.json", _media.Path, change: body => body["episodeFile"] = new JsonObject { ["id"] = 1 });

        (await _arr.CausedByAsync(id)).ShouldBeEmpty();
    }

    private static IEnumerable<string> ExpectedOf(string sample, int files)
    {
        var isRadarr = sample.Contains("radarr", StringComparison.Ordinal);
        var scan = isRadarr ? JobKinds.ScanMovie : JobKinds.ScanEpisode;
        var name = Path.GetFileName(sample);
        return name switch
        {
            _ when name.Contains("-minimal-", StringComparison.Ordinal) => [],
            _ when name.Contains("-Download", StringComparison.Ordinal) => Enumerable.Repeat(scan, files),
            _ when name.Contains("-Rename", StringComparison.Ordinal) => Enumerable.Repeat(JobKinds.RenameFiles, files),
            _ when name.Contains("Delete", StringComparison.Ordinal) => [JobKinds.RemoveFiles],
            _ when name.Contains("Add", StringComparison.Ordinal) => [JobKinds.AddTitle],
            _ => [],
        };
    }

    // As large as the samples say, and empty: it takes no room.
    private void Video(string name)
    {
        var path = _media.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        file.SetLength(2147483648);
    }
}
