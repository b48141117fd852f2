using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Retention;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Scoring;
using Sublarr.Infrastructure.Security;
using Sublarr.Tests.Fixtures;
using Sublarr.Web.Channels;

namespace Sublarr.Tests.Integration.Storage;

/// <summary>A database of the build before there was one migration is taken over as it is.</summary>
public sealed class EarlierDatabaseTests : IDisposable
{
    private static readonly string Earlier = Path.Combine(AppContext.BaseDirectory, "TestData", "databases", "thirteen-migrations");

    private readonly SublarrApp _app = new();

    public EarlierDatabaseTests()
    {
        foreach (var file in Directory.GetFiles(Earlier, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_app.ConfigDirectory, Path.GetRelativePath(Earlier, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | (copy.EndsWith(".sh", StringComparison.Ordinal) ? UnixFileMode.UserExecute : UnixFileMode.None));
        }
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Everything_in_it_is_seen()
    {
        using var api = _app.CreateApiClient();

        (await NamesAsync(api, "/api/v1/webhooks")).ShouldBe(["Receiver", "Refused"], ignoreOrder: true);
        (await NamesAsync(api, "/api/v1/hooks")).ShouldBe(["Note"]);
        (await TotalAsync(api, "/api/v1/jobs?limit=50")).ShouldBeGreaterThanOrEqualTo(15);
        (await TotalAsync(api, "/api/v1/deliveries?limit=50")).ShouldBeGreaterThanOrEqualTo(13);
        (await TotalAsync(api, "/api/v1/audit?limit=50")).ShouldBeGreaterThanOrEqualTo(12);
        var weights = await api.GetFromJsonAsync<JsonElement>("/api/v1/scoring/weights");
        weights.GetProperty("episode").GetProperty("hash").GetInt32().ShouldBe(500);
        weights.GetProperty("movie").GetProperty("title").GetInt32().ShouldBe(-5);
        (await api.GetStringAsync("/api/v1/scoring/presets")).ShouldContain("Hash first");
        (await api.GetStringAsync("/api/v1/settings/egress")).ShouldContain("198.51.100.0/24");

        await using var context = await _app.ContextAsync();
        (await context.RetentionLimits.SingleAsync()).Days.ShouldBe(90);
        (await context.Sessions.SingleAsync(session => session.Id == "session-of-the-version-before")).Browser.ShouldBe("Firefox");
        (await context.ScoringCases.CountAsync()).ShouldBe(1);
        (await context.StoredSearches.CountAsync()).ShouldBe(1);
        (await context.Attempts.CountAsync(attempt => attempt.Outcome == "succeeded")).ShouldBeGreaterThanOrEqualTo(13);
    }

    [Fact]
    public async Task Its_secrets_are_read_with_its_keys()
    {
        _ = _app.CreateClient();
        await using var scope = _app.Services.CreateAsyncScope();

        var secret = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RevealSetting.Command("webhook", 1, "secret"));

        secret.ShouldBe("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    [Fact]
    public async Task More_is_stored_in_it_and_delivered()
    {
        using var api = _app.CreateApiClient();
        using var body = new StringContent(Encoding.UTF8.GetString(ArrSamples.Bytes("radarr-Download-upgrade.json")), Encoding.UTF8, "application/json");

        using var taken = await api.PostAsync("/webhooks/radarr", body);
        using var saved = await api.PutAsJsonAsync("/api/v1/scoring/weights", new { episode = new { hash = 7 } });

        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () =>
            {
                await using var context = await _app.ContextAsync();
                return await context.Jobs.AnyAsync(job => job.Id > 15 && job.Kind == JobKinds.WebhookReceived && job.State == JobState.Succeeded)
                    && await context.Jobs.AnyAsync(job => job.Id > 15 && job.Kind == JobKinds.Deliver);
            },
            () => "the report was not worked on");
    }

    [Fact]
    public async Task It_has_what_a_new_one_has()
    {
        _ = _app.CreateClient();
        await using var engine = await Engine.StartAsync();

        await using var context = await _app.ContextAsync();
        await using var fresh = await engine.ContextAsync();

        (await SchemaAsync(context)).ShouldBe(await SchemaAsync(fresh));
        fresh.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_lacks_some_of_the_changes_is_told_what_to_do()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Earlier, "sublarr.db"), folder.File("sublarr.db"));
        await using (var database = new SqliteConnection($"Data Source={folder.File("sublarr.db")};Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_Sessions'";
            await command.ExecuteNonQueryAsync();
        }

        var problem = await Should.ThrowAsync<StartupException>(() => Engine.StartAsync(folder: folder));

        problem.Message.ShouldContain("20261121204559_QueuedOutOfStateIndex");
        problem.Message.ShouldContain("once");
    }

    // Each table with its columns, and each index and trigger, whatever the spaces between the words.
    private static async Task<List<string>> SchemaAsync(SublarrDbContext context)
    {
        var found = await context.Database.SqlQueryRaw<string>(
            """
            SELECT name || ': ' || sql AS Value FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\_\_EF%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
            """).ToListAsync();
        return [.. found.Select(sql => string.Concat(sql.Where(letter => !char.IsWhiteSpace(letter)))).Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> NamesAsync(HttpClient api, string path) =>
        [.. (await api.GetFromJsonAsync<JsonElement>(path)).EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    private static async Task<int> TotalAsync(HttpClient api, string path) => (await api.GetFromJsonAsync<JsonElement>(path)).GetProperty("total").GetInt32();
}
