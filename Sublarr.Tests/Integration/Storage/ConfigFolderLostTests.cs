using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Infrastructure.Telemetry;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Storage;

/// <summary>What happens to the configuration folder while Sublarr runs: nothing is acknowledged that would be gone.</summary>
public sealed class ConfigFolderLostTests
{
    [Theory]
    [InlineData("sublarr.db")]
    [InlineData("sublarr.db-wal")]
    public async Task No_report_is_acknowledged_into_a_file_that_was_deleted(string file)
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        (await SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        File.Delete(Path.Combine(app.ConfigDirectory, file));

        await EverybodySaysAsync(app, api, StorageFault.Replaced);
    }

    [Fact]
    public async Task No_report_is_acknowledged_when_the_whole_folder_was_deleted()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        (await SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        Directory.Delete(app.ConfigDirectory, recursive: true);

        await EverybodySaysAsync(app, api, StorageFault.Replaced);
        File.Exists(Path.Combine(app.ConfigDirectory, "sublarr.db")).ShouldBeFalse("nothing may make an empty database in its place");
    }

    [Fact]
    public async Task A_copy_in_the_place_of_the_database_is_not_the_database()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        (await SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var database = Path.Combine(app.ConfigDirectory, "sublarr.db");

        File.Copy(database, database + ".copy");
        File.Move(database + ".copy", database, overwrite: true);

        await EverybodySaysAsync(app, api, StorageFault.Replaced);
    }

    [Fact]
    public async Task A_folder_that_was_moved_away_and_comes_back_is_used_again()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        (await SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        Directory.Move(app.ConfigDirectory, app.ConfigDirectory + ".away");
        var away = await SendAsync(api);
        Directory.Move(app.ConfigDirectory + ".away", app.ConfigDirectory);
        var back = await SendAsync(api);

        away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        back.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await HealthAsync(app, api)).GetProperty("status").GetString().ShouldBe("healthy");
    }

    [Fact]
    public async Task A_full_disk_is_told_by_health_and_api_in_the_same_words()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        await app.Services.GetRequiredService<GroupCommit>().WriteAsync(
            WriteUrgency.Awaited,
            session => session.Scalar($"PRAGMA max_page_count = {session.Scalar("PRAGMA page_count")}"), CancellationToken.None);

        using var refused = await SendAsync(api, new string('x', 500_000));
        var health = await api.GetAsync("/health");

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await DetailAsync(refused)).ShouldBe(StorageFault.DiskFull);
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await health.Content.ReadAsStringAsync()).ShouldContain(StorageFault.DiskFull);
    }

    [FactWithMounts]
    public async Task A_real_disk_that_is_full_is_told_and_reports_are_taken_again_when_there_is_room()
    {
        await using var app = new SublarrApp();
        using var disk = new SmallDisk(app.ConfigDirectory);
        using var api = app.CreateApiClient();
        (await SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        disk.Fill();
        using var refused = await SendAsync(api, new string('x', 2_000_000));
        var health = await HealthAsync(app, api);
        disk.MakeRoom();
        var after = await HealthAsync(app, api);
        using var accepted = await SendAsync(api);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await DetailAsync(refused)).ShouldBe(StorageFault.DiskFull);
        health.GetProperty("status").GetString().ShouldBe("unhealthy");
        health.GetProperty("reasons")[0].GetString().ShouldBe(StorageFault.DiskFull);
        after.GetProperty("status").GetString().ShouldBe("degraded", "the disk is small");
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [FactWithMounts]
    public async Task No_report_is_acknowledged_when_the_disk_was_unmounted()
    {
        await using var app = new SublarrApp();
        using var disk = new SmallDisk(app.ConfigDirectory);
        using var api = app.CreateApiClient();
        (await SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        disk.Unmount();

        await EverybodySaysAsync(app, api, StorageFault.Replaced);
    }

    [Fact]
    public async Task Damage_that_a_statement_meets_ends_the_acknowledging_and_is_named()
    {
        await using var app = new SublarrApp();
        using var api = app.CreateApiClient();
        (await SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        app.Services.GetRequiredService<StorageState>().Note(new SqliteException("database disk image is malformed", 11));

        await EverybodySaysAsync(app, api, StorageFault.Damaged("database disk image is malformed"));
    }

    private static async Task EverybodySaysAsync(SublarrApp app, HttpClient api, string words)
    {
        for (var report = 0; report < 3; report++)
        {
            using var refused = await SendAsync(api);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await DetailAsync(refused)).ShouldBe(words);
        }

        var health = await HealthAsync(app, api);
        health.GetProperty("status").GetString().ShouldBe("unhealthy");
        health.GetProperty("reasons")[0].GetString().ShouldBe(words);
        using var saved = await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Saved", event_name = "*", url = "http://192.0.2.1/" });
        saved.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await saved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldBe(words);
    }

    private static async Task<JsonElement> HealthAsync(SublarrApp app, HttpClient api)
    {
        app.Services.GetRequiredService<HealthWatch>().Look();
        using var response = await api.GetAsync("/health");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();

    private static Task<HttpResponseMessage> SendAsync(HttpClient api, string note = "") => api.PostAsync(
        "/webhooks/sonarr", new StringContent($$"""{"eventType":"Test","instanceName":"Sonarr","series":{"id":1,"title":"Test {{Guid.NewGuid()}}"},"note":"{{note}}"}""", Encoding.UTF8, "application/json"));
}
