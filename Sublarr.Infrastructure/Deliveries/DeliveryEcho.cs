using System.Data.Common;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;

namespace Sublarr.Infrastructure.Deliveries;

/// <summary>
/// Publishes what a channel wants told about a delivery. By then the delivery is made: that it cannot be told, as on a full disk, must not
/// have it made again.
/// </summary>
internal sealed partial class DeliveryEcho(IEventBus bus, TimeProvider time, ILogger<DeliveryEcho> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Tells it, as often as it takes to be stored. Under a key: it is one event all the same.</summary>
    public async Task TellAsync(Job job, IDomainEvent echo, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!await IsToldAsync(job, echo))
        {
            LogPause(job.Id, pause.TotalSeconds);
            try
            {
                await Task.Delay(pause, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> IsToldAsync(Job job, IDomainEvent echo)
    {
        try
        {
            await bus.PublishAsync(echo, job.Cause, CancellationToken.None, job.KeyOf("echo"));
            return true;
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            LogNotStored(exception, job.Id);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFault(exception, job.Id);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What came of delivery {JobId} cannot be told. Is the disk full?")]
    private partial void LogNotStored(Exception exception, long jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What came of delivery {JobId} is told again in {Seconds} s; the delivery itself is made")]
    private partial void LogPause(long jobId, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "What came of delivery {JobId} is not told; the delivery itself is made")]
    private partial void LogFault(Exception exception, long jobId);
}
