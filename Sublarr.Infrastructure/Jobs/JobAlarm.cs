namespace Sublarr.Infrastructure.Jobs;

/// <summary>Rings when the next delayed job is due: nothing polls.</summary>
internal sealed class JobAlarm(TimeProvider time, Func<Task> ring) : IDisposable
{
    // Timers take at most some 49 days; a far alarm rings early, finds nothing due and is set again.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

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
