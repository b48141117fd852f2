using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The one writer of the queue's tables. Callers hand over their writes; a single thread runs what has gathered in one
/// transaction and then completes every caller, so a hundred writes cost one disk flush. What somebody waits for goes first.
/// </summary>
internal sealed partial class GroupCommit(
    IStore store, WriteGate gate, StorageState storage, IEachTransaction part, Rush rush, TimeProvider time, ILogger<GroupCommit> logger) : IDisposable
{
    private readonly WaitingWrites _waiting = new();
    private readonly List<PendingWrite> _batch = new(WaitingWrites.AwaitedAtOnce);
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
    /// <param name="urgency">Who waits for it. Writes of one urgency are made in the order in which they are handed over; across the two there is no order.</param>
    /// <param name="write">Runs on the writer's thread, once or, after a neighbour's failure, again.</param>
    /// <param name="cancellationToken">Stops waiting; the write itself may still be committed.</param>
    /// <exception cref="DbException">The write failed and nothing of it is stored.</exception>
    /// <exception cref="ObjectDisposedException">The writer has stopped.</exception>
    public Task<T> WriteAsync<T>(WriteUrgency urgency, Func<WriteSession, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingWrite<T>(write, urgency, time.GetTimestamp());
        return _waiting.TryAdd(pending)
            ? pending.Completion.WaitAsync(cancellationToken)
            : throw new ObjectDisposedException(nameof(GroupCommit), "Sublarr is stopping: nothing is written any more.");
    }

    /// <summary>Commits what has gathered and stops.</summary>
    public void Dispose()
    {
        if (!_waiting.TryClose())
        {
            return;
        }

        _thread?.Join();
        _session?.Dispose();
    }

    private void Loop()
    {
        var took = TimeSpan.Zero;
        while (_waiting.Wait())
        {
            gate.Enter(CancellationToken.None);
            var start = time.GetTimestamp();
            // Only now: who came while somebody else had the gate comes along.
            _batch.Clear();
            _waiting.Take(_batch);
            rush.Look(_batch, took);
            if (!TryCommit(_batch, mayGrow: true, out var failure))
            {
                CommitOneByOne(failure);
            }

            took = time.GetElapsedTime(start);
        }
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
            gate.Enter(CancellationToken.None);
            if (!TryCommit([write], mayGrow: false, out var ownFailure))
            {
                write.Fail(ownFailure);
            }
        }
    }

    // Leaves the gate, which is the caller's to enter.
    private bool TryCommit(List<PendingWrite> batch, bool mayGrow, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Exception? failure)
    {
        try
        {
            storage.DemandKnown();
            _session!.Begin();
            part.Begun(_session);
            batch.ForEach(write => write.Run(_session));
            while (mayGrow && _waiting.TakeLate(batch) is { } late)
            {
                late.Run(_session);
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

        batch.ForEach(write => write.Complete());
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
}
