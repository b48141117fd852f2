using Sublarr.Domain;
using Sublarr.Domain.Jobs;
using Sublarr.Domain.Library;
using Sublarr.Infrastructure.Arr;

namespace Sublarr.Infrastructure.Library;

/// <summary>Looks at one video that was imported: where it is, what is in it and what lies beside it.</summary>
internal sealed class ScanHandler(MediaFolders folders, VideoLook look, LibraryNews news) : IJobHandler
{
    /// <summary>A file that is being copied to a slow disk needs a while.</summary>
    private static readonly RetrySchedule Retries = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15));

    public string Kind => JobKinds.ScanEpisode;

    public IEnumerable<string> Kinds => [JobKinds.ScanEpisode, JobKinds.ScanMovie];

    // One disk, as a rule: more at a time take longer together.
    public int Concurrency => 2;

    public int MostAtOnce => 16;

    public RetrySchedule RetriesOf(Job job) => Retries;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var order = LibraryOrder.Read<ScanOrder>(context.Job.Payload);
        try
        {
            var place = await folders.FindAsync(order.Title, order.Path, cancellationToken);
            return place.Sight switch
            {
                MediaSight.Nothing => new(new JobOutcome.Skipped(MediaFolders.Unreachable(order.Title, order.Path))),
                MediaSight.Folder => new(new JobOutcome.RetryLater($"{place.Path} is not there (yet). If it never comes, its folder is mounted elsewhere: see Settings > Path mappings.")),
                _ => await LookAsync(context.Job, order, place.Path, cancellationToken),
            };
        }
        catch (TimeoutException)
        {
            return new(new JobOutcome.RetryLater(MediaFolders.Silent(order.Path)));
        }
    }

    private async Task<JobResult> LookAsync(Job job, ScanOrder order, string path, CancellationToken cancellationToken)
    {
        if (await look.AtAsync(path, cancellationToken) is not { } found)
        {
            return new(new JobOutcome.RetryLater($"{path} went away while it was looked at."));
        }

        if (order.Size is { } whole && found.Video.Size < whole)
        {
            return new(new JobOutcome.RetryLater($"{path} has {Wording.Bytes(found.Video.Size)} of {Wording.Bytes(whole)}: it is still being copied."));
        }

        var replaced = await folders.MapAsync(order.Title, order.Replaced, cancellationToken);
        await news.SeenAsync(new SeenFile(order.Title, order.FileId, order.Season, order.Episodes, found.Video, found.Sidecars, replaced) { Import = job.Id }, cancellationToken);
        return new(JobOutcome.Done, LookSentences.Of(found));
    }
}
