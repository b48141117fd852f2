using Sublarr.Domain.Events;
using Sublarr.Domain.Events.Catalog;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Library;

/// <summary>What follows from a look through folders: it is told, and what is new is looked into.</summary>
internal sealed class ScanAftermath(IEventBus bus, IJobQueue queue, ProbeStore probes, SublarrOptions options)
{
    /// <summary>Tells of it.</summary>
    /// <param name="job">The job that looked.</param>
    /// <param name="scanned">What came of it.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    public async Task FollowAsync(Job job, ScannedLibrary scanned, TimeSpan took, CancellationToken cancellationToken)
    {
        var told = new LibraryScanComplete(scanned.Folders, scanned.Files, scanned.Added, scanned.Changed, scanned.Removed, (long)took.TotalMilliseconds);
        await bus.PublishAsync(told, new EventCause(job.Id, Hop: job.Hop), cancellationToken, key: $"library-scan:{job.Id}");
        if (options.FfprobePath.Length > 0 && await probes.CountAsync(cancellationToken) > 0)
        {
            await queue.EnqueueAsync([ProbeVideosHandler.NewJob(job.Id)], cancellationToken);
        }
    }
}
