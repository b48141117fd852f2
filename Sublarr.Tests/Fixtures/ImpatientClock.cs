namespace Sublarr.Tests.Fixtures;

/// <summary>A clock that goes as real ones do, and leaps over short waits: what is asked at a pace is asked at once, and the pace can be read from the clock.</summary>
public sealed class ImpatientClock : TimeProvider
{
    private static readonly TimeSpan LongestLeap = TimeSpan.FromSeconds(12);

    private long _leapt;

    /// <summary>What was leapt over so far, and what <see cref="Advance"/> added.</summary>
    public TimeSpan Leapt => TimeSpan.FromTicks(Interlocked.Read(ref _leapt));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Leapt;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _leapt, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestLeap || period != Timeout.InfiniteTimeSpan)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        Advance(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
