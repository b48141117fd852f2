using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Domain.Samples;
using Sublarr.Infrastructure.Library;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Samples;

/// <summary>
/// Makes the folder of the sample data one of the library once its report was looked at: a look through the folder before that would have found the imported video first,
/// and nobody would have looked for its subtitle at once.
/// </summary>
internal sealed class SampleWatch(SampleLibrary library, IDbContextFactory<SublarrDbContext> contexts, IFolderWatch watch, IJobQueue queue, TimeProvider time) : ILibraryWatch
{
    public async Task SeenAsync(SeenFile file, CancellationToken cancellationToken)
    {
        if (file.Import is not { } import || file.Video.Path != library.PathOf(SampleStory.Imported))
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.LibraryFolders.AnyAsync(row => row.Path == library.Folder, cancellationToken))
        {
            context.Add(new LibraryFolderRow { Path = library.Folder, AddedAt = time.GetUtcNow() });
            await context.SaveChangesAsync(cancellationToken);
        }

        await watch.RefreshAsync(cancellationToken);
        await queue.EnqueueAsync([LibraryScanOrder.Job(library.Folder, JobPriority.Normal) with { ParentId = import }], cancellationToken);
    }

    public Task RenamedAsync(RenamedFiles files, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemovedAsync(RemovedFiles files, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes the folder out of the library again.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.RemoveRange(await context.LibraryFolders.Where(row => row.Path == library.Folder).ToListAsync(cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
        await watch.RefreshAsync(cancellationToken);
    }
}
