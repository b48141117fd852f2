using Microsoft.Data.Sqlite;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class GroupCommitTests
{
    private const string Insert = "INSERT INTO events (id, name, version, occurred_at, data, hop) VALUES ($id, 'x', 1, 0, '{}', 0)";

    [Fact]
    public async Task A_write_that_fails_fails_alone()
    {
        await using var engine = await Engine.StartAsync();
        var writer = engine.Get<GroupCommit>();

        var writes = Enumerable.Range(0, 200)
            .Select(number => writer.WriteAsync(session => session.Execute(Insert, ("$id", number % 50 == 49 ? null : $"e{number}")), CancellationToken.None))
            .ToList();
        var outcomes = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                return await write == 1;
            }
            catch (SqliteException)
            {
                return false;
            }
        }));

        outcomes.Count(stored => !stored).ShouldBe(4);
        (await engine.EventsAsync()).Count.ShouldBe(196);
    }

    [Fact]
    public async Task A_write_is_on_disk_when_it_returns()
    {
        await using var engine = await Engine.StartAsync();

        await engine.Get<GroupCommit>().WriteAsync(session => session.Execute(Insert, ("$id", "e1")), CancellationToken.None);

        using var other = new SqliteConnection(engine.Get<SqliteDatabase>().ConnectionString);
        await other.OpenAsync();
        using var command = other.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM events WHERE id = 'e1'";
        (await command.ExecuteScalarAsync()).ShouldBe(1L);
    }

    [Fact]
    public async Task Every_commit_is_flushed_to_disk()
    {
        await using var engine = await Engine.StartAsync();
        const long full = 2;

        var synchronous = await engine.Get<GroupCommit>().WriteAsync(session => session.Scalar("PRAGMA synchronous"), CancellationToken.None);
        var journal = await engine.Get<GroupCommit>().WriteAsync(session => session.Scalar("PRAGMA journal_mode"), CancellationToken.None);

        synchronous.ShouldBe(full);
        journal.ShouldBe("wal");
    }

    [Fact]
    public async Task Writes_after_the_stop_are_refused_with_a_sentence()
    {
        var engine = await Engine.StartAsync();
        var writer = engine.Get<GroupCommit>();
        await engine.DisposeAsync();

        var problem = await Should.ThrowAsync<ObjectDisposedException>(() => writer.WriteAsync(_ => 1, CancellationToken.None));

        problem.Message.ShouldContain("stopping");
    }
}
