using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;

namespace Sublarr.Infrastructure.Persistence.Sqlite;

/// <summary>Looks for damage soon after the start, whose own look is short, and twice a day.</summary>
internal sealed class DatabaseWatch(DatabaseCheck check, StorageState storage, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(12);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            // A large database takes minutes: on a thread that nobody waits for.
            await Task.Factory.StartNew(() => Look(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Look(CancellationToken cancellationToken)
    {
        try
        {
            if (check.Run(cancellationToken) is { } damage)
            {
                storage.Damaged(damage);
            }
        }
        catch (SqliteException exception)
        {
            storage.Note(exception);
        }
    }
}
