using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sublarr.Infrastructure.Jobs;

/// <summary>Renews the leases of running jobs.</summary>
internal sealed partial class LeaseKeeper(JobStore store, RunningJobs running, TimeProvider time, ILogger<LeaseKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(JobLease.Renewal, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (running.IsEmpty)
            {
                continue;
            }

            try
            {
                await store.RenewLeasesAsync(stoppingToken);
            }
            catch (DbException exception)
            {
                LogNotRenewed(exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of running jobs could not be renewed: {Problem}")]
    private partial void LogNotRenewed(string problem);
}
