namespace Sublarr.Web.Security;

/// <summary>Ends sessions that nothing was heard of, and writes down now and then when the others were last heard of: no request waits for that.</summary>
internal sealed partial class SessionKeeper(Sessions sessions, TimeProvider time, ILogger<SessionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await SettleAsync(TimeSpan.FromMinutes(1), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Thrown on, it would make a fault of a stop that took long.
            LogLate();
        }
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

    [LoggerMessage(Level = LogLevel.Information, Message = "The stop took long: when browsers were last heard of is some minutes older at the next start")]
    private partial void LogLate();

    [LoggerMessage(Level = LogLevel.Warning, Message = "When browsers were last heard of could not be written down; it is tried again in ten minutes")]
    private partial void LogFailed(Exception exception);
}
