namespace Sublarr.Web.Security;

/// <summary>Ends sessions that nothing was heard of, and writes down now and then when the others were last heard of: no request waits for that.</summary>
internal sealed partial class SessionKeeper(Sessions sessions, TimeProvider time, ILogger<SessionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SettleAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SettleAsync(Sessions.WriteEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Sublarr stops.
        }
    }

    private async Task SettleAsync(TimeSpan writeEvery, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.SettleAsync(writeEvery, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When browsers were last heard of could not be written down; it is tried again in ten minutes")]
    private partial void LogFailed(Exception exception);
}
