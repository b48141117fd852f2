using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Sublarr.Domain.Events;
using Sublarr.Infrastructure.Events;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Reads events by a prepared statement on connections of its own, as many as are read at a time. A replay reads a hundred thousand, and a context of EF Core
/// made for each takes longer than the delivery.
/// </summary>
internal sealed class StoredEvents(SqliteDatabase database, StorageState storage) : IStoredEvents, IDisposable
{
    private readonly ConcurrentBag<Reader> _idle = [];

    public EventEnvelope? Find(string id)
    {
        storage.DemandFile();
        var reader = _idle.TryTake(out var idle) ? idle : new Reader(database.Open());
        try
        {
            var found = reader.Find(id);
            _idle.Add(reader);
            return found;
        }
        catch (SqliteException exception)
        {
            reader.Dispose();
            storage.Note(exception);
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private sealed class Reader : IDisposable
    {
        // In KiB. An event is read once: what else it needs is the upper part of an index.
        private const string Settings = "PRAGMA query_only = ON; PRAGMA cache_size = -256";

        private const string FindStatement =
            "SELECT name, version, occurred_at, data, key, cause_job_id, cause_subscription_id, hop, is_alert FROM events WHERE id = $id";

        private readonly sqlite3 _connection;
        private readonly SqlStatement _find;

        public Reader(sqlite3 connection)
        {
            _connection = connection;
            _ = raw.sqlite3_exec(connection, Settings);
            _find = SqlStatement.Prepare(connection, FindStatement);
        }

        public EventEnvelope? Find(string id)
        {
            using var run = _find.Run([("$id", id)]);
            return run.Read() ? EnvelopeOf(id, run.Row) : null;
        }

        public void Dispose()
        {
            _find.Dispose();
            _connection.Dispose();
        }

        private static EventEnvelope EnvelopeOf(string id, SqlRow row) => new(
            id,
            row.GetString(0),
            row.GetInt32(1),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            row.GetString(3),
            new EventCause(JobTable.NullableInt64(row, 5), JobTable.NullableInt64(row, 6), row.GetInt32(7)),
            row.IsDBNull(4) ? null : row.GetString(4))
        {
            IsAlert = row.GetBoolean(8),
        };
    }
}
