namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// Whether so much is going on that those who wait for an answer wait long for the writer. While that lasts the queue begins little of its work: a delivery
/// that starts a moment later harms nobody, and a sender that runs into its time-out does not send again. Used on the writer's thread only.
/// </summary>
internal sealed class Rush(TimeProvider time)
{
    /// <summary>Who waits longer than this until the writer turns to it waits long, unless a transaction alone takes as long.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromMilliseconds(2);

    /// <summary>So many transactions: who came as one had just begun waits for it in any case, and on a disk that turns that is long.</summary>
    private const double LongWaitInTransactions = 2;

    /// <summary>How long after the last that waited long it is over.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(100);

    private long? _lastLong;

    /// <summary>How much longer it lasts if nobody else waits long; null when there is none.</summary>
    public TimeSpan? Left => _lastLong is { } last && Calm - time.GetElapsedTime(last) is var left && left > TimeSpan.Zero ? left : null;

    /// <summary>The writer turns to these writes.</summary>
    /// <param name="batch">The writes of its next transaction: what is awaited stands first, and of that what came first.</param>
    /// <param name="took">How long the transaction before it took.</param>
    public void Look(List<PendingWrite> batch, TimeSpan took)
    {
        var wait = took * LongWaitInTransactions is var transactions && transactions > LongWait ? transactions : LongWait;
        if (batch[0].Urgency == WriteUrgency.Awaited && time.GetElapsedTime(batch[0].HandedOverAt) > wait)
        {
            _lastLong = time.GetTimestamp();
        }
    }
}
