namespace Sublarr.Infrastructure.Persistence;

/// <summary>
/// Whether so much is going on that those who wait for an answer wait long: for the writer, or for a processor. While that lasts the queue begins little of its work:
/// a delivery that starts a moment later harms nobody, and a sender that runs into its time-out does not send again.
/// </summary>
internal sealed class Rush(TimeProvider time)
{
    /// <summary>Who waits longer than this until the writer turns to it waits long, unless a transaction alone takes as long.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromMilliseconds(2);

    /// <summary>So many transactions: who came as one had just begun waits for it in any case, and on a disk that turns that is long.</summary>
    private const double LongWaitInTransactions = 2;

    /// <summary>Whose report is stored only after this waits long, wherever: a processor may be what it waits for, and of that the writer sees nothing.</summary>
    private static readonly TimeSpan LongAnswer = TimeSpan.FromMilliseconds(4);

    /// <summary>The same in transactions: it waits for one that had begun and for its own in any case.</summary>
    private const double LongAnswerInTransactions = 3;

    /// <summary>How long after the last that waited long it is over.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(300);

    private const long Never = long.MinValue;

    private long _lastLong = Never;
    private long _tookTicks;

    /// <summary>How much longer it lasts if nobody else waits long; null when there is none.</summary>
    public TimeSpan? Left =>
        Interlocked.Read(ref _lastLong) is not Never and var last && Calm - time.GetElapsedTime(last) is var left && left > TimeSpan.Zero ? left : null;

    /// <summary>The writer turns to these writes.</summary>
    /// <param name="batch">The writes of its next transaction: what is awaited stands first, and of that what came first.</param>
    /// <param name="took">How long the transaction before it took.</param>
    public void Look(List<PendingWrite> batch, TimeSpan took)
    {
        Interlocked.Exchange(ref _tookTicks, took.Ticks);
        if (batch[0].Urgency == WriteUrgency.Awaited && IsLong(time.GetElapsedTime(batch[0].HandedOverAt), LongWait, took * LongWaitInTransactions))
        {
            Note();
        }
    }

    /// <summary>Somebody's report is stored, and about to be answered. On any thread.</summary>
    /// <param name="waited">How long it took.</param>
    public void Stored(TimeSpan waited)
    {
        if (IsLong(waited, LongAnswer, TimeSpan.FromTicks(Interlocked.Read(ref _tookTicks)) * LongAnswerInTransactions))
        {
            Note();
        }
    }

    private void Note() => Interlocked.Exchange(ref _lastLong, time.GetTimestamp());

    private static bool IsLong(TimeSpan waited, TimeSpan least, TimeSpan transactions) => waited > (transactions > least ? transactions : least);
}
