using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Library;

/// <summary>Queues a look at what has changed in folders of the library, once it has settled.</summary>
internal sealed partial class ChangeQueue(FolderChanges changes, IJobQueue queue, TimeProvider time, ILogger<ChangeQueue> logger) : BackgroundService
{
    /// <summary>How often it asks what has settled while something has changed, which is a look into memory.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await changes.AnyAsync(stoppingToken);
            await Task.Delay(Pause, time, stoppingToken);
            // What its job has not taken yet is queued again, which gives the one that is open.
            if (changes.SettledRoots() is { Count: > 0 } roots)
            {
                await EnqueueAsync(roots, stoppingToken);
            }
        }
    }

    private async Task EnqueueAsync(IReadOnlyList<string> roots, CancellationToken stoppingToken)
    {
        try
        {
            await queue.EnqueueAsync([.. roots.Select(LibraryChangesHandler.NewJob)], stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotQueued(exception, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A look at what changed in the library could not be queued and is tried again: {Problem}")]
    private partial void LogNotQueued(Exception exception, string problem);
}
