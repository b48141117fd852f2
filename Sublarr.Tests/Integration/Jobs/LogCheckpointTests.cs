using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Persistence.Sqlite;
using Sublarr.Tests.Fixtures;

namespace Sublarr.Tests.Integration.Jobs;

public sealed class LogCheckpointTests
{
    private const string Insert = "INSERT INTO events (id, name, version, occurred_at, data, hop) VALUES ($id, 'x', 1, 0, $data, 0)";
    private const int Batch = 2048;
    private const int Batches = 10;
    private const int RowBytes = 4000;

    private static readonly string Data = new('x', RowBytes);

    [Fact]
    public async Task The_log_is_taken_over_beside_the_commits_and_begins_anew()
    {
        await using var engine = await Engine.StartAsync();
        var writer = engine.Get<GroupCommit>();
        var database = engine.Get<SublarrOptions>().DatabasePath;

        for (var batch = 0; batch < Batches; batch++)
        {
            var first = batch * Batch;
            await Task.WhenAll(Enumerable.Range(first, Batch).Select(number =>
                writer.WriteAsync(WriteUrgency.Awaited, session => session.Execute(Insert, ("$id", $"e{number}"), ("$data", Data)), CancellationToken.None)));
            // What is written reaches the database while the writer is still open: before SQLite's own checkpoint would be due.
            await Eventually.TrueAsync(() => new FileInfo(database).Length > (long)first * RowBytes, "What was written did not reach the database.");
        }

        const long written = (long)Batches * Batch * RowBytes;
        // SQLite's own checkpoint would let it grow to four fifths; how far below that it stays depends on what else the machine does.
        new FileInfo($"{database}-wal").Length.ShouldBeLessThan(written * 3 / 4);
        (await engine.EventsAsync()).Count.ShouldBe(Batches * Batch);
    }
}
