using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Follows videos that have new names.</summary>
internal sealed class RenameHandler(MediaFolders folders, LibraryNews news) : IJobHandler
{
    public string Kind => JobKinds.RenameFiles;

    public int Concurrency => 2;

    public int MostAtOnce => 8;

    public RetrySchedule RetriesOf(Job job) => RetrySchedule.Internal;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = LibraryOrder.Read<RenameOrder>(context.Job.Payload);
        var files = new List<RenamedFile>();
        var lines = new List<string>();
        try
        {
            foreach (var file in order.Files)
            {
                var place = await folders.FindAsync(order.Title, file.To, cancellationToken);
                if (place.Sight == MediaSight.Nothing)
                {
                    return new(new JobOutcome.Skipped(MediaFolders.Unreachable(order.Title, file.To)));
                }

                var from = file.From is null ? null : await folders.MapAsync(order.Title, file.From, cancellationToken);
                files.Add(new(from, place.Path));
                lines.Add($"{from ?? "(unknown)"} → {place.Path}{(place.Sight == MediaSight.File ? "" : " (not there now)")}");
            }
        }
        catch (TimeoutException)
        {
            return new(new JobOutcome.RetryLater(MediaFolders.Silent(order.Files[0].To)));
        }

        await news.RenamedAsync(new(order.Title, files), cancellationToken);
        return new(JobOutcome.Done, new AttemptDetail { Note = $"{Wording.Several(files.Count, "file has a new name", "files have new names")}.", Parts = [new("Before and now", string.Join('\n', lines))] });
    }
}
