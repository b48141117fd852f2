using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Infrastructure.Configuration;
using Sublarr.Infrastructure.Persistence;
using Sublarr.Infrastructure.Schedules;

namespace Sublarr.Infrastructure.Library;

/// <summary>The folders that Sublarr looks through itself, without a Sonarr or Radarr that tells of them.</summary>
/// <param name="options">The environment: those of <c>SUBLARR_MEDIA_PATH</c> are there from the start.</param>
/// <param name="contexts">Those that were added.</param>
/// <param name="queue">Where a look through them is queued.</param>
public sealed class LibraryFolders(SublarrOptions options, IDbContextFactory<SublarrDbContext> contexts, IJobQueue queue)
{
    /// <summary>Those of the environment first, then those that were added, in their order.</summary>
    public async Task<IReadOnlyList<LibraryFolder>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var given = options.MediaPaths.Select(path => new LibraryFolder(null, Path.TrimEndingDirectorySeparator(path))).ToList();
        var added = await context.LibraryFolders.AsNoTracking().OrderBy(row => row.Id).Select(row => new LibraryFolder(row.Id, row.Path)).ToListAsync(cancellationToken);
        // One that was added before the environment named it too.
        return [.. given, .. added.Where(folder => !given.Exists(other => other.Path == folder.Path))];
    }

    /// <summary>Those that are to be watched: all, unless a person switched that off.</summary>
    public async Task<IReadOnlyList<LibraryFolder>> WatchedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.LibrarySettings.AsNoTracking().AnyAsync(settings => !settings.IsWatched, cancellationToken) ? [] : await AllAsync(cancellationToken);
    }

    /// <summary>Which of some folders are looked through at times of their own, and not with the others.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<LibraryFolder>> ApartAsync(IReadOnlyList<LibraryFolder> folders, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var chosen = (await context.Schedules.AsNoTracking().Select(settings => settings.Key).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return [.. folders.Where(folder => chosen.Contains(FolderSchedule.KeyOf(folder.Path)))];
    }

    /// <summary>Queues a look through each: one that hangs or fails keeps no other. One that is queued or runs is not queued again.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="priority">How urgent it is.</param>
    /// <param name="cause">The job that asks; null for a person.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The jobs, in the order of the folders.</returns>
    public Task<IReadOnlyList<long>> ScanAsync(IReadOnlyList<LibraryFolder> folders, JobPriority priority, long? cause, CancellationToken cancellationToken) =>
        queue.EnqueueAsync([.. folders.Select(folder => LibraryScanOrder.Job(folder.Path, priority) with { ParentId = cause })], cancellationToken);

    /// <summary>Queues a look through one of them for a person who waits; returns the job.</summary>
    public async Task<long> ScanAsync(string folder, CancellationToken cancellationToken) =>
        (await queue.EnqueueAsync([LibraryScanOrder.Job(folder, JobPriority.High)], cancellationToken))[0];
}

/// <summary>A folder of the library.</summary>
/// <param name="Id">Its id; null for one of the environment, which is removed there alone.</param>
/// <param name="Path">Its whole path, without a separator at its end.</param>
public sealed record LibraryFolder(long? Id, string Path);
