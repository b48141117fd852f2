using Microsoft.EntityFrameworkCore;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;
using Sublarr.Infrastructure.Jobs;
using Sublarr.Infrastructure.Persistence;

namespace Sublarr.Infrastructure.Library;

/// <summary>Puts a series or movie into the library that Sonarr or Radarr has added. Its files come with later reports.</summary>
internal sealed class AddTitleHandler(LibraryKeeper keeper, IDbContextFactory<SublarrDbContext> contexts) : IJobHandler
{
    public string Kind => JobKinds.AddTitle;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var title = LibraryOrder.Read<AddOrder>(context.Job.Payload).Title;
        if (await IsRemovedSinceAsync(context.Job.Id, title, cancellationToken))
        {
            return new(new JobOutcome.Skipped($"{MediaFolders.SenderOf(title)} has removed it since."));
        }

        await keeper.AddedAsync(title, cancellationToken);
        return new(JobOutcome.Done, new AttemptDetail { Note = $"{MediaFolders.SenderOf(title)} has it now, and so has the library." });
    }

    // Adding and removing are lines of their own, and one may overtake the other. A file is looked for on disk; a title is nowhere but here, and would stay for good.
    private async Task<bool> IsRemovedSinceAsync(long jobId, KnownTitle title, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var payloads = await context.Jobs.AsNoTracking().Where(job => job.Id > jobId && job.Kind == JobKinds.RemoveFiles).Select(job => job.Payload).ToListAsync(cancellationToken);
        return payloads.Select(LibraryOrder.Read<RemoveOrder>).Any(removed => removed.IsWholeTitle && removed.Title is var gone && (gone.Source, gone.Instance, gone.Id) == (title.Source, title.Instance, title.Id));
    }
}
