using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Rings when the next delayed job is due: nothing polls.</summary>
internal sealed partial class JobAlarm(TimeProvider time, Func<Task> ring, ILogger logger) : IDisposable
{
    // Timers do not count the time a machine sleeps, nor know when its clock is set: a far alarm rings early, finds nothing due and is set again.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // What passes between a look at the clock and the timer that is set by it, usually.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

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

    public void Dispose() => _timer?.Dispose();

    // A timer counts from when it is set, its wait from when the clock was read. Where the clock has gone on in between, the wait is too long by as much.
    private void Set(ITimer timer, DateTimeOffset due)
    {
        DateTimeOffset now;
        do
        {
            now = time.GetUtcNow();
            // One millisecond late rather than one early: times are stored in whole milliseconds.
            var wait = due - now + TimeSpan.FromMilliseconds(1);
            timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
        }
        while ((time.GetUtcNow() - now).Duration() > Moment);
    }

    private void Ring()
    {
        lock (_lock)
        {
            _setFor = DateTimeOffset.MaxValue;
        }

        _ = RingAsync();
    }

    private async Task RingAsync()
    {
        try
        {
            await ring();
        }
        catch (ObjectDisposedException)
        {
            // Sublarr is stopping; the next start sets the alarm again.
        }
        catch (Exception exception)
        {
            // Whatever it was, jobs that are due must not wait for the next restart.
            LogFailed(exception, exception.Message);
            SetFor(time.GetUtcNow() + AfterFault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs that are due could not be queued ({Problem}); it is tried again in a second")]
    private partial void LogFailed(Exception exception, string problem);
}
