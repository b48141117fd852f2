using Sublarr.Domain.Jobs;
using Sublarr.Domain.Wanted;

namespace Sublarr.Infrastructure.Wanted;

/// <summary>Looks for the subtitles that one video lacks.</summary>
internal sealed class SearchSubtitlesHandler(WantedSearch search) : IJobHandler
{
    /// <summary>A provider that is away for a moment; what it has not by then is looked for when it is due again.</summary>
    private static readonly RetrySchedule Retries = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    public string Kind => JobKinds.SearchSubtitles;

    // They wait for answers, mostly.
    public int Concurrency => 4;

    public int MostAtOnce => 16;

    public RetrySchedule RetriesOf(Job job) => Retries;

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        if (await search.ObstacleAsync(cancellationToken) is { } obstacle)
        {
            return new(new JobOutcome.Skipped(obstacle));
        }

        var order = SearchOrder.Read(context.Job.Payload);
        var searched = await search.OfVideoAsync(order.VideoId, order.Ids, order.Ids is null ? SearchOrigin.Automatic : SearchOrigin.Person, context.Job, cancellationToken);
        var detail = new AttemptDetail { Note = searched.Count == 0 ? "Nothing is wanted of it any more." : string.Join(" ", searched.Select(one => one.Answer.Note)) };
        return searched.FirstOrDefault(one => one.Answer.Outcome == SearchOutcome.Failed) is { } failed
            ? new(new JobOutcome.RetryLater(failed.Answer.Note), detail)
            : new(JobOutcome.Done, detail);
    }
}
