namespace Sublarr.Infrastructure.Jobs;

/// <summary>
/// The time as far as it is believed, for what is given up or removed because of its age. A clock that goes ahead by more than a day is believed
/// once it has stood for a day: until then somebody can set it right, and nothing is lost. After a sleep of the machine that is late, and no harm.
/// </summary>
internal sealed class TrustedClock(TimeProvider time)
{
    /// <summary>Beyond it a step ahead is doubted.</summary>
    public static readonly TimeSpan LargestStep = TimeSpan.FromDays(1);

    /// <summary>For so long.</summary>
    public static readonly TimeSpan Probation = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _at = time.GetUtcNow();
    private long _timestamp = time.GetTimestamp();
    private TimeSpan _doubted;
    private long _doubtedSince;

    /// <summary>How far the clock is ahead of what is believed.</summary>
    public TimeSpan Doubted
    {
        get
        {
            lock (_lock)
            {
                Look();
                return _doubted;
            }
        }
    }

    /// <summary>The time that is believed.</summary>
    public DateTimeOffset GetUtcNow() => time.GetUtcNow() - Doubted;

    /// <summary>Something was stored at this time, and nothing is known of what passed since.</summary>
    public void GoOnFrom(DateTimeOffset stored)
    {
        lock (_lock)
        {
            Step(time.GetUtcNow() - stored);
        }
    }

    private void Look()
    {
        var (now, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        var step = now - _at - time.GetElapsedTime(_timestamp, timestamp);
        (_at, _timestamp) = (now, timestamp);
        Step(step);
        if (_doubted > TimeSpan.Zero && time.GetElapsedTime(_doubtedSince, timestamp) >= Probation)
        {
            _doubted = TimeSpan.Zero;
        }
    }

    private void Step(TimeSpan by)
    {
        if (by > LargestStep)
        {
            (_doubted, _doubtedSince) = (_doubted + by, time.GetTimestamp());
        }
        else if (by < -LargestStep)
        {
            _doubted = _doubted + by > TimeSpan.Zero ? _doubted + by : TimeSpan.Zero;
        }
    }
}
