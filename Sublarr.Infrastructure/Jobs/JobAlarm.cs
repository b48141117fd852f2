using System.Threading.Channels;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Rings when the next delayed job is due: nothing polls.</summary>
internal sealed class JobAlarm(TimeProvider time) : IDisposable
{
    // Timers do not count the time a machine sleeps, nor know when its clock is set: a far alarm rings early, finds nothing due and is set again.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // What passes between a look at the clock and the timer that is set by it, usually.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    // Who has not heard the last time yet hears once.
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private DateTimeOffset _setFor = DateTimeOffset.MaxValue;

    /// <summary>Rings at this time, unless it is already set for an earlier one.</summary>
    public void SetFor(DateTimeOffset due)
    {
        lock (_lock)
        {
            if (due >= _setFor)
            {
                return;
            }

            _setFor = due;
            _timer ??= time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Set(_timer, due);
        }
    }

    /// <summary>Each time it rings.</summary>
    public IAsyncEnumerable<bool> RingsAsync(CancellationToken cancellationToken) => _rings.Reader.ReadAllAsync(cancellationToken);

    public void Dispose() => _timer?.Dispose();

    // A timer counts from when it is set, its wait from when the clock was read. Where the clock has gone on in between, the wait is too long by as much.
    private void Set(ITimer timer, DateTimeOffset due)
    {
        DateTimeOffset now;
        do
        {
            now = time.GetUtcNow();
            // One millisecond late rather than one early: times are stored in whole milliseconds.
            var wait = due > now ? due - now + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
            timer.Change(wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
        }
        while ((time.GetUtcNow() - now).Duration() > Moment);
    }

    private void Ring()
    {
        lock (_lock)
        {
            _setFor = DateTimeOffset.MaxValue;
        }

        _rings.Writer.TryWrite(true);
    }
}
