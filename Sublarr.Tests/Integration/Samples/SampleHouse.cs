using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Samples;

/// <summary>A Sublarr that is new, with its sample data over REST.</summary>
internal sealed class SampleHouse : IAsyncDisposable
{
    // The trail tells what was added and removed, for good; the rest is the database's own.
    private static readonly string[] Kept = ["audit", "event_spans", "sqlite_sequence"];

    private static readonly string[] OfItself = ["sublarr.db", "logs", "keys"];

    public SampleHouse() => Api = App.CreateApiClient();

    public SublarrApp App { get; } = new();

    public HttpClient Api { get; }

    public string Folder => Path.Combine(App.ConfigDirectory, "sample-library");

    public async Task<JsonElement> StatusAsync() => await Api.GetFromJsonAsync<JsonElement>("/api/v1/samples");

    public async Task<string> StateAsync() => (await StatusAsync()).GetProperty("state").GetString()!;

    public async Task AddAsync()
    {
        using var answer = await Api.PostAsync("/api/v1/samples", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetInt64().ShouldBeGreaterThan(0);
    }

    public async Task RemoveAsync()
    {
        using var answer = await Api.DeleteAsync("/api/v1/samples");
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        await UntilAsync("none");
    }

    public async Task UntilAsync(string state)
    {
        var now = default(JsonElement);
        await Eventually.TrueAsync(
            async () => (now = await StatusAsync()).GetProperty("state").GetString() == state,
            () => $"it does not come to \"{state}\": {now}");
    }

    public async Task<string> RefusalAsync()
    {
        using var answer = await Api.PostAsync("/api/v1/samples", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
    }

    /// <summary>The files of the configuration folder that people made or see.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFileSystemEntries(App.ConfigDirectory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(App.ConfigDirectory, path))
            .Where(path => !Array.Exists(OfItself, part => path.StartsWith(part, StringComparison.Ordinal))).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every row of every table that people see something of, as text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(App.ConfigDirectory, "sublarr.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var rows = new List<string>();
        foreach (var table in (await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")).Except(Kept))
        {
            rows.AddRange((await ReadAsync(connection, $"SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}"));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await App.DisposeAsync();
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }
}
