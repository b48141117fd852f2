using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Queues delayed jobs as the alarm rings.</summary>
internal sealed partial class JobPromotion(JobStore store, JobAlarm alarm, TimeProvider time, ILogger<JobPromotion> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in alarm.RingsAsync(stoppingToken))
        {
            await PromoteAsync(stoppingToken);
        }
    }

    private async Task PromoteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.PromoteAsync(cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            // Sublarr is stopping; the next start sets the alarm again.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever it was, jobs that are due must not wait for the next restart.
            LogFailed(exception, exception.Message);
            alarm.SetFor(time.GetUtcNow() + AfterFault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs that are due could not be queued ({Problem}); it is tried again in a second")]
    private partial void LogFailed(Exception exception, string problem);
}
