using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database on a thread and a connection of its own. Within a commit, as SQLite does it by itself,
/// everybody who writes would wait for it; beside the commits only what came meanwhile is left to the writer.
/// Source: https://www.sqlite.org/wal.html#ckpt
/// </summary>
internal sealed partial class LogCheckpoint : IDisposable
{
    /// <summary>Writes between two checkpoints; each changes some pages of 4 KiB.</summary>
    private const int WritesApart = 512;

    /// <summary>Pages in the log from which the writer begins it anew.</summary>
    private const int LongLog = 4000;

    private readonly AutoResetEvent _due = new(initialState: false);
    private readonly sqlite3 _connection;
    private readonly ILogger<LogCheckpoint> _logger;
    private readonly Thread _thread;
    private int _written;
    private volatile bool _isCopied;
    private volatile bool _isClosed;

    private LogCheckpoint(sqlite3 connection, ILogger<LogCheckpoint> logger)
    {
        (_connection, _logger) = (connection, logger);
        _thread = new Thread(Loop) { IsBackground = true, Name = "sublarr-checkpoint" };
    }

    /// <summary>Starts the thread, on a connection of its own.</summary>
    public static LogCheckpoint Start(sqlite3 connection, ILogger<LogCheckpoint> logger)
    {
        // A connection that has read nothing does not know of the log, and would copy nothing of it.
        _ = raw.sqlite3_exec(connection, "SELECT COUNT(*) FROM sqlite_master");
        var checkpoint = new LogCheckpoint(connection, logger);
        checkpoint._thread.Start();
        return checkpoint;
    }

    /// <summary>Called by the writer after each commit: takes over the little that is left, so that the log can begin anew.</summary>
    public void Committed(SqliteSession session, int writes)
    {
        if (_isCopied)
        {
            _isCopied = false;
            session.Checkpoint();
        }

        _written += writes;
        if (_written >= WritesApart)
        {
            _written = 0;
            _due.Set();
        }
    }

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _due.Set();
        _thread.Join();
        _connection.Dispose();
        _due.Dispose();
    }

    private void Loop()
    {
        while (_due.WaitOne() && !_isClosed)
        {
            // The second pass takes what came during the first, so that little is left to the writer.
            _isCopied = Copy() > LongLog && Copy() > LongLog;
        }
    }

    // Passive: it waits for nobody and copies what it may. Returns the pages in the log.
    private int Copy()
    {
        var result = raw.sqlite3_wal_checkpoint_v2(_connection, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out _);
        if (result is not (raw.SQLITE_OK or raw.SQLITE_BUSY))
        {
            LogFailed(raw.sqlite3_errmsg(_connection).utf8_to_string());
        }

        return result == raw.SQLITE_OK ? pages : 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log could not be copied into the database ({Problem}); the next commits try again")]
    private partial void LogFailed(string problem);
}
