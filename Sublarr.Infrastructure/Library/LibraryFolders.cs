using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Configuration;

namespace Sublarr.Infrastructure.Library;

/// <summary>The folders that Sublarr looks through itself, without a Sonarr or Radarr that tells of them.</summary>
/// <param name="options">The environment: <c>SUBLARR_MEDIA_PATH</c> is one from the start.</param>
/// <param name="queue">Where a look through them is queued.</param>
public sealed class LibraryFolders(SublarrOptions options, IJobQueue queue)
{
    /// <summary>Whole paths, without a separator at their ends.</summary>
    public IReadOnlyList<string> All { get; } = options.MediaPath is { } path ? [Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))] : [];

    /// <summary>Queues a look through each: one that hangs or fails keeps no other. One that is queued or runs is not queued again.</summary>
    /// <param name="priority">How urgent it is.</param>
    /// <param name="cause">The job that asks; null for a person.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The jobs, in the order of the folders.</returns>
    public Task<IReadOnlyList<long>> ScanAsync(JobPriority priority, long? cause, CancellationToken cancellationToken) =>
        queue.EnqueueAsync([.. All.Select(folder => LibraryScanOrder.Job(folder, priority) with { ParentId = cause })], cancellationToken);
}
