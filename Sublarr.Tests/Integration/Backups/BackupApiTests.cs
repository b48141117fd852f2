using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Audit;
using Sublarr.Infrastructure.Backups;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Startup;

namespace Sublarr.Tests.Integration.Backups;

/// <summary><c>/api/v1/backups</c>, and what it refuses. A refused restore changes nothing.</summary>
public sealed class BackupApiTests : IDisposable
{
    private readonly SublarrApp _app = new();

    private string Folder => Path.Combine(_app.ConfigDirectory, "backups");

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_backup_is_made_listed_downloaded_and_deleted_and_the_trail_tells_of_it()
    {
        using var api = _app.CreateApiClient();

        var name = await MakeAsync(api);
        var listed = (await api.GetFromJsonAsync<JsonElement>("/api/v1/backups")).EnumerateArray().ShouldHaveSingleItem();
        var content = await api.GetByteArrayAsync($"/api/v1/backups/{name}");
        using var deleted = await api.DeleteAsync($"/api/v1/backups/{name}");
        using var again = await api.DeleteAsync($"/api/v1/backups/{name}");

        listed.GetProperty("name").GetString().ShouldBe(name);
        listed.GetProperty("kind").GetString().ShouldBe("manual");
        listed.GetProperty("size").GetInt64().ShouldBe(content.Length);
        listed.GetProperty("version").GetString().ShouldBe(BackupManifest.ThisVersion);
        using var zip = new ZipArchive(new MemoryStream(content));
        zip.GetEntry("sublarr.db").ShouldNotBeNull();
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Directory.GetFileSystemEntries(Folder).ShouldBeEmpty();
        await using var context = await _app.ContextAsync();
        context.Set<AuditRow>().Where(row => row.Subject == "backup").Select(row => $"{row.Action} {row.SubjectName} {row.ActorKind}").ToList()
            .ShouldBe([$"made {name} ApiKey", $"downloaded {name} ApiKey", $"deleted {name} ApiKey"]);
    }

    [Theory]
    [InlineData("..%2Fsublarr.db")]
    [InlineData("sublarr.db")]
    [InlineData("sublarr-2026-11-30T03-15-00Z-manual.zip%0A")]
    [InlineData("..%2F..%2Fsublarr-2026-11-30T03-15-00Z-manual.zip")]
    [InlineData("sublarr-2026-13-30T03-15-00Z-manual.zip")]
    [InlineData(".sublarr-2026-11-30T03-15-00Z-manual.zip.part")]
    public async Task A_name_that_Sublarr_would_not_give_is_refused_whatever_is_asked(string name)
    {
        using var api = _app.CreateApiClient();

        using var read = await api.GetAsync($"/api/v1/backups/{name}");
        using var deleted = await api.DeleteAsync($"/api/v1/backups/{name}");
        using var restored = await api.PostAsync($"/api/v1/backups/{name}/restore", null);

        foreach (var answer in (HttpResponseMessage[])[read, deleted, restored])
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Enter the name of a backup as the list has it");
        }
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_told_on_the_job()
    {
        using var api = _app.CreateApiClient();
        await File.WriteAllTextAsync(Folder, "no folder");

        using var answer = await api.PostAsync("/api/v1/backups", null);
        var job = await EndAsync(api, await answer.Content.ReadFromJsonAsync<JsonElement>());

        job.GetProperty("last_error").GetString().ShouldNotBeNull().ShouldContain($"{Folder} cannot be written");
    }

