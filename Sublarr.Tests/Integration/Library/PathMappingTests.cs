using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Library;

/// <summary>Where the folders of Sonarr and Radarr are on this machine: set by people, used by scans.</summary>
public sealed class PathMappingTests : IDisposable
{
    private const string Address = "/api/v1/settings/path-mappings";
    private const string File = "The Harbour Line/Season 02/The Harbour Line - S02E01 - Low Tide WEBDL-1080p.mkv";

    private readonly SublarrApp _app = new();
    private readonly TemporaryFolder _media = new();
    private readonly ReportingArr _arr;
    private readonly HttpClient _api;

    public PathMappingTests()
    {
        (_arr, _api) = (new(_app), _app.CreateApiClient());
        var path = _media.File(File);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.Create(path).Dispose();
    }

    public void Dispose()
    {
        _api.Dispose();
        _app.Dispose();
        _media.Dispose();
    }

    [Theory]
    [InlineData("", "main")]
    [InlineData("main", "main")]
    [InlineData("MAIN", "main")]
    public async Task A_file_is_found_where_its_mapping_leads(string mapped, string instance)
    {
        await MapAsync(new { source = "sonarr", instance = mapped, from = "/data/media/tv/", to = _media.Path });

        var scan = await _arr.OnlyOfAsync(await ReportAsync(instance), JobState.Succeeded);

        (await _arr.AttemptOfAsync(scan.Id)).ReadDetail()!.Note!.ShouldStartWith(_media.File(File));
    }

    [Fact]
    public async Task A_file_of_windows_is_found_too()
    {
        await MapAsync(new { source = "sonarr", instance = "", from = @"D:\TV", to = _media.Path });

        var id = await _arr.PostAsync("sonarr-Download-new.json", change: body =>
        {
            body["episodeFile"]!["path"] = @"D:\TV\" + File.Replace('/', '\\');
            body["episodeFile"]!["size"] = 0;
        });

        await _arr.OnlyOfAsync(id, JobState.Succeeded);
    }

    [Theory]
    [InlineData("sonarr", "other", "/data/media/tv")]
    [InlineData("radarr", "", "/data/media/tv")]
    [InlineData("sonarr", "", "/data/media/t")]
    public async Task A_mapping_of_others_leads_nowhere_and_the_job_says_what_helps(string source, string instance, string from)
    {
        await MapAsync(new { source, instance, from, to = _media.Path });

        var scan = await _arr.OnlyOfAsync(await ReportAsync("main"), JobState.Cancelled);

        scan.LastError.ShouldBe(
            $"/data/media/tv/{File} is not below any folder that Sublarr sees. Mount the folder at the same place, or add a path mapping for \"main\" under Sonarr and Radarr, or under Settings > Path mappings.");
    }

    [Fact]
    public async Task The_name_behind_the_address_wins_over_the_one_in_the_report()
    {
        await MapAsync(new { source = "sonarr", instance = "Sonarr", from = "/data/media/tv", to = _media.Path });

        await _arr.OnlyOfAsync(await ReportAsync("elsewhere"), JobState.Cancelled);
        await _arr.OnlyOfAsync(await ReportAsync(null), JobState.Succeeded);
    }

    [Fact]
    public async Task A_skipped_scan_is_run_again_once_the_folder_is_mapped()
    {
        var scan = await _arr.OnlyOfAsync(await ReportAsync("main"), JobState.Cancelled);
        await MapAsync(new { source = "sonarr", instance = "main", from = "/data/media/tv", to = _media.Path });

        using var again = await _api.PostAsync($"/api/v1/jobs/{scan.Id}/run", null);

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await _arr.UntilAsync(scan.Id, JobState.Succeeded);
    }

    [Fact]
    public async Task A_change_is_in_the_audit_trail_and_what_stays_is_not()
    {
        await MapAsync(new { source = "sonarr", instance = "", from = "/tv", to = "/media/tv" });
        await MapAsync(new { source = "sonarr", instance = "", from = "/tv", to = "/media/tv" }, new { source = "radarr", instance = "", from = "/movies", to = "/media/movies" });

        var stored = await _api.GetFromJsonAsync<JsonElement>(Address);
        await using var context = await _app.ContextAsync();
        var told = await context.Set<AuditRow>().AsNoTracking().Where(row => row.Subject == "path_mapping").Select(row => row.SubjectName).ToListAsync();

        stored.EnumerateArray().Select(mapping => mapping.GetProperty("from").GetString()).ShouldBe(["/movies", "/tv"]);
        told.ShouldBe(["/tv", "/movies"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("lidarr", "/tv", "/media", "sonarr or radarr")]
    [InlineData("sonarr", "tv", "/media", "no whole path")]
    [InlineData("sonarr", "/tv", "media", "no whole path here")]
    [InlineData("sonarr", "/tv", "", "no whole path here")]
    public async Task What_cannot_be_a_mapping_is_refused(string source, string from, string to, string reason)
    {
        using var answer = await _api.PutAsJsonAsync(Address, new[] { new { source, from, to } });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(reason);
    }

    private Task<long> ReportAsync(string? instance) =>
        _arr.PostAsync("sonarr-Download-new.json", instance: instance, change: body => body["episodeFile"]!["size"] = 0);

    private async Task MapAsync(params object[] mappings)
    {
        using var answer = await _api.PutAsJsonAsync(Address, mappings);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
