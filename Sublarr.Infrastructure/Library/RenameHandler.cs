using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Follows videos that have new names: each is looked at where it is now, since what lay beside it may have moved with it or not.</summary>
internal sealed class RenameHandler(MediaFolders folders, VideoLook look, LibraryNews news) : IJobHandler
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
        var notes = new List<string>();
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
                var found = place.Sight == MediaSight.File ? await look.AtAsync(place.Path, cancellationToken) : null;
                files.Add(new(from, place.Path) { FileId = file.FileId, Video = found?.Video, Sidecars = found?.Sidecars ?? [] });
                lines.Add($"{from ?? "(unknown)"} → {place.Path}{(found is null ? " (not there now)" : "")}");
                notes.Add(found is null ? $"{place.Path} is not there now: what lies beside it is looked at with the next scan." : LookSentences.Of(found).Note!);
            }
        }
        catch (TimeoutException)
        {
            return new(new JobOutcome.RetryLater(MediaFolders.Silent(order.Files[0].To)));
        }

        await news.RenamedAsync(new(order.Title, files), cancellationToken);
        return new(
            JobOutcome.Done,
            new AttemptDetail
            {
                Note = $"{Wording.Several(files.Count, "file has a new name", "files have new names")}. {string.Join(' ', notes)}",
                Parts = [new("Before and now", string.Join('\n', lines))],
            });
    }
}
