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
                _ => await LookAsync(context, order, place.Path, cancellationToken),
            };
        }
        catch (TimeoutException)
        {
            return new(new JobOutcome.RetryLater(MediaFolders.Silent(order.Path)));
        }
    }

    private async Task<JobResult> LookAsync(JobContext context, ScanOrder order, string path, CancellationToken cancellationToken)
    {
        if (await look.AtAsync(path, cancellationToken) is not { } found)
        {
            return new(new JobOutcome.RetryLater($"{path} went away while it was looked at."));
        }

        if (order.Size is { } whole && found.Video.Size < whole && !await IsStillAsync(context, found.Video, cancellationToken))
        {
            return new(new JobOutcome.RetryLater(
                $"{path} has {Wording.Bytes(found.Video.Size)} of {Wording.Bytes(whole)}: it is still being copied, or was made smaller since. The next look takes it as it is if it has not changed by then."));
        }

        var replaced = await folders.MapAsync(order.Title, order.Replaced, cancellationToken);
        await news.SeenAsync(new SeenFile(order.Title, order.FileId, order.Season, order.Episodes, found.Video, found.Sidecars, replaced) { Import = context.Job.Id }, cancellationToken);
        return new(JobOutcome.Done, LookSentences.Of(found));
    }

    // What is copied grows from look to look. What a script made smaller after the import, by another container or codec, stays as it is.
    private static async Task<bool> IsStillAsync(JobContext context, VideoFile video, CancellationToken cancellationToken)
    {
        var (before, now) = (await context.ResumeAsync<Glance>(cancellationToken), new Glance(video.Size, video.ChangedAt));
        await context.SaveAsync(now, cancellationToken);
        return before == now;
    }

    /// <summary>A file as the last look found it.</summary>
    /// <param name="Size">In bytes.</param>
    /// <param name="ChangedAt">When it was written last, in UTC.</param>
    private sealed record Glance(long Size, DateTimeOffset ChangedAt);
}
