namespace Sublarr.Infrastructure.Jobs;

/// <summary>Rings when the next delayed job is due: nothing polls.</summary>
internal sealed class JobAlarm(TimeProvider time, Func<Task> ring) : IDisposable
{
    // Timers do not count the time a machine sleeps, nor know when its clock is set: a far alarm rings early, finds nothing due and is set again.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

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
            // One millisecond late rather than one early: times are stored in whole milliseconds.
            var wait = due - time.GetUtcNow() + TimeSpan.FromMilliseconds(1);
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
            if (time.GetUtcNow() > due)
            {
                // The clock was set forward after it was read above.
                _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

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
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The writer has logged it. Jobs that are due must not wait for the next restart.
            SetFor(time.GetUtcNow() + TimeSpan.FromSeconds(1));
        }
    }
}
