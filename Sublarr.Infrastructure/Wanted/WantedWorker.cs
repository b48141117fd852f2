using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Keeps what is wanted up to date: it works whenever a video or a profile has changed, and sleeps otherwise.</summary>
internal sealed partial class WantedWorker(WantedReckoning reckoning, VideoChangeBell bell, SaveCount saves, TimeProvider time, ILogger<WantedWorker> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        saves.Happened += bell.Ring;
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        saves.Happened -= bell.Ring;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await CatchUpAsync(stoppingToken);
            await bell.WaitAsync(stoppingToken);
        }
    }

    private async Task CatchUpAsync(CancellationToken stoppingToken)
    {
        try
        {
            await reckoning.FollowProfilesAsync(stoppingToken);
            while (await reckoning.SomeAsync(stoppingToken))
            {
            }
        }
        catch (Exception exception) when (exception is DbException or ObjectDisposedException && !stoppingToken.IsCancellationRequested)
        {
            // A full disk, say. What has changed is noted, so nothing is lost by waiting.
            LogFault(exception, exception.Message);
            await Task.Delay(AfterFault, time, stoppingToken);
            bell.Ring();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is wanted could not be worked out; it is tried again: {Problem}")]
    private partial void LogFault(Exception exception, string problem);
}