    [Theory]
    [InlineData("hooks/backups", false)]
    [InlineData("keys", false)]
    [InlineData("", false)]
    [InlineData("backups/", true)]
    [InlineData("../elsewhere", true)]
    public void A_folder_within_what_is_packed_is_refused_at_the_start(string folder, bool isTaken)
    {
        using var config = new TemporaryFolder();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("SUBLARR_CONFIG_DIR", config.Path), new("SUBLARR_BACKUP_DIR", config.File(folder))]).Build();

        if (isTaken)
        {
            SublarrSettings.Read(settings).Sublarr.BackupDirectory.ShouldBe(Path.TrimEndingDirectorySeparator(Path.GetFullPath(config.File(folder))));
        }
        else
        {
            Should.Throw<StartupException>(() => SublarrSettings.Read(settings)).Message.ShouldContain("SUBLARR_BACKUP_DIR");
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using var api = _app.CreateApiClient();

        using var read = await api.GetAsync("/api/v1/backups/sublarr-2026-11-30T03-15-00Z-manual.zip");
        using var restored = await api.PostAsync("/api/v1/backups/sublarr-2026-11-30T03-15-00Z-manual.zip/restore", null);

        read.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        restored.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Backups_are_for_those_with_the_key_alone()
    {
        using var stranger = _app.CreateClient();

        using var read = await stranger.GetAsync("/api/v1/backups/sublarr-2026-11-30T03-15-00Z-manual.zip");
        using var restored = await stranger.PostAsync("/api/v1/backups/restore", new ByteArrayContent([1]));

        read.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        restored.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_upload_that_is_no_backup_or_claims_what_is_not_so_is_refused_at_once()
    {
        using var api = _app.CreateApiClient();
        var good = Path.Combine(Folder, await MakeAsync(api));
        var (files, migration) = (BackupYard.FilesOf(good), BackupYard.ManifestOf(good).Migration);

        await RefusesAsync(api, [1, 2, 3], "It is no zip file");
        await RefusesAsync(api, EmptyZip(), "no manifest.json");
        await RefusesAsync(api, BackupYard.Zip(files, migration, manifest => manifest with { Format = "another" }), "no manifest.json");
        await RefusesAsync(api, BackupYard.Zip(files, migration, manifest => manifest with { Form = 2 }), "made by a newer Sublarr");
        await RefusesAsync(api, BackupYard.Zip(files, "29990101000000_Later"), "29990101000000_Later");
        await RefusesAsync(api, BackupYard.Zip(With(files, "../outside", [1]), migration), "no backup of Sublarr's has: ../outside");
        await RefusesAsync(api, BackupYard.Zip(With(files, "hooks/../../outside", [1]), migration), "hooks/../../outside");
        await RefusesAsync(api, BackupYard.Zip(With(files, "/etc/outside", [1]), migration), "/etc/outside");
        await RefusesAsync(api, BackupYard.Zip(With(files, "logs/one.log", [1]), migration), "logs/one.log");
        await RefusesAsync(api, BackupYard.Zip(With(files, "hooks/more", [1]), migration, manifest => manifest with { Parts = [.. manifest.Parts.SkipLast(1)] }), "not those that were packed");
        await RefusesAsync(api, BackupYard.Zip(files, migration, manifest => manifest with { Parts = [.. manifest.Parts, manifest.Parts[0]] }), "not those that were packed");
        await RefusesAsync(api, BackupYard.Zip(files, migration, manifest => manifest with { Parts = [.. manifest.Parts.Where(part => part.Path != "sublarr.db")] }), "No database");
        await RefusesAsync(api, BackupYard.Zip(files, migration, manifest => manifest with { Parts = [.. manifest.Parts.Select(part => part with { Size = part.Size - 1 })] }), "not those that were packed");
        await RefusesAsync(api, BackupYard.Zip(files, migration, manifest => manifest with { Parts = [.. manifest.Parts.Select(part => part with { Size = long.MaxValue / 2 })] }), "larger than any backup");

        Directory.GetFiles(_app.ConfigDirectory, "upload-*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(Folder).ShouldBe([good]);
    }

    [Fact]
    public async Task What_only_shows_when_it_is_unpacked_is_told_on_the_job_and_nothing_is_changed()
    {
        using var api = _app.CreateApiClient();
        var good = Path.Combine(Folder, await MakeAsync(api));
        var (files, migration) = (BackupYard.FilesOf(good), BackupYard.ManifestOf(good).Migration);
        var torn = files["sublarr.db"].ToArray();
        torn.AsSpan(8192, 40_000).Fill(0xA5);

        await FailsAsync(api, BackupYard.Zip(files, migration, manifest => manifest with { Parts = [.. manifest.Parts.Select(part => part with { Sha256 = new string('0', 64) })] }), "sublarr.db in it is not what was packed");
        await FailsAsync(api, BackupYard.Zip(With(files, "sublarr.db", torn), migration), "The database in it is damaged");
        await FailsAsync(api, BackupYard.Zip(With(files, "sublarr.db", OtherDatabase()), migration), "none of Sublarr's");

        Directory.GetFiles(Folder).ShouldBe([good]);
        File.Exists(Path.Combine(_app.ConfigDirectory, "restore", "mark.json")).ShouldBeFalse();
        Directory.Exists(Path.Combine(_app.ConfigDirectory, "restore", "new")).ShouldBeFalse();
        Directory.GetFiles(_app.ConfigDirectory, "upload-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static Dictionary<string, byte[]> With(Dictionary<string, byte[]> files, string name, byte[] bytes) => new(files) { [name] = bytes };

    private static byte[] EmptyZip()
    {
        using var zip = new MemoryStream();
        new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true).Dispose();
        return zip.ToArray();
    }

    private static byte[] OtherDatabase()
    {
        using var folder = new TemporaryFolder();
        folder.Put("other.db");
        BackupYard.Ask(folder.File("other.db"), "CREATE TABLE other (id INTEGER); INSERT INTO other VALUES (1)");
        return File.ReadAllBytes(folder.File("other.db"));
    }

    private static async Task RefusesAsync(HttpClient api, byte[] zip, string because)
    {
        using var answer = await api.PostAsync("/api/v1/backups/restore", new ByteArrayContent(zip));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(because);
    }

    private async Task FailsAsync(HttpClient api, byte[] zip, string because)
    {
        using var answer = await api.PostAsync("/api/v1/backups/restore", new ByteArrayContent(zip));
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var job = await EndAsync(api, await answer.Content.ReadFromJsonAsync<JsonElement>());
        job.GetProperty("state").GetString().ShouldBe("dead");
        job.GetProperty("last_error").GetString().ShouldNotBeNull().ShouldContain(because);
        _app.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    private async Task<string> MakeAsync(HttpClient api)
    {
        using var answer = await api.PostAsync("/api/v1/backups", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await EndAsync(api, await answer.Content.ReadFromJsonAsync<JsonElement>())).GetProperty("state").GetString().ShouldBe("succeeded");
        return Path.GetFileName(BackupYard.Backups(Folder).ShouldHaveSingleItem());
    }

    private static async Task<JsonElement> EndAsync(HttpClient api, JsonElement queued)
    {
        JsonElement job = default;
        await Eventually.TrueAsync(
            async () =>
            {
                var found = await api.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{queued.GetProperty("job_id").GetInt64()}");
                job = found.TryGetProperty("job", out var inner) ? inner : found;
                return job.GetProperty("state").GetString() is "succeeded" or "dead" or "cancelled";
            },
            () => $"the job did not end: {job}");
        return job;
    }
}
