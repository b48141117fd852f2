using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sublarr.Domain.Events;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Backups;

/// <summary>Removes a backup that was uploaded when its restore was cancelled before its turn: all secrets are in it.</summary>
internal sealed partial class UploadSweep(SublarrOptions options, IDbContextFactory<SublarrDbContext> contexts, ILogger<UploadSweep> logger) : BackgroundService, IJobWatcher
{
    // What does not fit waits for the next start, which clears the folder.
    private readonly Channel<long> _ended = Channel.CreateBounded<long>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Changed(IReadOnlyList<JobChange> changes)
    {
        foreach (var change in changes)
        {
            if (change is { Kind: JobKinds.RestoreBackup, State: JobState.Cancelled or JobState.Expired or JobState.Dead })
            {
                _ended.Writer.TryWrite(change.JobId);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _ended.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RemoveAsync(job, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotRemoved(exception, job);
            }
        }
    }

    private async Task RemoveAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var payload = await context.Jobs.AsNoTracking().Where(job => job.Id == id).Select(job => job.Payload).FirstOrDefaultAsync(cancellationToken);
        if (payload is { Length: > 0 })
        {
            JsonSerializer.Deserialize<RestoreOrder>(payload, EventJson.Options)!.DeleteUploaded(options);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The backup that was uploaded for job {JobId} could not be removed; the next start removes it")]
    private partial void LogNotRemoved(Exception exception, long jobId);
}
