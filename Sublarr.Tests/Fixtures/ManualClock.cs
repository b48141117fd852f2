namespace Sublarr.Tests.Fixtures;

/// <summary>
/// A clock that stands still until a test moves it; timers that come due meanwhile fire on the way, in order. One that is set for no time at
/// all fires at once, as real ones do: the code under test may set it just after the clock was moved past what it waits for.
/// </summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (TakeNextDue(until) is { } timer)
        {
            timer.Fire();
        }
    }

    // With none left it is that time, before anybody can set another for a time that would then have passed.
    private ManualTimer? TakeNextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            if (next is null)
            {
                _now = until;
                return null;
            }

            _now = next.DueAt > _now ? next.DueAt : _now;
            next.Reschedule();
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => fire();

        public void Reschedule()
        {
            if (_period > TimeSpan.Zero)
            {
                DueAt += _period;
                return;
            }

            clock._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == TimeSpan.Zero)
                {
                    ThreadPool.QueueUserWorkItem(_ => fire());
                    dueTime = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
                }

                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    (DueAt, _period) = (clock._now + dueTime, period);
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
