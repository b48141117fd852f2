namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// The writes that wait for the writer. Those that are awaited go first. Of the others a bounded share is in each transaction: no fewer, so that
/// nothing waits for ever, and no more, so that whoever comes while they are written need not wait long. Within its urgency each keeps its place in line.
/// </summary>
internal sealed class WaitingWrites
{
    /// <summary>The most writes of one transaction that are awaited: a bound on what one failure has to repeat.</summary>
    public const int AwaitedAtOnce = 256;

    /// <summary>The most of the others.</summary>
    public const int BackgroundAtOnce = 64;

    private readonly object _lock = new();
    private readonly Queue<PendingWrite> _awaited = new(AwaitedAtOnce);
    private readonly Queue<PendingWrite> _background = new(BackgroundAtOnce);
    private bool _isClosed;

    /// <summary>Puts a write in line.</summary>
    /// <returns>False when the writer has stopped: it will not be made.</returns>
    public bool TryAdd(PendingWrite write)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            (write.Urgency == WriteUrgency.Awaited ? _awaited : _background).Enqueue(write);
            Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>Waits until there are writes; false when none are left and none will come.</summary>
    public bool Wait()
    {
        lock (_lock)
        {
            while (_awaited.Count + _background.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_lock);
            }

            return _awaited.Count + _background.Count > 0;
        }
    }

    /// <summary>Takes the writes of the next transaction.</summary>
    /// <param name="batch">Where they go; empty.</param>
    public void Take(List<PendingWrite> batch)
    {
        lock (_lock)
        {
            Move(_awaited, batch, AwaitedAtOnce);
            Move(_background, batch, BackgroundAtOnce);
        }
    }

    /// <summary>Takes one that is awaited and came while the others were made.</summary>
    /// <param name="batch">The writes of the transaction, to which it is added.</param>
    /// <returns>Null when there is none, or the transaction is full.</returns>
    public PendingWrite? TakeLate(List<PendingWrite> batch)
    {
        lock (_lock)
        {
            if (batch.Count >= AwaitedAtOnce || !_awaited.TryDequeue(out var late))
            {
                return null;
            }

            batch.Add(late);
            return late;
        }
    }

    /// <summary>Takes no more; what waits is still given out. False when that was so before.</summary>
    public bool TryClose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            _isClosed = true;
            Monitor.Pulse(_lock);
            return true;
        }
    }

    private static void Move(Queue<PendingWrite> from, List<PendingWrite> to, int limit)
    {
        while (limit-- > 0 && from.TryDequeue(out var next))
        {
            to.Add(next);
        }
    }
}
