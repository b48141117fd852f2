namespace Sublarr.Infrastructure.Jobs;

/// <summary>A clock that nobody sets back: it goes on by what passes, and follows the time of day only forward, as after a sleep of the machine.</summary>
internal sealed class ForwardClock(TimeProvider time) : TimeProvider
{
    // The two clocks are not read at the same instant: what they differ by then is no step.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _day = time.GetUtcNow();
    private DateTimeOffset _now = time.GetUtcNow();
    private long _timestamp = time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var (day, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
            var (step, passed) = (day - _day, time.GetElapsedTime(_timestamp, timestamp));
            _now += step > passed + Tolerance ? step : passed;
            (_day, _timestamp) = (day, timestamp);
            return _now;
        }
    }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
