using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration;

/// <summary>What the app uses of SQLite, as docs/decisions/0014 brings it.</summary>
public sealed class SqliteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SublarrDbContext context;

    public SqliteTests()
    {
        var options = new DbContextOptionsBuilder<SublarrDbContext>().UseSqlite($"Data Source={folder.File("test.db")}").Options;
        context = new SublarrDbContext(options);
    }

    [Fact]
    public async Task Database_keeps_a_write_ahead_log()
    {
        var mode = await ReadAsync("PRAGMA journal_mode = WAL");

        mode.ShouldBe("wal");
        File.Exists(folder.File("test.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task Insert_returns_the_row_it_wrote()
    {
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");

        var id = await ReadAsync("INSERT INTO note (text) VALUES ('first') RETURNING id");

        id.ShouldBe(1L);
    }

    [Fact]
    public async Task Library_is_new_enough_for_returning()
    {
        var version = await ReadAsync("SELECT sqlite_version()");

        Version.Parse((string)version!).ShouldBeGreaterThanOrEqualTo(new Version(3, 35));
    }

    public void Dispose()
    {
        context.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private async Task<object?> ReadAsync(string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
