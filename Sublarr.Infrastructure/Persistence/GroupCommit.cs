using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The one writer of the queue's tables. Callers hand over their writes; a single thread runs what has gathered in one
/// transaction and then completes every caller, so a hundred writes cost one disk flush.
/// </summary>
internal sealed partial class GroupCommit(IStore store, WriteGate gate, StorageState storage, IEachTransaction part, ILogger<GroupCommit> logger) : IDisposable
{
    /// <summary>The most writes in one transaction: a bound on what one failure has to repeat.</summary>
    private const int BatchLimit = 512;

    private readonly object _lock = new();
    private readonly List<IWrite> _batch = new(BatchLimit);
    private readonly Queue<IWrite> _waiting = new(BatchLimit);
    private bool _isClosed;
    private WriteSession? _session;
    private Thread? _thread;

    /// <summary>Opens the database and starts the writer's thread. The database must be migrated.</summary>
    public void Start()
    {
        _session = store.OpenForWriting();
        storage.Opened();
        _thread = new Thread(Loop) { IsBackground = true, Name = "sublarr-writer" };
        _thread.Start();
    }

    /// <summary>Runs a write; the result comes when it is on disk.</summary>
    /// <param name="write">Runs on the writer's thread, once or, after a neighbour's failure, again.</param>
    /// <param name="cancellationToken">Stops waiting; the write itself may still be committed.</param>
    /// <exception cref="DbException">The write failed and nothing of it is stored.</exception>
    /// <exception cref="ObjectDisposedException">The writer has stopped.</exception>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new Write<T>(write);
        lock (_lock)
        {
            if (_isClosed)
            {
                throw new ObjectDisposedException(nameof(GroupCommit), "Sublarr is stopping: nothing is written any more.");
            }

            _waiting.Enqueue(pending);
            Monitor.Pulse(_lock);
        }

        return pending.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Commits what has gathered and stops.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            Monitor.Pulse(_lock);
        }

        _thread?.Join();
        _session?.Dispose();
    }

    private void Loop()
    {
        while (Gather())
        {
            if (!TryCommit(_batch, out var failure))
            {
                CommitOneByOne(failure);
            }
        }
    }

    // Waits for the next writes; false when the writer has stopped and none are left.
    private bool Gather()
    {
        _batch.Clear();
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_lock);
            }

            while (_batch.Count < BatchLimit && _waiting.TryDequeue(out var next))
            {
                _batch.Add(next);
            }
        }

        return _batch.Count > 0;
    }

    // The write that failed must fail alone: its neighbours are run again, each in its own transaction.
    private void CommitOneByOne(Exception failure)
    {
        if (_batch.Count == 1)
        {
            _batch[0].Fail(failure);
            return;
        }

        foreach (var write in _batch)
        {
            if (!TryCommit([write], out var ownFailure))
            {
                write.Fail(ownFailure);
            }
        }
    }

    private bool TryCommit(List<IWrite> batch, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Exception? failure)
    {
        gate.Enter(CancellationToken.None);
        try
        {
            storage.Demand();
            _session!.Begin();
            part.Begun(_session);
            foreach (var write in batch)
            {
                write.Run(_session);
            }

            part.Ends(_session);
            _session.Commit();
            storage.Demand();
        }
        catch (Exception exception)
        {
            storage.Note(exception);
            LogRolledBack(exception, batch.Count, exception.Message);
            Rollback();
            failure = exception;
            return false;
        }
        finally
        {
            gate.Leave();
        }

        // On disk: whatever goes wrong from here on must not run the writes again.
        foreach (var action in _session.TakeDue())
        {
            Guarded(action);
        }

        foreach (var write in batch)
        {
            write.Complete();
        }

        _session.Committed(batch.Count);
        failure = null;
        return true;
    }

    private void Rollback()
    {
        try
        {
            _session!.Rollback();
        }
        catch (DbException exception)
        {
            LogRollbackFailed(exception, exception.Message);
        }

        Guarded(part.RolledBack);
    }

    // It runs on the one thread that writes, and is somebody else's.
    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            LogFollowUpFailed(exception, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A transaction of {Count} writes was rolled back: {Problem}")]
    private partial void LogRolledBack(Exception exception, int count, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rolling back failed: {Problem}")]
    private partial void LogRollbackFailed(Exception exception, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "What follows from a transaction failed, and the transaction stands: {Problem}")]
    private partial void LogFollowUpFailed(Exception exception, string problem);

    private interface IWrite
    {
        void Run(WriteSession session);

        void Complete();

        void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<WriteSession, T> write) : IWrite
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Completion => _completion.Task;

        public void Run(WriteSession session) => _result = write(session);

        public void Complete() => _completion.SetResult(_result!);

        public void Fail(Exception exception) => _completion.SetException(exception);
    }
}
