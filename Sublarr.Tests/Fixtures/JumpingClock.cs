namespace Sublarr.Tests.Fixtures;

/// <summary>A clock whose time of day can jump, as after a suspend or when somebody sets it, while its timers go on as they were: they count what passes.</summary>
public sealed class JumpingClock(ManualClock passing) : TimeProvider
{
    private long _jumpedTicks;

    /// <summary>What its timers count by.</summary>
    public ManualClock Passing => passing;

    public override long TimestampFrequency => passing.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => passing.GetUtcNow().AddTicks(Interlocked.Read(ref _jumpedTicks));

    public override long GetTimestamp() => passing.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => passing.CreateTimer(callback, state, dueTime, period);

    public void Jump(TimeSpan by) => Interlocked.Add(ref _jumpedTicks, by.Ticks);
}
