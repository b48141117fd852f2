using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Telemetry;

/// <summary>Looks at the folder and the queue every few seconds, so that health is answered from memory: anybody may ask, as often as they like.</summary>
public sealed class HealthWatch : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly QueueState _queue;
    private readonly StorageState _storage;
    private long _oldestDue = long.MaxValue;

    internal HealthWatch(QueueState queue, StorageState storage) => (_queue, _storage) = (queue, storage);

    /// <summary>When the oldest job that waits for its turn became due; null when none waits.</summary>
    public DateTimeOffset? OldestDue => Interlocked.Read(ref _oldestDue) is var due and < long.MaxValue ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;

    /// <summary>Looks now.</summary>
    public void Look()
    {
        _storage.Look();
        try
        {
            Interlocked.Exchange(ref _oldestDue, _queue.OldestDue()?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        }
        catch (DbException exception)
        {
            _storage.Note(exception);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A disk fills up by the world's time, whatever the time that jobs go by.
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
