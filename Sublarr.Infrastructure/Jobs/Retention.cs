using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Keeps the log from growing for ever: what ended or came more than <see cref="Age"/> ago is removed once an hour.</summary>
internal sealed partial class Retention(IJobPurge purge, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    /// <summary>How long events, jobs and attempts are kept.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var before = time.GetUtcNow() - Age;
                var removed = await purge.PurgeJobsAsync(before, null, stoppingToken) + await purge.PurgeEventsAsync(before, stoppingToken);
                LogPurged(removed, Age.TotalDays);
            }
            catch (DbException exception)
            {
                LogNotPurged(exception, exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Retention removed {Count} rows older than {Days} days")]
    private partial void LogPurged(int count, double days);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention could not remove old rows and will try again: {Problem}")]
    private partial void LogNotPurged(Exception exception, string problem);
}
